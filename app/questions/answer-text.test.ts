import { expect, test } from "vitest";
import { answerLines } from "./answer-text";
import { questionSchema } from "./definition";

test("a consent is told in letters, which no font and no reading program lacks; one not given as nothing", () => {
  const consent = questionSchema.parse({
    key: "agreed",
    label: { en: "I agree" },
    type: "consent",
    audience: "office",
  });
  for (const locale of ["en", "ru"] as const) {
    expect(answerLines(consent, true, locale).join()).toMatch(/^\p{L}+$/u);
    for (const none of [false, undefined]) expect(answerLines(consent, none, locale)).toEqual([]);
  }
});
