import { describe, expect, test } from "vitest";
import { attentionFor } from "./attention";
import { editionOfPath, sectionPath } from "./sections";

const quiet = {
  submitted: 40,
  unchecked: 0,
  eligible: 30,
  assigned: 60,
  read: 60,
  waitingTraces: 0,
  waitingConflicts: 0,
  withoutFurtherReader: 0,
  cohort: 0,
  released: 0,
  accepted: 0,
  fellows: 0,
};
const edition = { readingsPerApplication: 2, hasProgramme: true };
const whats = (...args: Parameters<typeof attentionFor>) =>
  attentionFor(...args).map(({ what, count }) => `${what} ${count}`);

describe("what wants attention", () => {
  test("is nothing before the call", () => {
    expect(attentionFor("before-call", { ...quiet, unchecked: 3 }, edition)).toEqual([]);
  });
  test("names what stands between submission and ranking, in that order", () => {
    expect(whats("selection", { ...quiet, unchecked: 2, assigned: 50, read: 10 }, edition)).toEqual([
      "unchecked 2",
      "unassigned 10",
      "reading 40",
      "decide 30",
    ]);
  });
  test("leads to conflicts that wait for a word, and to applications that nobody can read further", () => {
    const wanting = { ...quiet, cohort: 12, waitingConflicts: 3, withoutFurtherReader: 1 };
    expect(attentionFor("selection", wanting, edition).slice(0, 2)).toEqual([
      { what: "conflicts", count: 3, section: "panel", place: "/conflicts?show=waiting" },
      { what: "further-reader", count: 1, section: "panel", place: "#attention" },
    ]);
    expect(whats("call-open", wanting, edition)).toEqual(["conflicts 3"]);
    expect(whats("decided", { ...wanting, accepted: 12 }, edition)).toEqual([]);
  });
  test("leads to what could tell who wrote an application, before readings are handed out", () => {
    const wanting = { ...quiet, waitingTraces: 4, waitingConflicts: 1 };
    expect(attentionFor("call-open", wanting, edition)[0]).toEqual({
      what: "traces",
      count: 4,
      section: "applications",
      place: "/traces",
    });
    expect(whats("selection", wanting, edition).slice(0, 2)).toEqual(["traces 4", "conflicts 1"]);
    expect(whats("decided", wanting, edition)).toEqual([]);
  });
  test("asks for the release once somebody is marked for the cohort", () => {
    expect(whats("selection", { ...quiet, cohort: 12 }, edition)).toEqual(["release 12"]);
  });
  test("waits for answers, and for the ten weeks to be laid", () => {
    expect(
      whats("decided", { ...quiet, cohort: 12, accepted: 9 }, { ...edition, hasProgramme: false }),
    ).toEqual(["awaiting-answers 3", "no-programme 1"]);
  });
});

test("a path tells the edition and the page it is about", () => {
  expect(editionOfPath("/office/2027-spring/panel/assignment")).toEqual({
    slug: "2027-spring",
    section: "panel",
  });
  expect(editionOfPath("/office/2027-spring")).toEqual({ slug: "2027-spring", section: "overview" });
  expect(editionOfPath("/office/people")).toBeNull();
  expect(editionOfPath("/panel/ELF-7K3Q9D")).toBeNull();
  expect(sectionPath("2027-spring", "overview")).toBe("/office/2027-spring");
});
