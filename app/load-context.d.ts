import "@remix-run/node";
import type { Logger } from "pino";

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
  }
}
