import { expect, test } from "vitest";
import { shortened } from "./shortened";

test("a text that fits is left alone, and a longer one ends in an ellipsis", () => {
  expect(shortened("short", 5)).toBe("short");
  expect(shortened("Один два три", 8)).toBe("Один д…");
  expect(shortened("Один два три", 7)).toBe("Один…");
});

test.each(["🙂", "е\u0308", "👩🏽‍🌾"])("no half of %s is left", (letter) => {
  for (let before = 0; before < 10; before++) {
    const cut = shortened("x".repeat(before) + letter.repeat(20), 12);
    expect(cut.slice(before, -1).replaceAll(letter, "")).toBe("");
    expect(cut.length).toBeLessThanOrEqual(11);
  }
});
