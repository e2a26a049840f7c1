import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countCharacters, countWords } from "./count-words";

const letters = {
  Latin: "abcçdefgğhıijklmnoöprsşuüvyz",
  Cyrillic: "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
  Tajik: "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
  Arabic: "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
};

describe("countWords", () => {
  test.each([
    ["", 0],
    ["   \n\t ", 0],
    ["— … «»", 0],
    ["One two three", 3],
    ["Біздің ауылда кітапхана жоқ еді.", 5],
    ["Ўзбекистонда ёшлар клуби", 3],
    ["o‘qituvchi va g`oya", 3],
    ["oʻqituvchi", 1],
    ["don't, well-being; қыс-жаз", 3],
    ["по-русски и кое-что", 3],
    ["2026 йил, 14-декабрь", 3],
    ["e\u0301cole", 1],
    ["и/или", 1],
    ["3.5 3,5 1/2 10% №7", 5],
    ["т.е. т. е. z.B. e.g.", 5],
    ["https://example.org/a-b/c_d?e=f&g=%D0%B9#h", 1],
    ["asel.k+elf@mail.example", 1],
    ["слово—слово, 2019–2021", 4],
    ["право\u00ADзащит\u00ADники", 1],
    ["می\u200Cخواهم", 1],
    ["word\u2060joined \uFEFFfirst la\u200Bter", 3],
    ["в\u00A0доме 10\u202F000", 4],
    ["one\u2028two\u3000three\u0085four", 4],
    ["👍 🙂 ok", 1],
    ["1. one\n2. two", 4],
    ["don't", 1],
  ])("counts %j as %i", (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  test.each(Object.entries(letters))(
    "counts %s words as a person would, whatever stands between them",
    (_, alphabet) => {
      const word = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 12 });
      const gap = fc.constantFrom(" ", "  ", "\n", ", ", ". ", " — ", "; ", " («", "! ");
      fc.assert(
        fc.property(fc.array(fc.tuple(word, gap), { maxLength: 60 }), (parts) => {
          expect(countWords(parts.map(([one, between]) => one + between).join(""))).toBe(parts.length);
        }),
      );
    },
  );

  test("knows invisible characters inside words", () => {
    expect(countWords("право\u00ADзащит\u00ADники ".repeat(150))).toBe(150);
    const word = fc.string({
      unit: fc.constantFrom(...Array.from("aбқ1ʻ\u00AD\u2060\u200C\u200D\u200B\uFEFF\u0301.-/@'’")),
    });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const counted = words.filter((one) => /[aбқ1ʻ]/.test(one)).length;
        expect(countWords(words.join(" "))).toBe(counted);
      }),
    );
  });

  test("is not more than what stands between blanks, however it is composed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(countWords(text)).toBeLessThanOrEqual(
          text.split(/[\s\u0085\u2013-\u2015]+/).filter(Boolean).length,
        );
        expect(countWords(text.normalize("NFD"))).toBe(countWords(text));
        expect(countWords(text.normalize("NFC"))).toBe(countWords(text));
      }),
    );
  });

  test("runs in browsers of 2020", () => {
    // Safari 14 refuses a whole script for one lookbehind.
    expect(readFileSync("app/questions/count-words.ts", "utf8")).not.toMatch(/\(\?<[=!]|\/v[,;).]|new Intl/);
  });

  test("takes no longer for a text without a letter", () => {
    const begun = performance.now();
    expect(countWords(".".repeat(200_000))).toBe(0);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test("never counts more words in a text than in its parts, nor fails on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        expect(countWords(`${a} ${b}`)).toBe(countWords(a) + countWords(b));
      }),
    );
  });
});

describe("countCharacters", () => {
  test.each([
    ["", 0],
    [" \n ", 0],
    ["é", 1],
    ["e\u0301", 1],
    ["Ғаййрат", 7],
    ["🙂", 1],
    [" a\nb ", 3],
  ])("counts %j as %i", (text, characters) => {
    expect(countCharacters(text)).toBe(characters);
    expect(countCharacters(text.normalize("NFD"))).toBe(characters);
  });

  test("does not depend on composition", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(countCharacters(text.normalize("NFD"))).toBe(countCharacters(text));
      }),
    );
  });
});
