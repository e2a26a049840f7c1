import { createHash } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { answerWithRemix } from "~/platform/http/answer.server";
import { log } from "~/platform/log.server";
import { aPerson } from "../factories/people";
import { ask, nonceOf, openConnection } from "../setup/http";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";

let app: RunningApp;
let cookie: string;
beforeAll(async () => {
  app = await startApp({
    seed: async () => {
      cookie = await cookieOf(await aPerson());
    },
    env: { METRICS_TOKEN: "a-token-for-the-tests" },
  });
});
afterAll(() => app.stop());

const asset = `/assets/${readdirSync("build/client/assets").find((name) => name.endsWith(".css"))}`;

describe("every answer has the security policy, with a nonce of its own", () => {
  test.each<[string, string, number, Parameters<typeof ask>[2]?]>([
    ["a page", "/privacy", 200],
    ["a page in the cache", "/", 200],
    ["a page's head", "/accessibility", 200, { method: "HEAD" }],
    ["a page that is not there", "/nothing/of/this/name", 404],
    ["a page's data", "/privacy.data", 200],
    ["data of a page that is not there", "/nothing.data", 404],
    ["a script or a style", asset, 200],
    ["one that is not there", "/assets/none.js", 404],
    ["a static file", "/robots.txt", 200],
    ["a path that cannot be decoded", "/%E0%A4%A", 400],
    ["a post from another site", "/login", 403, { body: "a=b", headers: { Origin: "https://evil.example" } }],
    ["a post from nowhere", "/login", 403, { body: "a=b", headers: { Origin: "null" } }],
    ["a post where there is no action", "/privacy", 405, { body: "a=b" }],
    ["a method that nobody has", "/privacy", 405, { method: "PUT", body: "a=b" }],
    ["being alive", "/healthz", 200],
    ["being ready", "/readyz", 200],
    ["metrics that are refused", "/metrics", 404, { headers: { "X-Forwarded-For": "203.0.113.9" } }],
    ["metrics", "/metrics", 200],
  ])("%s", async (_, path, status, options) => {
    const first = await ask(app.origin, path, options);
    const second = await ask(app.origin, path, options);
    expect(first.status).toBe(status);
    expect(nonceOf(first)).toMatch(/^[\w-]{22}$/);
    expect(nonceOf(second)).not.toBe(nonceOf(first));
    expect(first.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(first.headers.get("Referrer-Policy")).toBe("same-origin");
    expect(first.headers.get("X-Powered-By")).toBeNull();
    expect(first.headers.get("Content-Security-Policy")).not.toMatch(/script-src[^;]*unsafe|https?:/);
  });

  test("an inline script carries the nonce of its own answer, or is known by what it says", async () => {
    for (const path of ["/privacy", "/nothing/of/this/name"]) {
      const answer = await ask(app.origin, path, { cookie });
      const inline = [...answer.body.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>(.*?)<\/script>/gs)];
      expect(inline.length).toBeGreaterThan(0);
      for (const [, attributes = "", text = ""] of inline) {
        const hash = `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
        const isKnown = answer.headers.get("Content-Security-Policy")?.includes(hash);
        if (!isKnown) expect(attributes).toContain(`nonce="${nonceOf(answer)}"`);
      }
    }
  });
});

test("nothing that somebody logged in is sent may be stored", async () => {
  for (const path of ["/privacy", "/privacy.data", "/account", "/nothing"])
    expect((await ask(app.origin, path, { cookie })).headers.get("Cache-Control"), path).toMatch(
      /no-store|no-cache/,
    );
  expect((await ask(app.origin, "/privacy", { cookie })).headers.get("Cache-Control")).toContain("no-store");
});

test("an asset may be kept for ever, as its name changes with it", async () => {
  expect((await ask(app.origin, asset)).headers.get("Cache-Control")).toBe(
    "public, max-age=31536000, immutable",
  );
});

describe("an address without a page, such as one that only takes a form", () => {
  const page = { Accept: "text/html,application/xhtml+xml" };
  const removal = "/application/referees/00000000-0000-4000-8000-000000000000/removal";

  test("refuses a browser with a page, in its language, and a script with data", async () => {
    const shown = await ask(app.origin, removal, {
      cookie,
      body: "",
      headers: { ...page, "Accept-Language": "ru" },
    });
    expect(shown.status).toBe(404);
    expect(shown.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(shown.body).toContain('<html lang="ru">');
    expect(shown.body).not.toContain("refusal");
    const told = await ask(app.origin, removal, { cookie, body: "" });
    expect([told.status, JSON.parse(told.body)]).toEqual([404, { refusal: "not-found" }]);
  });

  test("is a calm page where it is typed in", async () => {
    const shown = await ask(app.origin, removal, { cookie, headers: page });
    expect(shown.status).toBe(405);
    expect(shown.body).toContain("There is nothing here");
  });

  test("fails with a page that has a reference, and keeps the session that came along", async () => {
    const failing = express().all(
      "*",
      answerWithRemix(
        () => {
          const headers = { "Content-Type": "text/plain", "Set-Cookie": "elf=renewed" };
          return Promise.resolve(new Response("Unexpected Server Error", { status: 500, headers }));
        },
        () => ({ nonce: "n", requestId: "the-reference", log: log(), address: "" }),
      ),
    );
    const server = failing.listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shown = await ask(origin, "/somewhere/removal", { body: "", headers: page });
    expect([shown.status, shown.headers.get("Set-Cookie")]).toEqual([500, "elf=renewed"]);
    expect(shown.body).toContain("the-reference");
    expect(shown.body).not.toContain("Unexpected Server Error");
  });
});

describe("machines", () => {
  test("hear that the app is alive and ready, and how", async () => {
    expect((await ask(app.origin, "/healthz")).body).toBe("ok\n");
    const ready = await ask(app.origin, "/readyz");
    expect(JSON.parse(ready.body)).toEqual({
      ready: true,
      database: true,
      migrations: true,
      jobs: true,
      draining: false,
    });
  });

  test("read metrics from this machine or with the token, and from nowhere else", async () => {
    const from = (headers: Record<string, string>) =>
      ask(app.origin, "/metrics", { headers }).then(({ status }) => status);
    expect(await from({})).toBe(200);
    expect(await from({ "X-Forwarded-For": "203.0.113.9" })).toBe(404);
    expect(await from({ Forwarded: "for=203.0.113.9" })).toBe(404);
    expect(
      await from({ "X-Forwarded-For": "203.0.113.9", Authorization: "Bearer a-token-for-the-tests" }),
    ).toBe(200);
    expect(await from({ Authorization: "Bearer another-token-altogether" })).toBe(404);
    const { body } = await ask(app.origin, "/metrics");
    expect(body).toMatch(/elf_http_request_seconds_count\{method="GET",status="200",kind="page"\} \d+/);
  });
});

test("the log tells of a request neither whose it was nor what was asked for", async () => {
  const secret = "T0KEN-that-opens-something";
  const email = "aigerim.secret@example.org";
  await ask(app.origin, `/recover/${secret}`);
  await ask(app.origin, `/invitation/${secret}?email=${encodeURIComponent(email)}`);
  await ask(app.origin, `/${secret}`);
  await ask(app.origin, "/login", {
    body: new URLSearchParams({ email, password: "pass-w0rd-pass-w0rd" }).toString(),
  });
  await ask(app.origin, "/recover", { body: new URLSearchParams({ email }).toString() });
  await ask(app.origin, "/privacy", {
    cookie,
    headers: { "User-Agent": "A-Telling-Agent/1.0", "X-Forwarded-For": "203.0.113.77" },
  });
  const log = app.output.join("\n");
  expect(log).toContain('"msg":"request"');
  const [, session = ""] = cookie.split("=");
  for (const word of [
    secret,
    email,
    "aigerim",
    "pass-w0rd",
    session,
    "A-Telling-Agent",
    "203.0.113.77",
    '127.0.0.1"',
  ])
    expect(log, word).not.toContain(word);
  for (const line of app.output.filter((one) => one.startsWith("{")))
    expect(() => JSON.parse(line) as unknown).not.toThrow();
});

describe("what a client sent that no page can answer", () => {
  const own = () => app.origin;
  const form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n";
  const host = () => `Host: ${new URL(app.origin).host}\r\n`;
  test.each<[string, number, () => string]>([
    ["a NUL in a path", 400, () => `GET /office/a%00b/list HTTP/1.1\r\n${host()}`],
    ["a path that cannot be decoded", 400, () => `GET /office/%E0%A4%A HTTP/1.1\r\n${host()}`],
    [
      "a path that cannot be decoded, in the data of a page",
      400,
      () => `GET /%FF.data HTTP/1.1\r\n${host()}`,
    ],
    ["an address with a strange scheme", 400, () => `GET ftp://a/b HTTP/1.1\r\n${host()}`],
    ["the server as a whole", 400, () => `OPTIONS * HTTP/1.1\r\n${host()}`],
    ["a host with a blank in it", 400, () => `GET /login HTTP/1.1\r\nHost: a b\r\n`],
    ["a host with a port beyond all ports", 400, () => `GET /login HTTP/1.1\r\nHost: a:99999\r\n`],
    ["a host that is left open", 400, () => `GET / HTTP/1.1\r\nHost: [::1\r\n`],
    ["somebody before a host", 400, () => `GET /login HTTP/1.1\r\nHost: a@b\r\n`],
    ["a trace", 405, () => `TRACE /login HTTP/1.1\r\n${host()}`],
    ["another way onwards", 405, () => `CONNECT elsewhere.example:443 HTTP/1.1\r\n${host()}`],
    ["data as of old", 404, () => `GET /login?_data=root HTTP/1.1\r\n${host()}`],
    [
      "data as of old, for a form",
      404,
      () => `POST /login?_data=x HTTP/1.1\r\n${host()}Origin: ${own()}\r\n${form}`,
    ],
    [
      "a right origin under another host",
      421,
      () => `POST /login HTTP/1.1\r\nHost: other.example\r\nOrigin: ${own()}\r\n${form}`,
    ],
    ["a page with another origin", 200, () => `GET /login HTTP/1.1\r\n${host()}Origin: null\r\n`],
    ["an address with its host in it", 200, () => `GET ${own()}/login HTTP/1.1\r\n${host()}`],
    [
      "a host that proxies tell and nobody trusts",
      200,
      () =>
        `GET /login HTTP/1.1\r\n${host()}X-Forwarded-Host: a:99999\r\nX-Forwarded-For: zz\r\nForwarded: for=;;\r\n`,
    ],
    ["a path of another's name", 404, () => `GET //other.example/login HTTP/1.1\r\n${host()}`],
  ])("%s: %i", async (_what, status, request) => {
    const before = app.output.length;
    const connection = openConnection(app.origin);
    connection.write(
      `${request()}Accept: text/html\r\nAccept-Language: ru\r\nConnection: close\r\n\r\n${request().startsWith("POST") ? "a=b" : ""}`,
    );
    const answer = await connection.ended;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    if (status !== 200 && !request().startsWith("CONNECT")) expect(answer).toContain('<html lang="ru"');
    const log = app.output.slice(before).join("\n");
    expect(log).not.toContain('"level":50');
    expect(log).not.toMatch(/other\.example|99999|a@b|%E0|%00/);
  });

  test("unknown pages are no errors in the log", async () => {
    const before = app.output.length;
    for (const path of ["/none", "/none.data", "/office/none/list", "/reference/none", "/none?_routes=x"])
      expect((await ask(app.origin, path)).status, path).toBeLessThan(500);
    expect((await ask(app.origin, "/privacy", { body: "a=b" })).status).toBe(405);
    expect(app.output.slice(before).join("\n")).not.toContain('"level":50');
  });
});

test.each([
  ["its length said before", `Content-Length: ${2 ** 30}`, (piece: string) => piece],
  [
    "in chunks",
    "Transfer-Encoding: chunked",
    (piece: string) => `${piece.length.toString(16)}\r\n${piece}\r\n`,
  ],
])(
  "what is too large (%s) is refused at once, and the connection ends as the answer says",
  async (_how, header, framed) => {
    const started = performance.now();
    const connection = openConnection(app.origin);
    connection.write(
      `POST /login HTTP/1.1\r\nHost: ${new URL(app.origin).host}\r\nOrigin: ${app.origin}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\n${header}\r\n\r\n`,
    );
    const isOver = connection.ended.then(() => true);
    for (let sent = 0; sent < 100 && !(await Promise.race([isOver, wait(20, false)])); sent++)
      connection.write(framed("x".repeat(16_384)));
    const answer = await connection.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/^connection: close/im);
    expect(answer).toContain("That is too large");
    expect(performance.now() - started).toBeLessThan(10_000);
  },
);

test("a request that makes no sense, or that stops half-way, hurts nobody else", async () => {
  for (const text of [
    "NONSENSE\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "\0\0\0",
  ]) {
    const connection = openConnection(app.origin);
    connection.write(text);
    expect(await connection.ended).toMatch(/^HTTP\/1\.1 400/);
  }
  const cut = openConnection(app.origin);
  cut.write(
    `POST /login HTTP/1.1\r\nHost: a\r\nOrigin: ${app.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=`,
  );
  await new Promise((wait) => setTimeout(wait, 200));
  cut.destroy();
  expect((await ask(app.origin, "/healthz")).status).toBe(200);
  expect((await ask(app.origin, "/privacy")).status).toBe(200);
});
