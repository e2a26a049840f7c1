import { createHash, randomBytes } from "node:crypto";
import { env } from "../env.server";
import { staysAway } from "../leaving";

/** A nonce for one response's Content-Security-Policy. */
export function newNonce(): string {
  // Drawn many at a time: asking the system for each costs more than the rest of a cached page.
  if (unused === supply.length) {
    supply = randomBytes(16 * 256);
    unused = 0;
  }
  return supply.subarray(unused, (unused += 16)).toString("base64url");
}

let supply = Buffer.alloc(0);
let unused = 0;

/** The one script that stands in every page, also in those that are kept: it is known by what it says, not by a nonce. */
function staysAwayHash(): string {
  return (hash ??= `sha256-${createHash("sha256").update(staysAway).digest("base64")}`);
}

let hash: string | undefined;

/**
 * The policy of every response: only this origin, scripts from here, with this response's nonce, or `staysAway`, no
 * frame around us, forms go nowhere else. Style attributes are allowed, as react-big-calendar and charts place things
 * by them.
 */
export function contentSecurityPolicy(nonce: string): string {
  const development = env().NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' '${staysAwayHash()}'${development ? " 'unsafe-eval'" : ""}`,
    `style-src-elem 'self' 'nonce-${nonce}'${development ? " 'unsafe-inline'" : ""}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** The headers of every response, errors and files too. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(nonce),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // Not no-referrer: that makes forms without JavaScript send "Origin: null".
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(env().secureCookies ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

/**
 * Whether a request that changes something comes from our own pages. Browsers send Origin with every POST; one
 * that leaves it out is judged by its Referer, and one that sends neither is refused.
 */
export function isOwnOrigin(
  headers: { origin?: string | undefined; referer?: string | undefined },
  origins: string[],
): boolean {
  if (headers.origin !== undefined) return origins.includes(headers.origin);
  if (!headers.referer || !URL.canParse(headers.referer)) return false;
  return origins.includes(new URL(headers.referer).origin);
}

/** A path on this site to go to after a form, or the fallback: never another host. */
export function localPath(value: FormDataEntryValue | string | null | undefined, fallback: string): string {
  if (
    typeof value !== "string" ||
    !value.startsWith("/") ||
    value.startsWith("//") ||
    /[\\\0-\x1f]/.test(value)
  )
    return fallback;
  const parsed = new URL(value, "http://local.invalid");
  // "/.//host" is a path to the parser and becomes "//host", which to a browser is another site.
  return parsed.host === "local.invalid" && !parsed.pathname.startsWith("//")
    ? parsed.pathname + parsed.search
    : fallback;
}
