import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseForm } from "~/platform/forms";
import {
  arrangeReserve,
  DecisionsForm,
  isChange,
  isStale,
  moveInReserve,
  outcomes,
  readChoices,
  releaseBlockers,
  sealMark,
  undecided,
  type Mark,
} from "./decisions";

const mark: fc.Arbitrary<Mark> = fc.record({
  outcome: fc.constantFrom(...outcomes, null),
  reserveRank: fc.option(fc.integer({ min: 1, max: 999 })),
  revision: fc.nat({ max: 10_000 }),
});

function post(rows: Record<string, string>[]): FormData {
  const form = new FormData();
  rows.forEach((row, index) => {
    for (const [name, value] of Object.entries(row)) form.set(`rows[${index}].${name}`, value);
  });
  return form;
}

describe("marks as a form carries them", () => {
  test("come back as they were", () => {
    fc.assert(
      fc.property(mark, (seen) => {
        const submission = parseForm(
          post([{ code: "ELF-7K3Q9D", outcome: "undecided", seen: sealMark(seen) }]),
          DecisionsForm,
        );
        expect(submission.status === "success" && submission.value.rows[0]?.seen).toEqual(seen);
      }),
    );
  });

  test("are refused when they are not ours", () => {
    const good = { code: "ELF-7K3Q9D", outcome: "cohort", seen: "0:undecided:" };
    const changes: Record<string, string>[] = [
      { seen: "1:admin:" },
      { seen: "" },
      { seen: "-1:cohort:" },
      { outcome: "winner" },
      { code: "<script>" },
      { rank: "1".repeat(21) },
    ];
    for (const bad of changes)
      expect(parseForm(post([{ ...good, ...bad }]), DecisionsForm).status).toBe("error");
    expect(parseForm(post([good]), DecisionsForm).status).toBe("success");
    expect(parseForm(post([good, good]), DecisionsForm).status).toBe("error");
    expect(parseForm(post([]), DecisionsForm).status).toBe("error");
  });

  test("are stale once somebody has marked anew, not when a list only closed up", () => {
    const seen: Mark = { outcome: "reserve", reserveRank: 3, revision: 2 };
    expect(isStale(seen, { ...seen, reserveRank: 2 })).toBe(false);
    expect(isStale(seen, { ...seen, revision: 3 })).toBe(true);
    expect(isStale({ ...seen, revision: 1 }, { ...seen, outcome: "cohort", revision: 1 })).toBe(true);
    expect(isStale(undecided, undecided)).toBe(false);
  });

  test("a place that was only shown is no change, one that was typed is", () => {
    const seen: Mark = { outcome: "reserve", reserveRank: 3, revision: 2 };
    expect(isChange({ outcome: "reserve", rank: 3, seen })).toBe(false);
    expect(isChange({ outcome: "reserve", rank: undefined, seen })).toBe(false);
    expect(isChange({ outcome: "reserve", rank: 1, seen })).toBe(true);
    expect(isChange({ outcome: "cohort", rank: 3, seen })).toBe(true);
  });
});

test("a place that is no whole number, is named; beside another mark it means nothing", () => {
  const row = (code: string, outcome: Mark["outcome"], rank: string, seen: Mark = undecided) => ({
    code,
    outcome,
    rank,
    seen,
  });
  const { choices, problems } = readChoices([
    row("A", "reserve", " 2 "),
    row("B", "reserve", ""),
    row("C", "reserve", "0"),
    row("D", "reserve", "1.5"),
    row("E", "reserve", "many"),
    row("F", "cohort", "many"),
  ]);
  expect(choices.map(({ rank }) => rank)).toEqual([2, undefined, 0, 1.5, NaN, undefined]);
  expect([...problems]).toEqual([
    ["C", "rank"],
    ["D", "rank"],
    ["E", "rank"],
  ]);
});

describe("the reserve list", () => {
  test("takes in, takes out and puts in place", () => {
    expect(arrangeReserve(["a", "b", "c"], { leave: ["b"] })).toEqual(["a", "c"]);
    expect(arrangeReserve(["a", "b"], { come: [{ code: "x" }, { code: "y", place: 1 }] })).toEqual([
      "y",
      "a",
      "b",
      "x",
    ]);
    expect(arrangeReserve(["a", "b", "c"], { come: [{ code: "c", place: 1 }] })).toEqual(["c", "a", "b"]);
    expect(arrangeReserve(["a"], { come: [{ code: "b", place: 40 }] })).toEqual(["a", "b"]);
  });

  const list = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 20 });

  test("holds everybody once, and those with a place in it stand there", () => {
    fc.assert(
      fc.property(list, list, fc.array(fc.integer({ min: 1, max: 12 })), (present, coming, places) => {
        const distinct = [...new Set(places)];
        const come = coming.map((code, index) => ({ code, place: distinct[index] }));
        const arranged = arrangeReserve(present, { come });
        expect([...arranged].sort()).toEqual([...new Set([...present, ...coming])].sort());
        for (const { code, place } of come)
          if (place !== undefined && place <= arranged.length - come.length)
            expect(arranged[place - 1]).toBe(code);
      }),
    );
  });

  test("keeps the order of those who stay", () => {
    fc.assert(
      fc.property(list, list, (present, leave) => {
        expect(arrangeReserve(present, { leave })).toEqual(present.filter((code) => !leave.includes(code)));
      }),
    );
  });

  test("a move up undoes a move down, and nothing moves beyond an end", () => {
    expect(moveInReserve(["a", "b", "c"], "c", "up")).toEqual(["a", "c", "b"]);
    expect(moveInReserve(["a", "b"], "a", "up")).toEqual(["a", "b"]);
    expect(moveInReserve(["a", "b"], "x", "up")).toEqual(["a", "b"]);
    fc.assert(
      fc.property(list, fc.nat(), (present, index) => {
        const code = present[index % Math.max(1, present.length - 1)];
        if (!code || present.indexOf(code) === present.length - 1) return;
        expect(moveInReserve(moveInReserve(present, code, "down"), code, "up")).toEqual(present);
      }),
    );
  });
});

test("decisions go out only when the call is over and the cohort fits", () => {
  const good = { cohort: 16, places: 16, isCallOver: true, ineligibleChosen: 0 };
  expect(releaseBlockers(good)).toEqual([]);
  expect(releaseBlockers({ ...good, cohort: 17 })).toEqual(["too-many"]);
  expect(releaseBlockers({ cohort: 0, places: 16, isCallOver: false, ineligibleChosen: 1 })).toEqual([
    "call-open",
    "nobody-chosen",
    "ineligible-chosen",
  ]);
});
