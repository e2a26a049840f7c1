import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import russian from "i18n-iso-countries/langs/ru.json" with { type: "json" };
import { plain } from "../platform/locale/fold.ts";
import { countryName } from "../platform/locale/format.ts";
import { countryCodes, otherCountry } from "../questions/countries.ts";

/** Languages whose names of countries the Unicode tables know, and that people of the programme write forms in. */
const languages = ["en", "ru", "kk", "ky", "tg", "tk", "uz", "uz-Cyrl", "cs", "uk", "tr", "de", "fr"];

/** Names that people write and no table has. */
const aliases: Record<string, string> = {
  AE: "Emirates, Эмираты",
  BY: "Белоруссия, Byelorussia, Republic of Belarus",
  CD: "DR Congo, DRC, ДР Конго",
  CN: "PRC, КНР, Mainland China",
  CZ: "Czech, Czechia, Чешская Республика, Česká republika, ČR",
  GB: "England, Scotland, Wales, Northern Ireland, Англия, Шотландия, Уэльс, Соединённое Королевство",
  KG: "Kyrgyz Republic, Kirghizia, Kirgizia, Kirgizstan, Kyrgystan, Киргизстан, Киргизская Республика, Кыргызская Республика, Кыргыз Республикасы, Qirgʻiziston Respublikasi",
  KP: "DPRK, КНДР, Korea, Корея",
  KR: "Korea, Корея, Республика Корея",
  KZ: "Kazakstan, Казакстан, Kazakh Republic",
  MK: "Macedonia, Македония",
  MM: "Burma, Бирма",
  NL: "Holland, Голландия",
  RU: "Russian Fed, РФ",
  SZ: "Swaziland, Свазиленд",
  TJ: "Tadjikistan, Tadzhikistan",
  TM: "Turkmenia, Turkmeniya, Туркменская Республика",
  US: "America, Америка, США, Соединённые Штаты, Соединённые Штаты Америки",
  UZ: "Uzbekiston, Oʻzbekiston",
};

/** What a republic calls itself, before its name or after it, in plain form. */
const titles =
  /^(?:republic of(?: the)?|республика|respublika|чумхурии|жумхурияти) | (?:republic|respublikasi|respublikasy|республикасы|республикаси)$/;

let known: Map<string, Set<string>> | undefined;

/**
 * The countries that a text can mean, by their codes: as ISO has them (KG, KGZ), as people call them in the languages
 * of the programme, with the name that it had before, or with "Republic of". More than one where the name is that of
 * several ("Congo", "Korea"), none where it is no country's.
 */
export function countriesCalled(text: string): string[] {
  known ??= allNames();
  const name = plainName(text).replace(/^the /, "");
  return [...(known.get(name) ?? known.get(name.replace(titles, "")) ?? [])];
}

function allNames(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (name: string | undefined, code: string) => {
    const called = plainName(name ?? "").replace(/^the /, "");
    if (called === "" || !codes.has(code)) return;
    const those = found.get(called) ?? new Set();
    found.set(called, those.add(code));
  };
  const codes = new Set([...countryCodes, otherCountry]);
  for (const code of codes) {
    add(code, code);
    for (const locale of ["en", "ru"] as const) add(countryName(code, locale), code);
  }
  for (const [alpha3, code] of Object.entries(countries.getAlpha3Codes())) add(alpha3, code);
  for (const table of [english, russian])
    for (const [code, names] of Object.entries(table.countries))
      for (const name of [names].flat()) add(name, code);
  for (const language of languages)
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
      for (const code of countryCodes) add(display.of(code), code);
    }
  for (const [code, names] of Object.entries(aliases)) for (const name of names.split(",")) add(name, code);
  return found;
}

/** In letters alone, however they are typed: "Turkiye" is Türkiye, "U.S.A." is USA, "Cote d'Ivoire" Côte d’Ivoire. */
function plainName(text: string): string {
  return plain(text)
    .replaceAll(".", "")
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
