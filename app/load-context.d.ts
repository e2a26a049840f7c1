import "@remix-run/node";
import type { Logger } from "pino";
import type { Locale } from "./platform/locale/locales";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Nonce of this response's Content-Security-Policy. */
    nonce: string;
    requestId: string;
    log: Logger;
    /** Set when the request failed for a reason that passes by itself. */
    failedInPassing?: boolean;
    /** The caller's network address: for limits only, never stored or logged in clear. */
    address: string;
    /** The language that somebody has just asked for; it goes before every other. */
    locale?: Locale;
    /** What they had typed into the page's form then, to be drawn into it again; see accounts/language-change.server. */
    typed?: readonly (readonly [string, string])[];
  }
}
