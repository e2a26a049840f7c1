import { describe, expect, test } from "vitest";
import { assign } from "./assign-command";
import { assignHere } from "./assignment-solver";

const files = {
  "a.csv": "application\nA1\nA2\nA3\n",
  "p.csv": "panelist,cap\nP1,3\nP2,3\nP3,3\n",
  "w.csv": "application,panelist,preference\nA1,P3,2\nA2,P1,-1.5\n",
  "c.csv": "application,panelist\nA3,P3\n",
};

function run(changes: Partial<Record<string, string>> = {}, ...more: string[]) {
  const all: Partial<Record<string, string>> = { ...files, ...changes };
  const args = [
    "--applications",
    "a.csv",
    "--panelists",
    "p.csv",
    "--preferences",
    "w.csv",
    "--conflicts",
    "c.csv",
  ];
  return assign(
    [...args, ...(more.length > 0 ? more : ["--readings", "2"])],
    (path) => Promise.resolve(new TextEncoder().encode(all[path])),
    assignHere,
  );
}

describe("assign", () => {
  test("gives every application its readers, by conflicts and wishes", async () => {
    expect(await run()).toEqual({
      code: 0,
      out: "application,panelist\nA1,P1\nA1,P3\nA2,P2\nA2,P3\nA3,P1\nA3,P2\n",
      err: "",
    });
  });

  test("ends with 2 when it can't be, and says what would help", async () => {
    const { code, out, err } = await run({ "p.csv": "panelist,cap\nP1,1\nP2,3\nP3,3\n" });
    expect({ code, out }).toEqual({ code: 0, out: expect.any(String) as string });
    expect(err).toBe("");
    const short = await run({ "p.csv": "panelist,cap\nP1,1\nP2,2\nP3,2\n" });
    expect(short).toMatchObject({ code: 2, out: "" });
    expect(short.err).toMatch(
      /^Impossible: 1 application of 3 can't have 2 readers\.\n6 readings are needed; .* 5 at most/,
    );
    expect(short.err).toMatch(/A\d lacks 1 of 2: .*raise the cap of .*P/);
    const few = await run({}, "--readings", "4");
    expect(few).toEqual({
      code: 2,
      out: "",
      err: "Impossible: no application can have 4 different readers, as there are 3 panelists.\n",
    });
    // However many are asked for.
    expect((await run({}, "--readings", "999999999")).code).toBe(2);
    const barred = await run({}, "--readings", "3");
    expect(barred.err).toMatch(/A3 lacks 1 of 3: .*lift the conflict with P3/);
  });

  test("takes nobody for a panelist without room, and needs no wishes and conflicts in their files", async () => {
    const { code, out } = await run(
      {
        "a.csv": "application\nA1\n\nA2\n",
        "p.csv": "cap,panelist\n0,P1\n2,P2\n",
        "w.csv": "application,panelist,preference\n",
        "c.csv": "panelist,application\n",
      },
      "--readings",
      "1",
    );
    expect({ code, out }).toEqual({ code: 0, out: "application,panelist\nA1,P2\nA2,P2\n" });
  });

  test.each([
    [
      "an application twice",
      { "a.csv": "application\nA1\nA1\nA2\nA3" },
      "a.csv, row 3: the same application as row 2",
    ],
    ["no applications", { "a.csv": "application\n" }, "a.csv holds no applications"],
    [
      "a panelist twice",
      { "p.csv": "panelist,cap\nP1,1\nP3,1\nP1,2" },
      "p.csv, row 4: the same panelist as row 2",
    ],
    ["half a reading for a cap", { "p.csv": "panelist,cap\nP1,1.5\nP3,1" }, "p.csv, row 2: the cap"],
    ["a cap below nothing", { "p.csv": "panelist,cap\nP1,-1\nP3,1" }, "p.csv, row 2: the cap"],
    ["a cap that isn't there", { "p.csv": "panelist,cap\nP1,\nP3,1" }, "p.csv, row 2: cap is empty"],
    [
      "a wish for nobody",
      { "w.csv": "application,panelist,preference\nA1,P9,1" },
      'w.csv, row 2: there is no panelist "P9"',
    ],
    [
      "a wish that is a word",
      { "w.csv": "application,panelist,preference\nA1,P1,yes" },
      "w.csv, row 2: the preference",
    ],
    ["a wish twice", { "w.csv": "application,panelist,preference\nA1,P1,1\nA1,P1,2" }, "w.csv, row 3"],
    [
      "a conflict about nothing",
      { "c.csv": "application,panelist\nA9,P1" },
      'c.csv, row 2: there is no application "A9"',
    ],
    [
      "a preference that has no end",
      { "w.csv": "application,panelist,preference\nA1,P1,Infinity" },
      "w.csv, row 2",
    ],
    [
      "an empty file of conflicts",
      { "c.csv": "" },
      "c.csv is empty. The header names application, panelist.",
    ],
    ["another table", { "c.csv": "panelist,cap\nP1,1" }, "c.csv, row 1"],
  ])("refuses %s", async (_, changes, message) => {
    const { code, out, err } = await run(changes);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(new RegExp(message));
  });

  test("refuses options that make no sense", async () => {
    for (const readings of ["0", "-1", "1.5", "two", ""])
      expect((await run({}, "--readings", readings)).code).toBe(1);
    expect((await run({}, "--seed", "1")).err).toMatch("--readings missing");
  });
});
