import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { createReadableStreamFromReadable, type AppLoadContext, type RequestHandler } from "@remix-run/node";
import type express from "express";

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Smaller answers fit into one packet anyway. */
const worthCompressing = 1024;
const compressible = /^(text\/|application\/(json|javascript|xml|manifest\+json)|image\/svg)/i;

/**
 * Hands requests to Remix and sends its answers. Everything is rendered whole before it is sent, so an answer goes out
 * in one piece, with its length, and compressed in one go: through streams the same takes several times as long.
 */
export function answerWithRemix(
  handle: RequestHandler,
  contextFor: (request: express.Request, response: express.Response) => AppLoadContext,
): express.RequestHandler {
  return (request, response, next) => {
    handle(toWebRequest(request, response), contextFor(request, response))
      .then((answer) => sendAnswer(request, response, answer))
      .catch(next);
  };
}

function toWebRequest(request: express.Request, response: express.Response): Request {
  // Express's hostname leaves the port out, and respects the proxies that are trusted.
  const port = /:(\d+)$/.exec(request.get("X-Forwarded-Host") ?? request.get("Host") ?? "")?.[1];
  const url = `${request.protocol}://${request.hostname}${port ? `:${port}` : ""}${request.originalUrl}`;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else if (value) headers.set(name, value);
  }
  const abort = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) abort.abort();
  });
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(url, {
    method: request.method,
    headers,
    signal: abort.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: "half" } : {}),
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
  return encoding === "br"
    ? compressBrotli(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    : compressGzip(whole, { level: 4 });
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
