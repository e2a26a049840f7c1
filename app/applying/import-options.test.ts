import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optionsCalled, readList, type Option } from "./import-options";

const option = (value: string, en: string, ru?: string): Option => ({
  value,
  label: ru === undefined ? { en } : { en, ru },
});

describe("readList", () => {
  const options = [
    option("law", "Law"),
    option("handling", "Risk management", "Управление рисками"),
    option("press", "Press, radio and TV", "Пресса, радио и ТВ"),
    option("village", "Village", " "),
    option("yes.no", "Yes / no"),
  ];

  test.each([
    ["Law, Press, radio and TV", ["law", "press"]],
    ["Press, radio and TV; law", ["law", "press"]],
    ["Risk management Press, radio and TV Law", ["law", "handling", "press"]],
    ["Управление рисками Law", ["law", "handling"]],
    ["law handling yes.no", ["law", "handling", "yes.no"]],
    ["Village\nLaw", ["law", "village"]],
    ["Law,", ["law"]],
    ["", []],
  ])("takes %j apart", (text, values) => {
    expect(readList(options, text)).toEqual({ values, unread: [], isAmbiguous: false });
  });

  test("says what it does not understand, and what can be read in two ways", () => {
    expect(readList(options, "Law, juggling")).toEqual({
      values: ["law"],
      unread: ["juggling"],
      isAmbiguous: false,
    });
    const overlapping = [...options, option("r", "Risk"), option("m", "management")];
    expect(readList(overlapping, "Law Risk management").isAmbiguous).toBe(true);
    expect(readList(overlapping, "Risk, management")).toMatchObject({
      values: ["r", "m"],
      isAmbiguous: false,
    });
  });

  test("never searches for a wording that is blank, whatever stands for nothing", () => {
    for (const blank of ["", " ", "\t\n", "\u00a0", "\u200b", "\u2060\u00ad", "\ufeff"]) {
      const named = [option("a", "First", blank), option("b", "Second", blank)];
      expect(optionsCalled(named, blank)).toEqual([]);
      expect(readList(named, `First,${blank} Second`).values).toEqual(["a", "b"]);
      expect(readList(named, "Third").unread).toEqual(["third"]);
    }
  });

  test("is done soon with a list that can be taken apart in more ways than anybody counts", () => {
    const many = Array.from({ length: 60 }, (_, n) => option("a".repeat(n + 1), `${"a ".repeat(n + 1)}a`));
    const startedAt = performance.now();
    readList(many, "a ".repeat(1500));
    readList(many, `${"a ".repeat(1500)}b`);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test("reads back whatever set of options is joined by whatever sign, or says that it is no one set's alone", () => {
    const word = fc.constantFrom(
      "risk",
      "law",
      "press",
      "and",
      "radio,",
      "a;b",
      "в",
      "Село",
      "c++",
      "c",
      "1.5",
    );
    const label = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    const set = fc.uniqueArray(label, { minLength: 2, maxLength: 6, selector: (one) => one.toLowerCase() });
    fc.assert(
      fc.property(
        set,
        fc.constantFrom(", ", "; ", "\n", " "),
        fc.infiniteStream(fc.boolean()),
        (labels, joint, flips) => {
          const named = labels.map((one, index) => option(`o${index}`, one));
          const chosen = named.filter(() => flips.next().value);
          const read = readList(named, chosen.map(({ label: { en } }) => en).join(joint));
          expect(read.unread).toEqual([]);
          if (!read.isAmbiguous) expect(read.values).toEqual(chosen.map(({ value }) => value));
        },
      ),
    );
  });
});

describe("optionsCalled", () => {
  test("knows an option by the letter before it knows it by the word, and names all that a text fits", () => {
    const languages = [option("c", "C"), option("cpp", "C++"), option("small", "c ")];
    expect(optionsCalled(languages, "C").map(({ value }) => value)).toEqual(["c"]);
    expect(optionsCalled(languages, "c").map(({ value }) => value)).toEqual(["c", "small"]);
    const twice = [option("a", "Other", "Другое"), option("b", "Other", "Иное"), option("other", "None")];
    expect(optionsCalled(twice, "Other").map(({ value }) => value)).toEqual(["a", "b"]);
    expect(optionsCalled(twice, "OTHER").map(({ value }) => value)).toEqual(["a", "b", "other"]);
    expect(optionsCalled(twice, "иное").map(({ value }) => value)).toEqual(["b"]);
  });
});
