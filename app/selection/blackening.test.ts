import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers } from "~/cohorts/questions";
import {
  bar,
  blacken,
  blackenAnswers,
  findPassage,
  mergeRanges,
  placePassages,
  textsOf,
  type Range,
} from "./blackening";
import { markedPieces } from "./trace-view";

/** A text and ranges inside it. */
const marked = fc.string({ minLength: 1, maxLength: 200 }).chain((text) =>
  fc.tuple(
    fc.constant(text),
    fc.array(
      fc
        .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: text.length }))
        .map(([from, length]): Range => ({ from, to: Math.min(text.length, from + length) })),
      { maxLength: 8 },
    ),
  ),
);

describe("hiding passages", () => {
  test("leaves what is around them, and one bar for each", () => {
    expect(blacken("I am Aigerim of Osh.", [{ from: 5, to: 12 }])).toBe(`I am ${bar} of Osh.`);
    expect(
      blacken("abcdef", [
        { from: 1, to: 3 },
        { from: 2, to: 4 },
      ]),
    ).toBe(`a${bar}ef`);
    expect(
      blacken("abcdef", [
        { from: 1, to: 3 },
        { from: 3, to: 4 },
      ]),
    ).toBe(`a${bar}ef`);
  });

  test("shows no character of them, however they overlap", () => {
    fc.assert(
      fc.property(marked, ([text, ranges]) => {
        const covered = new Set(ranges.flatMap(({ from, to }) => span(from, to)));
        const left = [...Array(text.length).keys()].filter((at) => !covered.has(at));
        const seen = left.map((at) => text[at]).join("");
        // Bars are taken out by their number: a text may hold a bar of its own.
        const merged = mergeRanges(ranges, text.length);
        expect(blacken(text, ranges).length).toBe(seen.length + merged.length * bar.length);
        expect(
          markedPieces(text, ranges, [])
            .filter(({ is }) => is === "open")
            .map((piece) => piece.text)
            .join(""),
        ).toBe(seen);
      }),
    );
  });

  test("never holds a word that was hidden everywhere", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Aigerim", "and", "Osh", ", ", "\n", " ", "Аигерим"), { maxLength: 30 }),
        (words) => {
          const text = words.join("");
          expect(blacken(text, findPassage(text, "Aigerim"))).not.toContain("Aigerim");
        },
      ),
    );
  });

  test("tells nothing of their length", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        const hide = (said: string) => blacken(`<${said}>`, [{ from: 1, to: 1 + said.length }]);
        expect(hide(one)).toBe(hide(other));
      }),
    );
  });

  test("is the same in any order, and twice is once", () => {
    fc.assert(
      fc.property(marked, ([text, ranges]) => {
        expect(blacken(text, [...ranges].reverse())).toBe(blacken(text, ranges));
        expect(blacken(text, [...ranges, ...ranges])).toBe(blacken(text, ranges));
      }),
    );
  });

  test("is undone by lifting", () => {
    fc.assert(
      fc.property(marked, ([text, ranges]) => {
        const [first, ...rest] = ranges;
        expect(blacken(text, [])).toBe(text);
        expect(
          markedPieces(text, ranges, [])
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
        if (first) expect(blacken(text, ranges.slice(1))).toBe(blacken(text, rest));
      }),
    );
  });

  test.each([
    [-1, 2],
    [0, 0],
    [3, 2],
    [0, 7],
    [0.5, 2],
    [0, Number.NaN],
    [7, 9],
  ])("refuses a passage from %s to %s of six characters", (from, to) => {
    expect(() => blacken("abcdef", [{ from, to }])).toThrow(RangeError);
  });
});

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

describe("finding a passage", () => {
  test("finds every place, and takes the word that it is a part of", () => {
    expect(findPassage("ana, anana an", "ana")).toEqual([{ from: 0, to: 3 }]);
    expect(findPassage("anana an", "ana")).toEqual([{ from: 0, to: 5 }]);
    expect(findPassage("Anna, Annas, Savanna.", "anna")).toEqual([
      { from: 0, to: 4 },
      { from: 6, to: 11 },
      { from: 13, to: 20 },
    ]);
    expect(findPassage("text", "")).toEqual([]);
    expect(findPassage("我叫小明住在奥什", "小明")).toEqual([{ from: 2, to: 4 }]);
  });

  test.each([
    ["capitals", "zhanar oʻrinova", "ZHANAR Oʻrinova"],
    ["an unbroken blank", "Zhanar\u00A0Oʻrinova"],
    ["two blanks and a line's end", "Zhanar \n Oʻrinova"],
    [
      "another apostrophe",
      "Zhanar O'rinova",
      "Zhanar O\u2019rinova",
      "Zhanar O\u02BCrinova",
      "Zhanar Orinova",
    ],
    ["marks of their own", "Zhana\u0301r Oʻrinova"],
    ["a hyphen that is not seen", "Zha\u00ADnar Oʻri\u200Bnova"],
  ])("finds it with %s", (_, ...spellings) => {
    for (const spelling of spellings) {
      const text = `I, ${spelling}, live here.`;
      expect(blacken(text, findPassage(text, "Zhanar Oʻrinova"))).toBe(`I, ${bar}, live here.`);
    }
  });
});

describe("answers", () => {
  const answers: Answers = {
    community: "I am Aigerim.",
    jobs: [{ what: "Aigerim's shop", where: "Osh" }, { what: "none" }],
    skills: ["a", "b"],
    agreed: true,
    nothing: undefined,
  };

  test("have their texts by place", () => {
    expect([...textsOf(answers)]).toEqual([
      ["community", "I am Aigerim."],
      ["jobs.0.what", "Aigerim's shop"],
      ["jobs.0.where", "Osh"],
      ["jobs.1.what", "none"],
    ]);
  });

  test("are hidden in words and in entries, and else untouched", () => {
    const hidden = new Map([
      ["community", [{ from: 5, to: 12 }]],
      ["jobs.0.what", [{ from: 0, to: 7 }]],
    ]);
    expect(blackenAnswers(answers, hidden)).toEqual({
      ...answers,
      community: `I am ${bar}.`,
      jobs: [{ what: `${bar}'s shop`, where: "Osh" }, { what: "none" }],
    });
    expect(blackenAnswers(answers, new Map())).toBe(answers);
  });
});

describe("a new version", () => {
  const before = new Map([["community", "I am Aigerim of Osh."]]);
  const passage = { id: "1", place: "community", number: 1, from: 5, to: 12 };

  test("hides the same words wherever they stand now", () => {
    const texts = new Map([
      ["community", "Hello. I am Aigerim of Osh."],
      ["led", "They call me Aigerim."],
    ]);
    const { hidden, lost } = placePassages([passage], { number: 2, texts }, () => before);
    expect(lost).toEqual([]);
    for (const [place, text] of texts)
      expect(blacken(text, hidden.get(place) ?? [])).not.toContain("Aigerim");
  });

  test("says which passages it can't find", () => {
    const texts = new Map([["community", "I am Aygerim of Osh."]]);
    const { hidden, lost } = placePassages([passage], { number: 2, texts }, () => before);
    expect([hidden.size, lost]).toEqual([0, [passage]]);
  });

  test("never hides by place what was marked in another version", () => {
    const texts = new Map([["community", "Nobody."]]);
    expect(placePassages([passage], { number: 1, texts }, () => before).lost).toEqual([passage]);
  });
});
