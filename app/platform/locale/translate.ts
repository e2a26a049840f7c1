import { createInstance, type i18n, type TFunction } from "i18next";
import { fallbackLocale, type Locale } from "./locales";

/** A namespace is a domain's words: nested objects of sentences. */
export type WordBundle = { [key: string]: string | WordBundle };
export type Catalogue = Partial<Record<Locale, Record<string, WordBundle>>>;
/** Translates "namespace:key.path". */
export type Translate = TFunction;

/** An i18next instance over words that are already in memory. Values are not escaped: React and the mail renderer do that. */
export function createTranslator(locale: Locale, catalogue: Catalogue): i18n {
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: fallbackLocale,
    resources: catalogue,
    defaultNS: "platform",
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof instance.init>[0]);
  return instance;
}
