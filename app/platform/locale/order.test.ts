import { expect, test } from "vitest";
import { compareWords } from "./order";

test("words of both alphabets fall into place", () => {
  const words = [
    "Өнер",
    "Zebra",
    "Жанна",
    "apple",
    "Әйел",
    "Ёлка",
    "Елена",
    "Apple",
    "Şirin",
    "Sonya",
    "Čapek",
    "Dana",
  ];
  expect(words.sort(compareWords)).toEqual([
    "apple",
    "Apple",
    "Čapek",
    "Dana",
    "Şirin",
    "Sonya",
    "Zebra",
    "Әйел",
    "Елена",
    "Ёлка",
    "Жанна",
    "Өнер",
  ]);
});
