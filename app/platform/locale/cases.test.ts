import { describe, expect, it } from "vitest";
import { catalogue } from "~/words";
import { inCase, peopleInAccusative } from "./cases";
import { formatCalendarDate, formatDateRange, formatForReader, formatMoment, languageName } from "./format";
import { preferredLocale } from "./locales";
import { createTranslator, type WordBundle } from "./translate";

const at = new Date("2026-12-24T22:59:00Z");

/** Every sentence below a part of the catalogue, with its key. */
function sentencesOf(bundle: WordBundle, path = ""): [string, string][] {
  return Object.entries(bundle).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : sentencesOf(value, `${path}${key}.`),
  );
}

describe("a date in a Russian sentence", () => {
  it("takes the case that its preposition asks for, in each of its zones", () => {
    const t = createTranslator("ru", {
      ru: { platform: { by: "до {{when, genitive}}", on: "в {{when, accusative}}" } },
    }).getFixedT("ru", "platform");
    const when = formatForReader(at, "ru", "Europe/Prague", "Asia/Bishkek");
    expect(t("by", { when })).toBe(
      "до четверга, 24 декабря, 23:59 (Прага) · пятницы, 25 декабря, 04:59 (Бишкек)",
    );
    expect(t("on", { when: "среда, 6 января" })).toBe("в среду, 6 января");
    expect(inCase("Thursday 24 December", "genitive", "en")).toBe("Thursday 24 December");
  });

  it.each(["понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"])(
    "knows %s",
    (weekday) => {
      const week = [0, 1, 2, 3, 4, 5, 6].map((day) => new Date(Date.UTC(2027, 0, 4 + day)));
      expect(week.map((day) => inCase(formatMoment(day, "ru", "UTC"), "genitive", "ru")).join()).toContain(
        weekday,
      );
    },
  );

  it("never pastes a day behind a preposition without its case", () => {
    const pasted =
      /(?:^|[\s(])(?:до|от|после|раньше|ранее|позже|позднее|около|в|во|на|с)\s+\{\{(?:when|by|day|date|moment|answerBy|deadline)\}\}/u;
    const russian = Object.entries(catalogue.ru ?? {}).flatMap(([name, bundle]) =>
      sentencesOf(bundle, `${name}:`),
    );
    expect(russian.length).toBeGreaterThan(1000);
    expect(russian.filter(([, sentence]) => pasted.test(sentence))).toEqual([]);
  });

  it("ends without a full stop of its own", () => {
    expect(formatCalendarDate("2027-06-11", "ru")).toBe("11 июня 2027 года");
    expect(formatDateRange("2027-04-05", "2027-06-11", "ru")).toBe("5 апреля – 11 июня 2027 года");
    expect(formatMoment(at, "ru", "UTC", { year: true })).toBe("четверг, 24 декабря 2026 года, 22:59");
  });
});

it("counts people as a Russian sentence does", () => {
  expect([1, 2, 3, 4, 5].map((count) => peopleInAccusative(count, "ru"))).toEqual([
    "одного",
    "двух",
    "трёх",
    "четырёх",
    "5",
  ]);
  expect(peopleInAccusative(2, "en")).toBe("2");
});

it("calls Kyrgyz what its speakers call it", () => {
  expect(languageName("ky", "ru")).toBe("кыргызский");
});

describe("the language of a phone", () => {
  it.each(["kk-KZ,kk;q=0.9,en-US;q=0.8,en;q=0.7", "ky", "tg-TJ", "tk;q=0.9,en;q=0.8", "uz-Latn-UZ,en;q=0.5"])(
    "is Russian for %s until its own is there",
    (header) => {
      expect(preferredLocale(header)).toBe("ru");
    },
  );

  it("stays what it was for others", () => {
    expect([preferredLocale("en-GB,ru;q=0.8"), preferredLocale("cs"), preferredLocale(null)]).toEqual([
      "en",
      "en",
      "en",
    ]);
  });
});
