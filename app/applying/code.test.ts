import { describe, expect, test } from "vitest";
import { codeAlphabet, newCode } from "./code";

describe("codes", () => {
  test("have no letters or digits that are taken for one another", () => {
    expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
    for (const pair of ["0O", "1I", "1L", "IL", "2Z", "5S", "8B", "UV"])
      expect(
        [...pair].every((one) => codeAlphabet.includes(one)),
        pair,
      ).toBe(false);
  });

  test("are ELF- and six of them", () => {
    for (let i = 0; i < 200; i++) expect(newCode()).toMatch(new RegExp(`^ELF-[${codeAlphabet}]{6}$`));
  });

  test("use the whole alphabet evenly, as the dice fall", () => {
    const asked: number[] = [];
    newCode((below) => {
      asked.push(below);
      return below - 1;
    });
    expect(asked).toEqual(Array.from({ length: 6 }, () => codeAlphabet.length));
  });
});
