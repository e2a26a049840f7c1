import type { IncomingMessage, ServerResponse } from "node:http";
import { escapeHtml } from "../mail.server";
import { localeFrom, translate } from "../locale/request.server";
import { isApart } from "./apart";
import { newNonce, securityHeaders } from "./headers.server";

/** A calm page for what is refused before the app itself is asked, or by an address that has no page of its own. `reason` is a key under platform:refusal. */
export function sendPlainPage(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  reason: string,
  reference?: string,
): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://local.invalid");
  const locale = localeFrom(
    request.headers.cookie,
    request.headers["accept-language"],
    searchParams.get("language"),
  );
  const t = translate(locale);
  const title = escapeHtml(t(`platform:refusal.${reason}.title`));
  const text = escapeHtml(t(`platform:refusal.${reason}.text`));
  const note = reference
    ? `<p>${escapeHtml(t("platform:refusal.reference"))} <code>${escapeHtml(reference)}</code></p>`
    : "";
  const home = isApart(pathname) ? "" : `<p><a href="/">${escapeHtml(t("platform:refusal.home"))}</a></p>`;
  const body = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/plain.css"></head><body><main><h1>${title}</h1><p>${text}</p>${note}${home}</main></body></html>`;
  response.writeHead(status, {
    ...securityHeaders(newNonce()),
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Length": Buffer.byteLength(body),
    ...(status === 503 ? { "Retry-After": "30" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
