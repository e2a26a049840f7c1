import { describe, expect, it } from "vitest";
import { Random } from "./random";

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

describe("chance that can be told again", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(draw(new Random("a"), 5)).toEqual(draw(new Random("a"), 5));
    expect(draw(new Random("a"), 5)).not.toEqual(draw(new Random("b"), 5));
  });

  it("does not move in one part when another has drawn more", () => {
    const random = new Random("whole");
    const before = draw(random.fork("part"), 5);
    draw(random, 100);
    expect(draw(random.fork("part"), 5)).toEqual(before);
  });

  it("is spread evenly, and keeps to what is asked for", () => {
    const random = new Random("even");
    const values = draw(random, 20_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
    const dice = new Set(Array.from({ length: 500 }, () => random.between(1, 6)));
    expect([...dice].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(random.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
    expect(
      random.weighted([
        ["never", 0],
        ["always", 1],
      ]),
    ).toBe("always");
  });

  it("makes ids in the form of UUIDs, each its own", () => {
    const random = new Random("ids");
    const ids = Array.from({ length: 2000 }, () => random.uuid());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
