import { describe, expect, it } from "vitest";
import { countWords, findGaps, formSchema } from "~/cohorts/questions";
import { defaultForm } from "~/cohorts/default-form";
import { anApplicant, essayOf, withoutRepeats, type Applicant } from "./applicants";
import type { EssayKey } from "./essays";
import { Random } from "./random";
import { fillIn } from "./template";

const random = new Random("essays");
const applicants: Applicant[] = Array.from({ length: 420 }, (_, number) =>
  withoutRepeats(random, (attempt) => anApplicant(random.fork(`${number}/${attempt}`), 2027)),
);
const keys: EssayKey[] = ["community", "led", "dilemma", "skills-why", "at-home", "why-now"];
const essays = applicants.flatMap((applicant) => keys.map((key) => ({ key, text: essayOf(applicant, key) })));

describe("what applicants write", () => {
  it("fits the default form: nothing is missing, and nothing is too long", () => {
    const form = formSchema.parse(defaultForm({ startsOn: "2027-03-01" }));
    for (const { answers } of applicants)
      expect(findGaps(form.sections, answers, new Set(), ["KZ", "KG", "TJ", "TM", "UZ"])).toEqual([]);
  });

  it("has a length that somebody would write", () => {
    for (const { key, text } of essays) {
      expect(countWords(text), `${key}: ${text}`).toBeGreaterThanOrEqual(75);
      expect(countWords(text), `${key}: ${text}`).toBeLessThanOrEqual(240);
    }
  });

  it("has no place left that was to be filled in", () => {
    for (const { text } of essays) expect(text).not.toMatch(/[<>{}[\]|]|undefined|\s[.,;]| {2}/);
  });

  it("never says the same twice", () => {
    expect(new Set(essays.map(({ text }) => text)).size).toBe(essays.length);
  });

  it("is in English mostly, and in Russian for about a third", () => {
    const russian = applicants.filter(({ locale }) => locale === "ru").length / applicants.length;
    expect(russian).toBeGreaterThan(0.25);
    expect(russian).toBeLessThan(0.42);
  });

  it("tells more, the better the applicant is", () => {
    const wordsOf = (list: Applicant[]) =>
      list.reduce((sum, applicant) => sum + countWords(essayOf(applicant, "led")), 0) / list.length;
    const byQuality = [...applicants].sort((a, b) => a.quality - b.quality);
    expect(wordsOf(byQuality.slice(-80))).toBeGreaterThan(wordsOf(byQuality.slice(0, 80)));
  });
});

describe("a template", () => {
  const voice = { locale: "en", female: true, place: "a border village", here: "our village" } as const;
  it("chooses, counts, and speaks as who speaks", () => {
    const said = fillIn(
      "[He|She] lives in {place} with {3-5} <cats|dogs>. {Place}: {here}.",
      new Random("t"),
      voice,
    );
    expect(said).toMatch(
      /^She lives in a border village with [345] (cats|dogs)\. A border village: our village\.$/,
    );
  });

  it("uses numbers in Russian that all take the same case", () => {
    const counts = Array.from({ length: 200 }, (_, index) =>
      Number(fillIn("{20-60}", new Random(String(index)), { ...voice, locale: "ru" })),
    );
    for (const count of counts) expect([0, 5, 6, 7, 8, 9]).toContain(count % 10);
  });
});
