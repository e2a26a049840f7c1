import { describe, expect, test } from "vitest";
import { fileMediaTypes, type Question } from "~/cohorts/questions";
import { createTranslator } from "~/platform/locale/translate";
import { limitsText, refusalText } from "./upload-words";
import { refusalStatus } from "./uploads.server";
import en from "./words.en.json";
import ru from "./words.ru.json";

const catalogue = { en: { applying: en }, ru: { applying: ru } };
const question = (most: number): Extract<Question, { type: "file" }> => ({
  key: "cv",
  type: "file",
  label: { en: "A file" },
  required: true,
  audience: "office",
  mediaTypes: [...fileMediaTypes],
  maxBytes: 5 * 1024 * 1024,
  most,
});

describe.each(["en", "ru"] as const)("in %s", (locale) => {
  const { t } = createTranslator(locale, catalogue);

  test.each(Object.keys(refusalStatus))("why a file isn't taken is a whole sentence: %s", (reason) => {
    for (const most of [1, 3]) {
      const text = refusalText(reason, question(most), t);
      expect(text).toMatch(/^[A-ZА-ЯЁ].+\.$/u);
      expect(text).not.toMatch(/\{\{|upload\./);
    }
  });

  test("what a question takes names its kinds, size and pages", () => {
    for (const most of [1, 3])
      expect(limitsText(question(most), t)).toMatch(/PDF, JPEG, PNG.* 5 .*\. .*30.*\.$/);
    expect(limitsText({ ...question(1), mediaTypes: ["image/png"] }, t)).not.toContain("30");
  });
});
