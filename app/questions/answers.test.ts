import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeAnswer, readAnswers, type AnswerProblem } from "./answers";
import { countWords } from "./count-words";
import { questionSchema, type Question } from "./definition";
import { fitAnswer } from "./fit";

const question = (settings: object): Question =>
  questionSchema.parse({ key: "q", label: { en: "Q" }, audience: "office", ...settings });
const errorOf = (
  settings: object,
  answer: Parameters<typeof judgeAnswer>[1],
): AnswerProblem["error"] | null => judgeAnswer(question(settings), answer, ["KZ"])?.error ?? null;

describe("words", () => {
  const latin = fc.string({
    unit: fc.constantFrom(...Array.from("abcdefgzäşğıöü")),
    minLength: 1,
    maxLength: 12,
  });
  const cyrillic = fc.string({
    unit: fc.constantFrom(...Array.from("абвгдёжзқғңөұүһі")),
    minLength: 1,
    maxLength: 12,
  });
  const aWord = fc.oneof(latin, cyrillic, fc.nat().map(String));
  const aGap = fc.constantFrom(" ", "  ", "\n", " — ", ", ", ". ", "; ", "\t", " … ");

  test("are counted alike in Latin and Cyrillic, whatever stands between them", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aWord, aGap), { maxLength: 60 }), (parts) => {
        expect(countWords(parts.map(([word, gap]) => word + gap).join(""))).toBe(parts.length);
      }),
    );
  });

  test("are one with a hyphen or an apostrophe inside", () => {
    fc.assert(
      fc.property(
        fc.array(aWord, { minLength: 1, maxLength: 5 }),
        fc.constantFrom("-", "’", "'", "ʼ"),
        (parts, mark) => {
          expect(countWords(parts.join(mark))).toBe(1);
        },
      ),
    );
  });

  test("are over their limit by exactly the words that are too many", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat({ max: 80 }), cyrillic, (max, words, word) => {
        const problem = judgeAnswer(
          question({ type: "long-text", maxWords: max }),
          `${word} `.repeat(words),
          [],
        );
        expect(problem === null).toBe(words <= max);
        if (problem) expect(problem).toMatchObject({ error: "too-many-words", words, max });
      }),
    );
  });

  test("can be limited in characters too, counted as a person does", () => {
    expect(errorOf({ type: "long-text", maxCharacters: 3 }, "👩‍🌾".slice(0, 2) + "аб")).toBeNull();
    expect(errorOf({ type: "long-text", maxCharacters: 3 }, "абвг")).toBe("too-long");
    expect(errorOf({ type: "long-text", maxWords: 1, maxCharacters: 3 }, "а б")).toBe("too-many-words");
  });
});

describe("an answer", () => {
  test.each([
    [{ type: "number" }, "12", null],
    [{ type: "number" }, "2,5", "not-whole"],
    [{ type: "number", decimal: true }, "2,5", null],
    [{ type: "number" }, "1e3", "not-a-number"],
    [{ type: "number" }, "0x10", "not-a-number"],
    [{ type: "number", min: 1 }, "0", "too-small"],
    [{ type: "number", max: 1 }, "2", "too-large"],
    [{ type: "number" }, ["1"], "not-a-number"],
    [{ type: "date" }, "2027-02-28", null],
    [{ type: "date" }, "2027-02-30", "date"],
    [{ type: "date" }, "28.02.2027", "date"],
    [{ type: "date", min: "2027-03-01" }, "2027-02-28", "too-small"],
    [{ type: "date", max: "2027-01-01" }, "2027-02-28", "too-large"],
    [{ type: "scale", from: 1, to: 5 }, "5", null],
    [{ type: "scale", from: 1, to: 5 }, "6", "choose"],
    [{ type: "scale", from: 1, to: 5 }, "-1", "choose"],
    [{ type: "scale", from: 0, to: 10 }, "0", null],
  ])("%j of %j is %j", (settings, answer, expected) => {
    expect(errorOf(settings, answer)).toBe(expected);
  });

  test("to entries has the fields of its question, each with its limit", () => {
    const fields = [{ key: "role", label: { en: "Role" }, maxCharacters: 5 }];
    const entries = question({ type: "entries", most: 2, fields });
    const posted = new FormData();
    posted.set("q.0.role", "Leader");
    posted.set("q.0.what", "not asked");
    const answers = readAnswers({ questions: [entries] }, posted);
    expect(answers["q"]).toEqual([{ role: "Leader" }]);
    expect(judgeAnswer(entries, answers["q"], [])).toMatchObject({
      error: "too-long",
      max: 5,
      at: { line: 1, field: "role" },
    });
  });

  test("that hold nothing that can be seen are none", () => {
    const form = new FormData();
    for (const typed of ["\u200b\u200b", " \u00ad \n", "\u2060"]) {
      form.set("q", typed);
      expect(
        readAnswers({ questions: [question({ type: "text", maxCharacters: 60, required: false })] }, form),
      ).toEqual({ q: "" });
    }
    form.set("q", " права\u00adзащитник \r\n");
    expect(
      readAnswers({ questions: [question({ type: "text", maxCharacters: 60, required: false })] }, form),
    ).toEqual({
      q: "права\u00adзащитник",
    });
  });

  test("to explanatory text is never read", () => {
    const posted = new FormData();
    posted.set("q", "yes");
    expect(readAnswers({ questions: [question({ type: "note" })] }, posted)).toEqual({});
  });

  test("fits the type it has, and text stays text", () => {
    const options = ["a", "b"].map((value) => ({ value, label: { en: value } }));
    expect(fitAnswer(question({ type: "choice", options }), "c")).toBeUndefined();
    expect(fitAnswer(question({ type: "choice", options }), ["a"])).toBe("a");
    expect(fitAnswer(question({ type: "choices", options, most: 2 }), "b")).toEqual(["b"]);
    expect(fitAnswer(question({ type: "long-text", maxWords: 5 }), ["a", "b"])).toBe("a, b");
    expect(fitAnswer(question({ type: "year", min: 1990, max: 2000 }), "last year")).toBe("last year");
    expect(fitAnswer(question({ type: "consent" }), "yes")).toBeUndefined();
  });
});
