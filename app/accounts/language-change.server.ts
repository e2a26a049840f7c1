import type { RequestHandler } from "@remix-run/node";
import { env } from "~/platform/env.server";
import { readForm, typedTexts } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import { isLocale } from "~/platform/locale/locales";
import { localeCookie } from "~/platform/locale/request.server";
import { updateLocale } from "./account.server";
import { findViewer } from "./guards.server";
import { languageField } from "./language-field";

/**
 * Lets every page be asked for in another language. The button for it belongs to the form of the page, so what was
 * typed arrives with it: nothing is done with that, it is drawn into the same page again, whatever is wrong in it. The
 * choice is kept for this browser and, when somebody is logged in, for their account. Open to anyone.
 */
export function changingLanguage(handle: RequestHandler): RequestHandler {
  return async (request, context) => {
    const url = new URL(request.url);
    if (!context || request.method !== "POST" || !url.searchParams.has(languageField))
      return handle(request, context);
    // The form's own buttons may post to the same address: then another body is in it, and it is the page's to read.
    const form = await readForm(request.clone()).catch(() => null);
    const locale = form?.get(languageField);
    if (!form || !isLocale(locale)) return handle(request, context);

    const viewer = await findViewer({ request, context });
    if (viewer) await updateLocale(viewer, locale);
    form.delete(languageField);
    url.searchParams.delete(languageField);
    const typed = typedTexts(form);
    const answer = typed.some(([, value]) => value !== "")
      ? await handle(pageAt(url, request), Object.assign(context, { locale, typed }))
      : new Response(null, { status: 302, headers: { Location: localPath(url.pathname + url.search, "/") } });
    const headers = new Headers(answer.headers);
    headers.append("Set-Cookie", localeCookie(locale, env().secureCookies));
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
  };
}

/** The same page as somebody opens it. */
function pageAt(url: URL, { headers, signal }: Request): Request {
  const kept = [...headers].filter(([name]) => !/^content-|^transfer-encoding$/i.test(name));
  return new Request(url, { headers: kept, signal });
}
