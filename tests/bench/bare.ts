import { createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import postgres from "postgres";
import { unpackParameter, type BareRoute, type Recording, type RecordedSecret } from "./recording";

/*
 * The least that a server could do: node:http and postgres.js, the statements that the app was heard sending, the values
 * it was heard opening, and a page that is nothing but these values. No routing, no validation, no rendering. After
 * the first statement (whose session is it?) all reads go out at once; transactions are kept together.
 *
 * `bare.ts PORT DATABASE_URL FILE`
 */

const [port, url, file] = process.argv.slice(2) as [string, string, string];
const sql = postgres(url, { max: 10, fetch_types: false, onnotice: () => {} });
const routes = new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, BareRoute>));

/** A recording made ready: parameters as values, statements of one transaction together. */
interface Work {
  first: Step | undefined;
  reads: Step[];
  transactions: Step[][];
  secrets: { key: KeyObject; nonce: Buffer; tag: Buffer; purpose: Buffer; body: Buffer }[];
}
interface Step {
  text: string;
  parameters: never[];
}

const works = new Map<
  string,
  { kind: BareRoute["kind"]; works: Work[]; cached?: { body: Buffer; encoding: string } }
>();
for (const [name, route] of routes)
  works.set(name, {
    kind: route.kind,
    works: route.recordings.map(prepare),
    ...(route.cached
      ? { cached: { body: Buffer.from(route.cached.body, "base64"), encoding: route.cached.encoding } }
      : {}),
  });

function prepare({ statements, secrets }: Recording): Work {
  const open = new Map<number, Step[]>();
  const reads: Step[] = [];
  const transactions: Step[][] = [];
  for (const { connection, text, parameters } of statements) {
    const step = { text: repeatable(text), parameters: parameters.map(unpackParameter) as never[] };
    if (/^begin/i.test(text)) open.set(connection, []);
    else if (/^(commit|rollback)/i.test(text)) {
      transactions.push(open.get(connection) ?? []);
      open.delete(connection);
    } else if (open.has(connection)) open.get(connection)?.push(step);
    else reads.push(step);
  }
  const [first, ...others] = reads;
  return { first, reads: others, transactions, secrets: secrets.map(prepareSecret) };
}

function prepareSecret(secret: RecordedSecret): Work["secrets"][number] {
  const bytes = (text: string) => Buffer.from(text, "base64");
  return {
    key: createSecretKey(bytes(secret.key)),
    nonce: bytes(secret.nonce),
    tag: bytes(secret.tag),
    purpose: Buffer.from(secret.purpose),
    body: bytes(secret.body),
  };
}

/** A save that was recorded once is to write its row each time: the revision it expects has gone by. */
function repeatable(text: string): string {
  const where = text.search(/\bwhere\b/i);
  if (!/^update/i.test(text) || where < 0) return text;
  return text.slice(0, where) + text.slice(where).replace(/("revision"\s*)=(\s*\$\d+)/g, "$1>=$2");
}

async function doWork(work: Work): Promise<{ rows: unknown[][]; opened: string[] }> {
  const run = (step: Step) => sql.unsafe(step.text, step.parameters, { prepare: true });
  const rows: unknown[][] = [];
  if (work.first) rows.push(await run(work.first));
  rows.push(...(await Promise.all(work.reads.map(run))));
  for (const steps of work.transactions)
    await sql.begin(async (tx) => {
      for (const step of steps) rows.push(await tx.unsafe(step.text, step.parameters, { prepare: true }));
    });
  return { rows, opened: work.secrets.map(open) };
}

function open({ key, nonce, tag, purpose, body }: Work["secrets"][number]): string {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAAD(purpose);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => escapes[c] ?? c);

function plain(value: unknown): string {
  if (value === null || value === undefined || value instanceof Uint8Array) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function page({ rows, opened }: Awaited<ReturnType<typeof doWork>>): string {
  const lines = rows.flatMap((list) =>
    list.map(
      (row) =>
        `<tr>${Object.values(row as object)
          .map((value) => `<td>${escape(plain(value))}</td>`)
          .join("")}</tr>`,
    ),
  );
  const texts = opened.filter((text) => text.isWellFormed()).map((text) => `<p>${escape(text)}</p>`);
  return `<!doctype html><meta charset="utf-8"><title>Bare</title>${texts.join("")}<table>${lines.join("")}</table>`;
}

function calendar({ rows }: Awaited<ReturnType<typeof doWork>>): string {
  const longest = rows.reduce((a, b) => (b.length > a.length ? b : a), []);
  const events = longest.map(
    (row) =>
      `BEGIN:VEVENT\r\n${Object.entries(row as object)
        .map(([key, value]) => `X-${key}:${plain(value)}`)
        .join("\r\n")}\r\nEND:VEVENT`,
  );
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join("\r\n")}\r\nEND:VCALENDAR\r\n`;
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

createServer((request, response) => {
  const [, name = "", caller = "0"] = (request.url ?? "").split("/");
  const route = works.get(name);
  if (!route) return void response.writeHead(404).end();
  if (route.cached) {
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Encoding": route.cached.encoding,
      "Content-Length": route.cached.body.length,
    });
    return void response.end(route.cached.body);
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const work = route.works[Number(caller) % route.works.length];
    if (!work) return void response.writeHead(404).end();
    doWork(work).then(
      (done) => {
        if (route.kind === "json")
          send(response, "application/json", JSON.stringify({ revision: 1, savedAt: new Date() }));
        else if (route.kind === "calendar") send(response, "text/calendar", calendar(done));
        else send(response, "text/html; charset=utf-8", page(done));
      },
      (error: unknown) => {
        process.stderr.write(`${name}: ${String(error)}\n`);
        response.writeHead(500).end();
      },
    );
  });
}).listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
