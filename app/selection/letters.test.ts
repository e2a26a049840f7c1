import { describe, expect, test } from "vitest";
import { locales } from "~/platform/locale/locales";
import { createTranslator } from "~/platform/locale/translate";
import en from "./words.en.json";
import ru from "./words.ru.json";
import { outcomes } from "./decisions";
import { answerMail, newsMail, outcomeLetter, weeksBetween } from "./letters";

const catalogue = { en: { selection: en }, ru: { selection: ru } };
const words = { en: createTranslator("en", catalogue).t, ru: createTranslator("ru", catalogue).t };
const facts = {
  edition: { startsOn: "2027-04-05", endsOn: "2027-06-11", zone: "Europe/Prague", acceptDays: 7 },
  answerBy: new Date("2027-01-14T22:59:59Z"),
  readerZone: "Asia/Bishkek",
};

test("ten weeks end with the Friday of the tenth", () => {
  expect(weeksBetween("2027-04-05", "2027-06-11")).toBe(10);
  expect(weeksBetween("2027-04-05", "2027-04-05")).toBe(1);
});

describe.each(locales)("letters in %s", (locale) => {
  test.each(outcomes)("%s: whole paragraphs with nothing left to fill in", (outcome) => {
    const letter = outcomeLetter(words[locale], locale, outcome, facts);
    expect(letter.title).not.toContain("letters.");
    expect(letter.paragraphs.length).toBeGreaterThan(2);
    for (const paragraph of letter.paragraphs) {
      expect(paragraph).not.toMatch(/\{\{|\}\}|letters\.|!/);
      expect(paragraph.trim()).toBe(paragraph);
    }
  });

  test("the offer says until when, on both clocks", () => {
    const text = outcomeLetter(words[locale], locale, "cohort", facts).paragraphs.join(" ");
    expect(text).toContain("23:59");
    expect(text).toContain("04:59");
    expect(text).toContain("2027");
  });

  test("no letter speaks of scores, ranks or of the panel", () => {
    for (const outcome of outcomes) {
      const text = outcomeLetter(words[locale], locale, outcome, facts).paragraphs.join(" ");
      expect(text).not.toMatch(/score|rank|mean|points|panel|балл|рейтинг|оцен|комисси/i);
    }
  });

  test("a mail tells neither outcome, programme nor place", () => {
    for (const mail of [newsMail("an edition", words[locale]), answerMail("an edition", words[locale])]) {
      const all = [mail.subject, ...mail.paragraphs, mail.link.label, mail.link.path].join(" ");
      expect(all).not.toMatch(
        /ELF|fellow|offer|accept|declin|reserve|cohort|Prague|congrat|sorry|программ|Праг|мест|резерв|приглаш/i,
      );
    }
  });
});
