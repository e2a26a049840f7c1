import type { i18n } from "i18next";
import { isLocale, preferredLocale, type Locale } from "./locales";
import { createTranslator, type Catalogue, type Translate } from "./translate";

const cookieName = "elf-language";

/**
 * The language of a request from somebody who is not logged in: their choice on this site, then the one that a letter
 * put into its link ("?language=ru"), then their browser's.
 */
export function requestLocale(request: Request): Locale {
  const linked = new URL(request.url).searchParams.get("language");
  return localeFrom(request.headers.get("Cookie"), request.headers.get("Accept-Language"), linked);
}

/** The same from the headers that it rests on. */
export function localeFrom(
  cookie: string | null | undefined,
  accepted: string | null | undefined,
  linked?: string | null,
): Locale {
  const chosen = /(?:^|;\s*)elf-language=([a-z]{2})(?:;|$)/.exec(cookie ?? "")?.[1];
  if (isLocale(chosen)) return chosen;
  return isLocale(linked) ? linked : preferredLocale(accepted ?? null);
}

/** The Set-Cookie value that remembers a choice of language. It says nothing else about the person. */
export function localeCookie(locale: Locale, secure: boolean): string {
  return `${cookieName}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax${secure ? "; Secure" : ""}`;
}

let catalogue: Catalogue | undefined;
const translators = new Map<Locale, i18n>();

/** Gives the app its words; done once, by the process's entry. */
export function useCatalogue(words: Catalogue): void {
  catalogue = words;
  translators.clear();
}

/** The translator of a language, over every word there is. */
export function translator(locale: Locale): i18n {
  if (!catalogue) throw new Error("No catalogue has been given.");
  let made = translators.get(locale);
  if (!made) translators.set(locale, (made = createTranslator(locale, catalogue)));
  return made;
}

/** Translates "namespace:key" on the server: for loaders, actions and mail. */
export function translate(locale: Locale): Translate {
  return translator(locale).t;
}
