import { describe, expect, test } from "vitest";
import {
  canRead,
  canReadAnswers,
  canRuleOnEligibility,
  canScore,
  canSeeOthersScores,
  doesReadingCount,
  isBeforePanel,
  type ReadingState,
} from "./access";

const reading: ReadingState = {
  application: { status: "submitted", eligibility: "eligible" },
  assigned: true,
  conflict: false,
  submittedAt: null,
  decisionsReleasedAt: null,
};
const day = new Date("2027-01-14T12:00:00Z");

describe("a panelist", () => {
  test("reads and scores what they are asked to", () => {
    expect(canRead(reading)).toBe(true);
    expect(canScore(reading)).toBe(true);
    expect(canSeeOthersScores(reading)).toBe(false);
  });

  test.each([
    ["is not asked to read it", { assigned: false }],
    ["has a conflict", { conflict: true }],
    ["has a conflict and had submitted", { conflict: true, submittedAt: day }],
    ["reads what was withdrawn", { application: { status: "withdrawn", eligibility: "eligible" } }],
    ["reads what went back to a draft", { application: { status: "draft", eligibility: "eligible" } }],
    ["reads what nobody has checked", { application: { status: "submitted", eligibility: "unchecked" } }],
    ["reads what is not eligible", { application: { status: "submitted", eligibility: "ineligible" } }],
  ] satisfies [string, Partial<ReadingState>][])("sees nothing who %s", (_, changes) => {
    const state = { ...reading, ...changes };
    expect([canRead(state), canScore(state), canSeeOthersScores(state)]).toEqual([false, false, false]);
  });

  test("sees others' scores after submitting, and changes nothing any more", () => {
    const state = { ...reading, submittedAt: day };
    expect(canScore(state)).toBe(false);
    expect(canSeeOthersScores(state)).toBe(true);
  });

  test("scores nothing after decisions are out", () => {
    const state = { ...reading, decisionsReleasedAt: day };
    expect(canRead(state)).toBe(true);
    expect(canScore(state)).toBe(false);
  });
});

test("a reading counts once submitted, and never with a conflict", () => {
  expect(doesReadingCount({ submittedAt: day, conflict: false })).toBe(true);
  expect(doesReadingCount({ submittedAt: null, conflict: false })).toBe(false);
  expect(doesReadingCount({ submittedAt: day, conflict: true })).toBe(false);
});

test("a coordinator reads what is submitted, and nothing that is still a draft or was taken back", () => {
  expect(canReadAnswers({ status: "submitted" })).toBe(true);
  expect(canReadAnswers({ status: "draft" })).toBe(false);
  expect(canReadAnswers({ status: "withdrawn" })).toBe(false);
});

test("eligibility is ruled on between submission and decision", () => {
  expect(canRuleOnEligibility({ status: "submitted", decisionsReleasedAt: null })).toBe(true);
  expect(canRuleOnEligibility({ status: "draft", decisionsReleasedAt: null })).toBe(false);
  expect(canRuleOnEligibility({ status: "withdrawn", decisionsReleasedAt: null })).toBe(false);
  expect(canRuleOnEligibility({ status: "submitted", decisionsReleasedAt: day })).toBe(false);
  expect(isBeforePanel({ status: "submitted", eligibility: "unchecked" })).toBe(false);
});
