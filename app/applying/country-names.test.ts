import { describe, expect, test } from "vitest";
import { countryName } from "~/platform/locale/format";
import { countriesCalled } from "./country-names";
import { countryCodes } from "./countries";

describe("countriesCalled", () => {
  test.each([
    ["Turkey", "TR"],
    ["Türkiye", "TR"],
    ["Turkiye", "TR"],
    ["Киргизия", "KG"],
    ["Кыргызстан", "KG"],
    ["Kyrgyz Republic", "KG"],
    ["Кыргыз Республикасы", "KG"],
    ["Кыргызская Республика", "KG"],
    ["Qirg'iziston", "KG"],
    ["🇰🇬 Kyrgyzstan", "KG"],
    ["KGZ", "KG"],
    ["kg", "KG"],
    ["Czech Republic", "CZ"],
    ["Czechia", "CZ"],
    ["Чехия", "CZ"],
    ["Česká republika", "CZ"],
    ["Russian Federation", "RU"],
    ["РФ", "RU"],
    ["Республика Казахстан", "KZ"],
    ["Қазақстан Республикасы", "KZ"],
    ["Republic of Uzbekistan", "UZ"],
    ["O‘zbekiston Respublikasi", "UZ"],
    ["Ўзбекистон", "UZ"],
    ["Ҷумҳурии Тоҷикистон", "TJ"],
    ["Туркмения", "TM"],
    ["Türkmenistan", "TM"],
    ["Белоруссия", "BY"],
    ["U.S.A.", "US"],
    ["the United States of America", "US"],
    ["Great Britain", "GB"],
    ["South Korea", "KR"],
    ["Republic of Korea", "KR"],
    ["Republic of the Congo", "CG"],
    ["Cote d'Ivoire", "CI"],
  ])("knows %s", (name, code) => {
    expect(countriesCalled(name)).toEqual([code]);
  });

  test("does not choose where a name is that of several, and makes none up", () => {
    expect(countriesCalled("Congo").sort()).toEqual(["CD", "CG"]);
    expect(countriesCalled("Корея").sort()).toEqual(["KP", "KR"]);
    for (const text of ["Atlantis", "", "Republic", "Kyrgyzstan and Kazakhstan", "Osh", "—"])
      expect(countriesCalled(text)).toEqual([]);
  });

  test("knows every country by the name that we write", () => {
    for (const locale of ["en", "ru"] as const)
      for (const code of countryCodes)
        expect([code, countriesCalled(countryName(code, locale))]).toEqual([code, [code]]);
  });
});
