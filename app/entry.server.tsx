import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { I18nextProvider } from "react-i18next";
import { readerLocale } from "./accounts/locale.server";
import { securityHeaders } from "./platform/http/headers.server";
import { renderWhole } from "./platform/http/rendering.server";
import { isPassing } from "./platform/http/unavailable.server";
import { PageFormContext } from "./ui/kept-form";
import { NonceContext } from "./ui/nonce";
import { describeError } from "./platform/log.server";
import { requestLocale, translator, useCatalogue } from "./platform/locale/request.server";
import { catalogue } from "./words";

useCatalogue(catalogue);

/** Longest a page may take to render before it is given up, in milliseconds. */
const renderLimit = 10_000;

/** Renders a page whole and sends it as one piece: quicker to compress, and an error still gets its own status. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const locale = await readerLocale({ request, context }).catch(() => requestLocale(request));
  headers.set("Content-Type", "text/html; charset=utf-8");
  for (const [name, value] of Object.entries(securityHeaders(context.nonce))) headers.set(name, value);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  const { bytes, failed } = await renderWhole(
    <NonceContext.Provider value={context.nonce}>
      <I18nextProvider i18n={translator(locale)}>
        <PageFormContext.Provider value={{ typed: context.typed ?? null, isDrawn: false }}>
          <RemixServer
            context={remixContext}
            url={request.url}
            nonce={context.nonce}
            abortDelay={renderLimit}
          />
        </PageFormContext.Provider>
      </I18nextProvider>
    </NonceContext.Provider>,
    {
      nonce: context.nonce,
      limit: renderLimit,
      onError: (error) => context.log.error({ error: describeError(error) }, "render"),
    },
  );
  return new Response(bytes, { headers, status: failed ? 500 : status });
}

/** Called for what a loader or an action did not expect; what it throws on purpose (a Response) does not come here. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted) return;
  // An address that is not there, or takes no such method, is no fault of ours.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  if (isPassing(error)) context.failedInPassing = true;
  context.log.error({ error: describeError(error) }, "request failed");
}
