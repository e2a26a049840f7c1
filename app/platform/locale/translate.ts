import { createInstance, type i18n, type TFunction } from "i18next";
import { inCase, peopleInAccusative } from "./cases";
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
  // "до {{when, genitive}}": the case is the sentence's, so it stands in the sentence.
  const { formatter } = instance.services;
  formatter?.add("genitive", (value, language) => inCase(String(value), "genitive", language));
  formatter?.add("accusative", (value, language) => inCase(String(value), "accusative", language));
  formatter?.add("people", (value, language) => peopleInAccusative(Number(value), language));
  rememberPlainSentences(instance);
  return instance;
}

/**
 * Most sentences have nothing to fill in, and a page of fifty rows asks for the same ones hundreds of times: these are
 * looked up once. i18next itself goes the whole way each time, which was a seventh of such a page.
 */
function rememberPlainSentences(instance: i18n): void {
  const known = new Map<string, Map<string, string>>();
  const remembering = (t: TFunction, scope: string): TFunction => {
    let sentences = known.get(scope);
    if (!sentences) known.set(scope, (sentences = new Map<string, string>()));
    const own = sentences;
    const ask = (key: unknown, ...values: unknown[]): unknown => {
      if (typeof key !== "string" || values.some((value) => value !== undefined))
        return Reflect.apply(t, undefined, [key, ...values]);
      let sentence = own.get(key);
      if (sentence === undefined) {
        sentence = t(key);
        // A key that came from outside must not fill the memory.
        if (own.size < 5000) own.set(key, sentence);
      }
      return sentence;
    };
    return Object.assign(ask, t);
  };
  const getFixedT = instance.getFixedT.bind(instance);
  instance.getFixedT = ((...given: Parameters<typeof getFixedT>) =>
    remembering(getFixedT(...given), JSON.stringify(given))) as typeof instance.getFixedT;
  instance.t = remembering(instance.t, "");
}
