import { describe, expect, test } from "vitest";
import { createTranslator } from "~/platform/locale/translate";
import { catalogue } from "~/words";
import { judgeAnswer, type Answer } from "./answers";
import { damagedWords } from "./damaged-words";
import { questionSchema, type Question } from "./definition";
import { problemText } from "./problem-text";

const question = (settings: object): Question =>
  questionSchema.parse({ key: "q", label: { en: "Q" }, audience: "office", ...settings });

describe("words that a sign got into", () => {
  test.each<[Answer | undefined, string[]]>([
    [undefined, []],
    ["Помощь соседям", []],
    ["Моя пом\uFFFDощь, и «ещ\uFFFDё»: пом\uFFFDощь.", ["пом\uFFFDощь", "ещ\uFFFDё"]],
    ["\uFFFD", ["\uFFFD"]],
    [[{ what: "Учи\uFFFDтель", where: "Ош" }], ["Учи\uFFFDтель"]],
    [
      "a\uFFFD b\uFFFD c\uFFFD d\uFFFD e\uFFFD f\uFFFD",
      ["a\uFFFD", "b\uFFFD", "c\uFFFD", "d\uFFFD", "e\uFFFD"],
    ],
  ])("of %j are %j", (answer, words) => {
    expect(damagedWords(answer)).toEqual(words);
  });

  test("are named around it where they are very long", () => {
    const [word = ""] = damagedWords(`https://example.org/${"a".repeat(300)}\uFFFD${"b".repeat(300)}`);
    expect(word).toMatch(/^…a+\uFFFDb+…$/);
    expect(word.length).toBeLessThan(50);
  });
});

describe("an answer with such a word", () => {
  test.each<[object, Answer]>([
    [{ type: "text", maxCharacters: 40 }, "Асе\uFFFDль"],
    [{ type: "long-text", maxWords: 2 }, "раз два три пом\uFFFDощь"],
    [{ type: "entries", most: 3 }, [{ what: "Учи\uFFFDтель" }]],
  ])("is wrong where text is asked for: %j", (settings, answer) => {
    expect(judgeAnswer(question(settings), answer, [])).toEqual({
      question: "q",
      error: "damaged",
      damaged: damagedWords(answer),
    });
  });

  test.each([
    ["en", "A sign that is no letter (\uFFFD) has got into the word “пом\uFFFDощь”. Type that word again."],
    ["ru", "В слово «пом\uFFFDощь» попал посторонний знак (\uFFFD). Наберите это слово заново."],
  ] as const)("is told by its word, in %s", (locale, sentence) => {
    const asked = question({ type: "long-text", maxWords: 100 });
    const { t } = createTranslator(locale, catalogue);
    const told = (answer: string) => {
      const problem = judgeAnswer(asked, answer, []);
      return problem && problemText(asked, problem, t, locale);
    };
    expect(told("Моя пом\uFFFDощь.")).toBe(sentence);
    expect(told("пом\uFFFDощь и ещ\uFFFDё")).toContain(
      locale === "en" ? "2 words: “пом\uFFFDощь”, “ещ\uFFFDё”" : "в 2 слова: «пом\uFFFDощь», «ещ\uFFFDё»",
    );
  });
});
