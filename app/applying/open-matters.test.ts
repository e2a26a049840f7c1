import { expect, test } from "vitest";
import { isNothingOpen, missingReferences } from "./open-matters";
import type { RefereeState } from "./referees";

test.each<[number, number, RefereeState[]]>([
  [2, 0, []],
  [1, 1, ["named", "declined"]],
  [1, 1, ["expired", "retracted"]],
  [2, 0, ["declined", "retracted", "declined"]],
  [0, 1, ["asked", "named"]],
  [1, 0, ["unsafe"]],
  [0, 0, ["answered", "asked"]],
  [0, 0, ["answered", "unsafe", "named"]],
])(
  "of two references, %i people are to be named and %i requests to be sent with %j",
  (...[name, ask, standings]) => {
    expect(missingReferences(2, standings)).toEqual({ references: name, requests: ask });
  },
);

test("nothing is open only where neither a reference nor a message is", () => {
  const nothing = { references: 0, requests: 0, messages: 0 };
  expect(isNothingOpen(nothing)).toBe(true);
  for (const open of Object.keys(nothing)) expect(isNothingOpen({ ...nothing, [open]: 1 })).toBe(false);
});
