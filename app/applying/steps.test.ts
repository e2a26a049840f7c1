import { expect, test } from "vitest";
import { nextSteps } from "./steps";

const edition = {
  callClosesAt: new Date("2026-12-14T12:00:00Z"),
  zone: "Europe/Prague",
  startsOn: "2027-04-05",
  endsOn: "2027-06-11",
};
const states = (at: string) => nextSteps(edition, "en", new Date(at)).map(({ state }) => state);

test("the way after submission moves on by the calendar, up to the decision", () => {
  expect(states("2026-12-10T12:00:00Z")).toEqual(["done", "current", "todo", "todo", "todo"]);
  expect(states("2026-12-28T12:00:00Z")).toEqual(["done", "current", "todo", "todo", "todo"]);
  expect(states("2026-12-29T12:00:00Z")).toEqual(["done", "done", "current", "todo", "todo"]);
  expect(states("2027-05-01T12:00:00Z")).toEqual(["done", "done", "done", "current", "todo"]);
});

test("each stop has its day in words", () => {
  expect(nextSteps(edition, "en", edition.callClosesAt).map(({ by }) => by)).toEqual([
    "",
    "28 December 2026",
    "11 January 2027",
    "18 January 2027",
    "5 April 2027",
  ]);
});
