import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { changingLanguage } from "./accounts/language-change.server";
import { sessionCookieName } from "./accounts/session.server";
import { jobKinds } from "./jobs.server";
import { checkDatabase, database, databaseHandle } from "./platform/database.server";
import { env } from "./platform/env.server";
import { answerWithRemix, remixHandler } from "./platform/http/answer.server";
import { watchConnections } from "./platform/http/closing.server";
import { isOwnOrigin, newNonce, securityHeaders } from "./platform/http/headers.server";
import { refusalOf } from "./platform/http/incoming.server";
import { PageCache } from "./platform/http/page-cache.server";
import { sendPlainPage } from "./platform/http/plain-page.server";
import { isPassing } from "./platform/http/unavailable.server";
import { jobsAreRunning, startJobs, stopJobs } from "./platform/jobs.server";
import { useCatalogue } from "./platform/locale/request.server";
import { describeError, log } from "./platform/log.server";
import { metrics } from "./platform/metrics.server";
import { sameSecret } from "./platform/vault.server";
import { catalogue } from "./words";

const publicPages = new Set(["/", "/privacy", "/questions", "/accessibility"]);

export interface RunningServer {
  address: string;
  /** Finishes accepted requests (30 s at most), then stops jobs and closes the database. */
  close(): Promise<void>;
}

/**
 * Serves the app on the process's open database. `build` is the Remix server build, or in development a function
 * that gives the newest one; `development` is Vite's middleware.
 */
export async function serve(options: {
  build: ServerBuild | (() => Promise<ServerBuild>);
  development?: express.RequestHandler;
  jobs?: boolean;
}): Promise<RunningServer> {
  useCatalogue(catalogue);
  // A lost connection fails whatever was asked over it, also what somebody has begun and not come to wait for yet.
  process.on("unhandledRejection", (error) => {
    if (!isPassing(error)) throw error;
    log().warn({ error: describeError(error) }, "failed in passing");
  });
  await startJobs(jobKinds, { work: options.jobs !== false });
  const cache = new PageCache(options.development ? new Set() : publicPages);
  await cache.listen();

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", env().TRUST_PROXY);

  app.get(
    "/healthz",
    (_request, response) => void response.set(securityHeaders(newNonce())).type("text").send("ok\n"),
  );
  app.get("/readyz", async (_request, response) => {
    const state = await readiness(connections.isDraining());
    response
      .set(securityHeaders(newNonce()))
      .status(state.ready ? 200 : 503)
      .json(state);
  });
  app.get("/metrics", async (request, response) => {
    if (!mayReadMetrics(request)) return sendPlainPage(request, response, 404, "not-found");
    response
      .set(securityHeaders(newNonce()))
      .type(metrics().registry.contentType)
      .send(await metrics().registry.metrics());
  });

  if (options.development) app.use(options.development);
  app.use((_request, response, next) => {
    const nonce = newNonce();
    response.locals["nonce"] = nonce;
    response.set(securityHeaders(nonce));
    next();
  });
  const compress = compression({ threshold: 1024 });
  app.use(
    "/assets",
    compress,
    express.static(resolve("build/client/assets"), {
      immutable: true,
      maxAge: "1y",
      index: false,
      redirect: false,
      fallthrough: false,
    }),
  );
  const publicFolder = resolve(options.development ? "public" : "build/client");
  const publicFiles = new Set(readdirSync(publicFolder).map((name) => `/${name}`));
  const sendPublicFile = express.static(publicFolder, { maxAge: "1h", index: false });
  app.use((request, response, next) => {
    // Only what is a file is looked for on the disk.
    if (!publicFiles.has(request.path)) return next();
    compress(request, response, () => void sendPublicFile(request, response, next));
  });

  const origins = allowedOrigins();
  app.use((request, response, next) => {
    if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return next();
    if (isOwnOrigin(request.headers, origins())) return next();
    // Mail programs post to the link in a letter (RFC 8058): its token alone counts there, and no session is looked at.
    if (/^\/(?:reminders|letters)\/[\w-]{65}$/.test(request.path)) {
      // The framework compares an Origin with the host, and fails where they differ.
      delete request.headers.origin;
      return next();
    }
    sendPlainPage(request, response, 403, "foreign-origin");
  });

  const loadContext = (request: express.Request, response: express.Response): AppLoadContext => {
    const requestId = String(response.getHeader("X-Request-Id"));
    const nonce = String(response.locals["nonce"]);
    return { nonce, requestId, log: log().child({ requestId }), address: request.ip ?? "" };
  };
  app.all("*", (_request, response, next) => {
    // What the app makes for somebody is nobody else's to keep; a response may say otherwise of itself.
    response.set("Cache-Control", "no-store");
    next();
  });
  const handle = changingLanguage(remixHandler(options.build, env().NODE_ENV));
  app.all("*", answerWithRemix(handle, loadContext));
  app.use(
    (
      error: Error & { status?: number },
      request: express.Request,
      response: express.Response,
      next: express.NextFunction,
    ) => {
      if (response.headersSent) return next(error);
      const status = error.status && error.status < 500 ? error.status : 500;
      const isLooking = request.method === "GET" || request.method === "HEAD";
      if (status === 500)
        log().error(
          { requestId: response.getHeader("X-Request-Id"), error: describeError(error) },
          "request failed",
        );
      sendPlainPage(
        request,
        response,
        status,
        status === 404 || (status < 500 && isLooking)
          ? "not-found"
          : status < 500
            ? "bad-request"
            : "unexpected",
        String(response.getHeader("X-Request-Id")),
      );
    },
  );

  const server = createServer((request, response) => {
    observe(request, response);
    connections.watch(request, response);
    const refusal = refusalOf(request, hostOf(request), origins());
    if (refusal) return sendPlainPage(request, response, refusal.status, refusal.reason);
    const key = cache.keyFor(request, sessionCookieName());
    if (key === null) {
      app(request, response);
      return;
    }
    if (cache.send(key, request, response)) return;
    const requestId = String(response.getHeader("X-Request-Id"));
    cache
      .fill(key, () => {
        const headers = new Headers();
        for (const name of ["cookie", "accept-language"]) {
          const value = request.headers[name];
          if (typeof value === "string") headers.set(name, value);
        }
        return handle(new Request(`${env().origin}${request.url}`, { headers }), {
          nonce: newNonce(),
          requestId,
          log: log().child({ requestId }),
          address: "",
        });
      })
      .then(async (rendered) => {
        if (cache.send(key, request, response)) return;
        response.writeHead(rendered.status, Object.fromEntries(rendered.headers));
        response.end(Buffer.from(await rendered.arrayBuffer()));
      })
      .catch((error: unknown) => {
        log().error({ requestId, error: describeError(error) }, "request failed");
        if (!response.headersSent) sendPlainPage(request, response, 500, "unexpected", requestId);
      });
  });
  const connections = watchConnections(server);
  // Nobody is led on to another server by us.
  server.on("connect", (_request, socket) =>
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n"),
  );
  server.requestTimeout = 120_000;
  server.headersTimeout = 20_000;
  await listenOn(server);
  const { port } = server.address() as AddressInfo;
  if (env().PORT === 0) env().PORT = port;

  return {
    address: `http://${env().HOST}:${port}`,
    async close() {
      await connections.drain();
      await cache.close();
      await stopJobs();
      await databaseHandle().close();
    },
  };
}

/** The host that a client named: what the proxies before us say of it, where they are trusted. */
function hostOf({ headers }: IncomingMessage): string | undefined {
  const forwarded = env().TRUST_PROXY > 0 ? headers["x-forwarded-host"] : undefined;
  return (
    String(forwarded ?? headers.host ?? "")
      .split(",")[0]
      ?.trim() || undefined
  );
}

function listenOn(server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(env().PORT, env().HOST, () => {
      server.off("error", fail);
      done();
    });
  });
}

/** Gives each request an id, and at its end one log line and one measurement. No path: paths hold codes and tokens. */
function observe(request: IncomingMessage, response: ServerResponse): void {
  const requestId = randomUUID();
  const started = process.hrtime.bigint();
  response.setHeader("X-Request-Id", requestId);
  response.on("finish", () => {
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const kind = request.url?.startsWith("/assets/") ? "asset" : "page";
    metrics().requests.observe(
      { method: request.method ?? "", status: String(response.statusCode), kind },
      seconds,
    );
    log().info(
      {
        requestId,
        method: request.method,
        area: areaOf(request.url ?? "/"),
        status: response.statusCode,
        ms: Math.round(seconds * 1000),
      },
      "request",
    );
  });
}

/** The first part of a path, when it is one of ours: enough to tell where the time goes, too little to name anyone. */
function areaOf(url: string): string {
  return /^\/[a-z]{1,16}(?=[/?.]|$)/.exec(url)?.[0] ?? "/";
}

async function readiness(
  draining: boolean,
): Promise<{ ready: boolean; database: boolean; migrations: boolean; jobs: boolean; draining: boolean }> {
  const timeout = new Promise<null>((done) => setTimeout(() => done(null), 3000).unref());
  const state = await Promise.race([checkDatabase(database()).catch(() => null), timeout]);
  const jobs = jobsAreRunning();
  return {
    ready: Boolean(state?.migrated) && jobs && !draining,
    database: state !== null,
    migrations: Boolean(state?.migrated),
    jobs,
    draining,
  };
}

function mayReadMetrics(request: express.Request): boolean {
  const token = env().METRICS_TOKEN;
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (token && given) return sameSecret(token, given);
  // Behind a proxy every caller looks local, so then only the token counts.
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  return !forwarded && ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "");
}

/** Our own origin; on this machine also by its other name. */
function allowedOrigins(): () => string[] {
  return () => {
    const { origin, secureCookies } = env();
    const url = new URL(origin);
    if (env().ELF_ORIGIN || secureCookies) return [origin];
    return [`http://127.0.0.1:${env().PORT}`, `http://localhost:${env().PORT}`, url.origin];
  };
}
