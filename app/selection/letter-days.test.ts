import { describe, expect, test } from "vitest";
import { dueLetter, type LetterState } from "./letter-days";

// Friday 12 March 2027 is the last day.
const state: LetterState = {
  until: "2027-03-12",
  zone: "Europe/Prague",
  left: 6,
  lettersOff: false,
  digestAt: null,
  remindedAt: null,
};
const at = (moment: string) => new Date(moment);

describe("the letter that is due", () => {
  test.each([
    ["Monday morning", "2027-03-01T07:05:00Z", "digest"],
    ["Monday before eight, in the edition's zone", "2027-03-01T06:59:00Z", null],
    ["Tuesday", "2027-03-02T09:00:00Z", null],
    ["three days before", "2027-03-09T07:05:00Z", "reminder"],
    ["two days before", "2027-03-10T07:05:00Z", null],
    ["one day before", "2027-03-11T09:00:00Z", "reminder"],
    ["the last day", "2027-03-12T09:00:00Z", null],
    ["the Monday after", "2027-03-15T09:00:00Z", null],
  ])("on %s", (_, moment, letter) => {
    expect(dueLetter(state, at(moment))).toBe(letter);
  });

  test("is one a day, whichever went", () => {
    const monday = at("2027-03-01T10:00:00Z");
    expect(dueLetter({ ...state, digestAt: at("2027-03-01T07:05:00Z") }, monday)).toBeNull();
    expect(dueLetter({ ...state, remindedAt: at("2027-03-01T07:05:00Z") }, monday)).toBeNull();
    expect(dueLetter({ ...state, digestAt: at("2027-02-22T07:05:00Z") }, monday)).toBe("digest");
  });

  test("is the reminder where both would be", () => {
    expect(dueLetter({ ...state, until: "2027-03-04" }, at("2027-03-01T09:00:00Z"))).toBe("reminder");
  });

  test("is none with nothing left, or where letters are off", () => {
    const monday = at("2027-03-01T10:00:00Z");
    expect(dueLetter({ ...state, left: 0 }, monday)).toBeNull();
    expect(dueLetter({ ...state, lettersOff: true }, monday)).toBeNull();
  });
});
