import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countWords } from "./count-words";

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
    ["a/b", 2],
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

  test("never counts more words in a text than in its parts, nor fails on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        expect(countWords(`${a} ${b}`)).toBe(countWords(a) + countWords(b));
      }),
    );
  });
});
