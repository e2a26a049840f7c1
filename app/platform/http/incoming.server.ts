import type { IncomingMessage } from "node:http";
import { isOwnOrigin } from "./headers.server";

/** What pages, forms and uploads in pieces (tus) ask by; nothing here answers to any other method. */
const methods = new Set(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"]);

/** Why a request is not looked at any further: a status and a key under platform:refusal. */
export interface Refusal {
  status: number;
  reason: string;
}

/**
 * Judges a request by its first line and by whom it is for, before anything is looked up; null where it makes sense.
 * An address with its host in it is taken as the same one without (RFC 9112 §3.2.2); `request.url` begins with a slash
 * then. `host` is the one that the client named, as far as the proxies that are trusted tell.
 */
export function refusalOf(
  request: IncomingMessage,
  host: string | undefined,
  origins: string[],
): Refusal | null {
  const url = pathOf(request.url ?? "");
  if (url === null) return { status: 400, reason: "not-found" };
  request.url = url;
  if (!methods.has(request.method ?? "")) return { status: 405, reason: "not-found" };
  if (host && !isHost(host)) return { status: 400, reason: "bad-request" };
  // An address of an older framework; the present one would take it for a fault of ours.
  if (/[?&]_data(?:=|&|$)/.test(url)) return { status: 404, reason: "not-found" };
  if (!isDecodable(url)) return { status: 400, reason: "not-found" };
  const changes = !["GET", "HEAD", "OPTIONS"].includes(request.method ?? "");
  const isElsewhere = host !== undefined && !origins.some((origin) => new URL(origin).host === host);
  if (changes && isElsewhere && isOwnOrigin(request.headers, origins))
    return { status: 421, reason: "bad-request" };
  return null;
}

/** The path and the query of what a first line asks for, or null where that is none. */
function pathOf(target: string): string | null {
  if (target.startsWith("/")) return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return null;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/** A name or an address, with a port or without (RFC 9110 §7.2). */
function isHost(host: string): boolean {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}`);
}

function isDecodable(url: string): boolean {
  const [path = ""] = url.split("?");
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}
