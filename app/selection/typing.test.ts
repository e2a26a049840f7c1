import { describe, expect, test } from "vitest";
import { pageKey, watchTyping } from "./typing";

const commands = "12345jkcnpz?";

/** What each sign of a text is taken for, typed at a pace. */
function typed(text: string, pace: number, watch = watchTyping(commands)) {
  return Array.from(text, (key, index) => watch.take(key.toLowerCase(), 5000 + index * pace, true).as);
}

describe("words that are typed outside every field", () => {
  test("begin with a letter that is no key of the page, and then hold no key", () => {
    expect(new Set(typed("We asked 3 people in 2 villages", 120))).toEqual(new Set(["typed"]));
  });

  test("are known by a blank or a letter right behind keys, which then belong to the same word", () => {
    const watch = watchTyping(commands);
    const all = Array.from("15 people", (key, index) => watch.take(key, 9000 + index * 150, true));
    expect(all.map((one) => one.as)).toEqual(["command", "command", ...Array<string>(7).fill("typed")]);
    expect(new Set(all.map((one) => one.burst)).size).toBe(1);
  });

  test("end with a second of silence", () => {
    const watch = watchTyping(commands);
    expect(watch.take("w", 1000).as).toBe("typed");
    expect(watch.take("4", 1900).as).toBe("typed");
    expect(watch.take("4", 2900).as).toBe("command");
  });
});

test("keys of the page are commands however fast they follow, and others are nobody's business", () => {
  expect(new Set(typed("44j3kc52", 40))).toEqual(new Set(["command"]));
  const watch = watchTyping(commands);
  expect(watch.take("4", 1000, true).as).toBe("command");
  expect(watch.take("shift", 1100, true).as).toBe("other");
  expect(watch.take(" ", 1200, false).as).toBe("other");
  expect(watch.take(" ", 3000, true).as).toBe("other");
});

test("a letter of another alphabet is the key in its place, a Latin one what it says", () => {
  expect(pageKey("с", "KeyC")).toBe("c");
  expect(pageKey("О", "KeyJ")).toBe("j");
  expect(pageKey("Z", "KeyY")).toBe("z");
  expect(pageKey("5", "Digit5")).toBe("5");
  expect(pageKey("?", "Slash")).toBe("?");
  expect(pageKey("Shift", "ShiftLeft")).toBe("shift");
});
