import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import { databaseHandle, type Transaction } from "../database.server";
import { preferredLocale, isLocale, type Locale } from "../locale/locales";
import { newNonce, securityHeaders } from "./headers.server";

const channel = "elf_public";
const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

interface CachedPage {
  bodies: { br: Buffer; gzip: Buffer; identity: Buffer };
  /** Epoch milliseconds after which it must be made anew, as time itself changes it (a call opens). */
  freshUntil: number;
}

/** The header by which a loader says until when its page is the same for everyone (epoch milliseconds). */
export const freshUntilHeader = "Elf-Fresh-Until";

/**
 * Public pages, whole and compressed, in memory: those that are the same for everyone who is not logged in. Any
 * process that changes what they show calls {@link publicContentChanged}; every process then forgets its copies.
 */
export class PageCache {
  private pages = new Map<string, CachedPage>();
  private generation = 0;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(private readonly paths: ReadonlySet<string>) {}

  /** Starts to hear other processes. Forgets everything on (re)connection, as a message may have been missed. */
  async listen(): Promise<void> {
    const { driver } = databaseHandle();
    const forget = () => this.clear();
    if (driver.kind === "pglite") {
      const stop = await driver.client.listen(channel, forget);
      this.stopListening = () => stop();
    } else {
      const listening = await driver.client.listen(channel, forget, forget);
      this.stopListening = () => listening.unlisten();
    }
  }

  async close(): Promise<void> {
    await this.stopListening?.().catch(() => {});
  }

  clear(): void {
    this.generation++;
    this.pages.clear();
  }

  /** The key of a request that may be answered from here, or null: a plain GET by somebody without a session. */
  keyFor(request: IncomingMessage, sessionCookie: string): string | null {
    if (request.method !== "GET" && request.method !== "HEAD") return null;
    if (!request.url || !this.paths.has(request.url)) return null;
    const cookie = request.headers.cookie;
    if (cookie?.includes(`${sessionCookie}=`)) return null;
    const chosen = cookie && /(?:^|;\s*)elf-language=([a-z]{2})(?:;|$)/.exec(cookie)?.[1];
    const locale: Locale = isLocale(chosen)
      ? chosen
      : preferredLocale(request.headers["accept-language"] ?? null);
    return `${locale} ${request.url}`;
  }

  /** Answers from the cache. Returns false when it holds nothing fresh under the key. */
  send(key: string, request: IncomingMessage, response: ServerResponse): boolean {
    const page = this.pages.get(key);
    if (!page || page.freshUntil <= Date.now()) return false;
    const accepted = request.headers["accept-encoding"]?.toString() ?? "";
    const encoding = accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : "identity";
    const body = page.bodies[encoding];
    response.writeHead(200, {
      ...securityHeaders(newNonce()),
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-cache",
      Vary: "Cookie, Accept-Language, Accept-Encoding",
      "Content-Length": body.length,
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
    return true;
  }

  /** Keeps a page that `make` renders. Returns what was rendered, for the request that caused it. */
  async fill(key: string, make: () => Promise<Response>): Promise<Response> {
    const generation = this.generation;
    const rendered = await make();
    const freshUntil = Number(rendered.headers.get(freshUntilHeader) ?? 0);
    rendered.headers.delete(freshUntilHeader);
    if (rendered.status !== 200 || freshUntil <= Date.now() || rendered.headers.has("Set-Cookie"))
      return rendered;
    const identity = Buffer.from(await rendered.arrayBuffer());
    const [gz, br] = await Promise.all([
      compressGzip(identity, { level: 9 }),
      compressBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    ]);
    // What changed while it was being rendered may be missing in it: send it, but do not keep it.
    if (generation === this.generation)
      this.pages.set(key, { bodies: { br, gzip: gz, identity }, freshUntil });
    return new Response(identity, { status: 200, headers: rendered.headers });
  }
}

/** Says, as part of a transaction, that public pages have changed. Heard by every process once it commits. */
export async function publicContentChanged(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, '')`);
}
