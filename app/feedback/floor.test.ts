import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countedAnswers,
  figuresOf,
  floorOf,
  paces,
  readableRemarks,
  together,
  type PulseAnswer,
} from "./floor";

const answer = fc.record({ usefulness: fc.integer({ min: 1, max: 5 }), pace: fc.constantFrom(...paces) });
const answers = fc.array(answer, { maxLength: 40 });
const floor = fc.integer({ min: 3, max: 7 });

describe("the floor", () => {
  it("is never under three, whatever the setting", () => {
    expect([-1, 0, 1, 2, 3, 4.7, 5, NaN].map((feedbackFloor) => floorOf({ feedbackFloor }))).toEqual([
      3, 3, 3, 3, 3, 4, 5, 3,
    ]);
  });

  it("shows nothing below it and the figures of three answers from three on", () => {
    const three: PulseAnswer[] = [
      { usefulness: 5, pace: "right" },
      { usefulness: 4, pace: "fast" },
      { usefulness: 3, pace: "right" },
    ];
    expect(figuresOf(three.slice(0, 2), 3)).toBeNull();
    expect(figuresOf(three, 3)).toEqual({
      count: 3,
      distribution: [0, 0, 1, 1, 1],
      mean: 4,
      pace: { slow: 0, right: 2, fast: 1 },
    });
  });

  it("never shows a figure of fewer answers than the floor", () => {
    fc.assert(
      fc.property(answers, floor, (given, least) => {
        const figures = figuresOf(given, least);
        if (given.length < least) expect(figures).toBeNull();
        else expect(figures?.count).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it("never changes a figure by fewer answers than the floor as more come in", () => {
    fc.assert(
      fc.property(answers, floor, (given, least) => {
        let shown = 0;
        given.forEach((_, index) => {
          const count = figuresOf(given.slice(0, index + 1), least)?.count ?? 0;
          const difference = count - shown;
          expect(difference === 0 || difference >= least).toBe(true);
          shown = count;
        });
      }),
    );
  });

  it("says the same about answers it does not count yet, whatever they are", () => {
    fc.assert(
      fc.property(answers, floor, answer, (given, least, other) => {
        const counted = countedAnswers(given, least);
        if (counted.length === given.length) return;
        const changed = [...given.slice(0, -1), other];
        expect(figuresOf(changed, least)).toEqual(figuresOf(given, least));
      }),
    );
  });

  it("adds up: choices and paces are as many as the answers, the mean lies among them", () => {
    fc.assert(
      fc.property(answers, floor, (given, least) => {
        const figures = figuresOf(given, least);
        if (!figures) return;
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
        expect(sum(figures.distribution)).toBe(figures.count);
        expect(sum(Object.values(figures.pace))).toBe(figures.count);
        expect(figures.mean).toBeGreaterThanOrEqual(1);
        expect(figures.mean).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe("several sessions together", () => {
  it("hold no more than the sessions that are shown: nothing is left when these are taken away", () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 8 }), floor, (sessions, least) => {
        const shown = sessions.map((given) => figuresOf(given, least));
        const all = together(shown);
        const visible = shown.filter((figures) => figures !== null);
        expect(all?.count ?? 0).toBe(visible.reduce((sum, figures) => sum + figures.count, 0));
        for (let choice = 0; choice < 5; choice++)
          expect(all?.distribution[choice] ?? 0).toBe(
            visible.reduce((sum, figures) => sum + (figures.distribution[choice] ?? 0), 0),
          );
      }),
    );
  });

  it("are nothing when none is shown", () => {
    expect(together([null, null])).toBeNull();
    expect(together([])).toBeNull();
  });
});

describe("comments", () => {
  const remark = (id: string, personId: string, sessionId: string) => ({
    id,
    personId,
    sessionId,
    text: `text ${id}`,
  });

  it("are read together, in the order of their random ids", () => {
    const remarks = [remark("c", "p1", "s1"), remark("a", "p2", "s1"), remark("b", "p3", "s2")];
    const counts = new Map([
      ["s1", 3],
      ["s2", 4],
    ]);
    expect(readableRemarks(remarks, counts, 3)).toEqual(["text a", "text b", "text c"]);
  });

  it("of a session below the floor are left out", () => {
    const remarks = [
      remark("a", "p1", "s1"),
      remark("b", "p2", "s1"),
      remark("c", "p3", "s1"),
      remark("d", "p4", "small"),
    ];
    expect(
      readableRemarks(
        remarks,
        new Map([
          ["s1", 3],
          ["small", 2],
        ]),
        3,
      ),
    ).not.toContain("text d");
  });

  it("of fewer people than the floor are not read at all, however many there are", () => {
    const remarks = [
      remark("a", "p1", "s1"),
      remark("b", "p2", "s1"),
      remark("c", "p1", "s2"),
      remark("d", "p2", "s2"),
    ];
    expect(
      readableRemarks(
        remarks,
        new Map([
          ["s1", 9],
          ["s2", 9],
        ]),
        3,
      ),
    ).toEqual([]);
  });
});
