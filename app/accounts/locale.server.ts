import { isLocale, type Locale } from "~/platform/locale/locales";
import { requestLocale, translate } from "~/platform/locale/request.server";
import type { Translate } from "~/platform/locale/translate";
import { findViewer, type Asking } from "./guards.server";

/** The language to answer in: what was asked for just now, then the person's own choice, then what their browser asks for. */
export async function readerLocale(asking: Asking): Promise<Locale> {
  if (asking.context.locale) return asking.context.locale;
  const viewer = await findViewer(asking);
  return isLocale(viewer?.locale) ? viewer.locale : requestLocale(asking.request);
}

/** The language to answer in, with its translator. */
export async function readerWords(asking: Asking): Promise<{ locale: Locale; t: Translate }> {
  const locale = await readerLocale(asking);
  return { locale, t: translate(locale) };
}
