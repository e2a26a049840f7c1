import { expect, test } from "vitest";
import { formatSoonAfter } from "./format";

test("a moment soon after another says its zone, and its day where that is the next one", () => {
  const at = (time: string) => new Date(`2027-02-05T${time}:00Z`);
  const said = (after: string, before: string) =>
    formatSoonAfter(at(after), at(before), "en", "Europe/Prague");
  expect(said("17:15", "17:00")).toBe("18:15 (Prague)");
  expect(said("23:14", "22:59")).toBe("Saturday 6 February, 00:14 (Prague)");
});
