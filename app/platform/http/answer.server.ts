import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib";
import {
  createReadableStreamFromReadable,
  createRequestHandler,
  type AppLoadContext,
  type RequestHandler,
  type ServerBuild,
} from "@remix-run/node";
import type express from "express";
import { env } from "../env.server";
import { sendPlainPage } from "./plain-page.server";
import { shareOf, shareRoutes } from "./route-shares";
import { isPassing, unlessFrozen } from "./unavailable.server";

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Smaller answers fit into one packet anyway. */
const worthCompressing = 1024;
/** Bytes up to which an answer is compressed where it was made: a millisecond or so. */
const compressedHere = 64 * 1024;
const compressible = /^(text\/|application\/(json|javascript|xml|manifest\+json)|image\/svg)/i;

/**
 * Handles requests with a build, each by the routes that begin like its path. In development, where the build changes,
 * and for Remix's own addresses every route is looked at.
 */
export function remixHandler(
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: string,
): RequestHandler {
  const whole = createRequestHandler(build, mode);
  if (typeof build === "function") return whole;
  const { shares, rest } = shareRoutes(build.routes);
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const path = new URL(request.url).pathname;
    const share = shareOf(path);
    if (share.startsWith("_")) return whole(request, context);
    const name = shares.has(share) ? share : "";
    let handler = handlers.get(name);
    if (!handler) {
      handler = createRequestHandler(partOf(build, shares.get(name) ?? rest), mode);
      handlers.set(name, handler);
    }
    return handler(request, context);
  };
}

/** A build that has only some of its routes, for the server and in what pages that hydrate are told. */
function partOf(build: ServerBuild, routes: ServerBuild["routes"]): ServerBuild {
  const assets = Object.entries(build.assets.routes).filter(([id]) => id in routes);
  return { ...build, routes, assets: { ...build.assets, routes: Object.fromEntries(assets) } };
}

/**
 * Hands requests to Remix and sends its answers. Everything is rendered whole before it is sent, so an answer goes out
 * in one piece, with its length, and compressed in one go: through streams the same takes several times as long.
 */
export function answerWithRemix(
  handle: RequestHandler,
  contextFor: (request: express.Request, response: express.Response) => AppLoadContext,
): express.RequestHandler {
  return (request, response, next) => {
    const context = contextFor(request, response);
    unlessFrozen(handle(toWebRequest(request, response), context))
      .then((answer) =>
        answer === null || context.failedInPassing
          ? sendPlainPage(request, response, 503, "unavailable", context.requestId)
          : sendOrExplain(request, response, answer, context.requestId),
      )
      .catch((error: unknown) => {
        if (!isPassing(error) || response.headersSent) return next(error);
        sendPlainPage(request, response, 503, "unavailable", context.requestId);
      });
  };
}

/**
 * Sends an answer; where a page was asked for and one of the routes without a page refused or failed, that page says
 * so. What such a route throws would otherwise be shown as the data that it is to a script.
 */
async function sendOrExplain(
  request: express.Request,
  response: express.Response,
  answer: Response,
  requestId: string,
): Promise<void> {
  const wantsPage = request.get("Accept")?.includes("text/html") && !request.path.endsWith(".data");
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (answer.status < 400 || !wantsPage || isPage) {
    await sendAnswer(request, response, answer);
    return;
  }
  for (const cookie of answer.headers.getSetCookie()) {
    response.appendHeader("Set-Cookie", cookie);
  }
  const said = (await answer.json().catch(() => null)) as { refusal?: unknown } | null;
  const refusal = typeof said?.refusal === "string" ? said.refusal : null;
  if (answer.status >= 500)
    sendPlainPage(request, response, answer.status, refusal ?? "unexpected", requestId);
  // What the router refuses is an address that only takes forms, typed in.
  else if (answer.headers.has("X-Remix-Error")) sendPlainPage(request, response, 405, "not-found");
  else sendPlainPage(request, response, answer.status, refusal ?? "not-found");
}

function toWebRequest(request: express.Request, response: express.Response): Request {
  // Whose form it is has been judged by its Origin; under which name we are asked makes no difference to any page.
  const isForm = request.method !== "GET" && request.method !== "HEAD" && request.method !== "OPTIONS";
  const base = new URL((isForm && request.get("Origin")) || env().origin);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else if (value) headers.set(name, value);
  }
  headers.set("Host", base.host);
  headers.delete("X-Forwarded-Host");
  const abort = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) abort.abort();
  });
  // Not resolved against it: "//host" would be another site.
  return new Request(`${base.origin}${request.originalUrl}`, {
    method: request.method,
    headers,
    signal: abort.signal,
    ...(isForm ? { body: createReadableStreamFromReadable(request), duplex: "half" } : {}),
  });
}

async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Response,
): Promise<void> {
  response.statusCode = answer.status;
  if (answer.statusText) response.statusMessage = answer.statusText;
  for (const [name, value] of answer.headers) {
    if (name === "set-cookie") response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (!answer.body) return void response.end();
  const whole = Buffer.from(await answer.arrayBuffer());
  const body = await compressed(request, response, whole);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}

async function compressed(
  request: IncomingMessage,
  response: ServerResponse,
  whole: Buffer,
): Promise<Buffer> {
  const type = response.getHeader("Content-Type");
  if (response.hasHeader("Content-Encoding") || typeof type !== "string" || !compressible.test(type))
    return whole;
  response.appendHeader("Vary", "Accept-Encoding");
  if (whole.length < worthCompressing) return whole;
  const encoding = acceptedEncoding(request.headers["accept-encoding"]);
  if (encoding === null) return whole;
  response.setHeader("Content-Encoding", encoding);
  // The strength at which a page takes less time to compress than it saves on a slow line.
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  // Handing a small page to another thread costs more than compressing it.
  if (whole.length <= compressedHere)
    return encoding === "br" ? brotliCompressSync(whole, quality) : gzipSync(whole, { level: 4 });
  return encoding === "br" ? compressBrotli(whole, quality) : compressGzip(whole, { level: 4 });
}

/** The better of our encodings that an Accept-Encoding header takes (RFC 9110 §12.5.3), or null. */
export function acceptedEncoding(header: string | string[] | undefined): "br" | "gzip" | null {
  const takes = new Set(
    String(header ?? "")
      .toLowerCase()
      .split(",")
      .map((part) => part.trim().split(/\s*;\s*/))
      .filter(([, quality]) => !quality || !/^q=0(\.0*)?$/.test(quality))
      .map(([name]) => name),
  );
  return takes.has("br") ? "br" : takes.has("gzip") ? "gzip" : null;
}
