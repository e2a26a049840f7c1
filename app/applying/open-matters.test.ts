import { expect, test } from "vitest";
import { isNothingOpen, missingReferences } from "./open-matters";
import type { RefereeState } from "./referees";

test.each<[number, RefereeState[]]>([
  [2, []],
  [2, ["named", "declined"]],
  [2, ["expired", "retracted"]],
  [1, ["asked", "named"]],
  [1, ["unsafe"]],
  [0, ["answered", "asked"]],
  [0, ["answered", "unsafe", "named"]],
])("%i of two references are missing with %j", (missing, standings) => {
  expect(missingReferences(2, standings)).toBe(missing);
});

test("nothing is open only where neither a reference nor a message is", () => {
  expect(isNothingOpen({ references: 0, messages: 0 })).toBe(true);
  expect(isNothingOpen({ references: 1, messages: 0 })).toBe(false);
  expect(isNothingOpen({ references: 0, messages: 1 })).toBe(false);
});
