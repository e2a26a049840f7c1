import { addSeconds } from "date-fns";
import { afterEach, expect, test } from "vitest";
import { rateLimits } from "#db/schema";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { sweepLimits, withinLimit } from "~/platform/limits.server";
import { withTestDatabase } from "../setup/database";

withTestDatabase();
afterEach(() => setClock(undefined));

const noon = new Date("2027-01-14T12:00:00Z");

test("of fifty tries at once exactly as many pass as are allowed", async () => {
  const limit = { name: "rush", points: 10, windowSeconds: 60 };
  const passed = await Promise.all(Array.from({ length: 50 }, () => withinLimit(limit, "192.0.2.7")));
  expect(passed.filter(Boolean)).toHaveLength(10);
});

test("one subject's tries do not count for another, nor one limit's for another", async () => {
  const limit = { name: "apart", points: 1, windowSeconds: 60 };
  expect(await withinLimit(limit, "a")).toBe(true);
  expect(await withinLimit(limit, "a")).toBe(false);
  expect(await withinLimit(limit, "b")).toBe(true);
  expect(await withinLimit({ ...limit, name: "apart-too" }, "a")).toBe(true);
});

test("a window that is over begins again, and not a second sooner", async () => {
  const limit = { name: "window", points: 2, windowSeconds: 60 };
  setClock(() => noon);
  expect([
    await withinLimit(limit, "a"),
    await withinLimit(limit, "a"),
    await withinLimit(limit, "a"),
  ]).toEqual([true, true, false]);
  setClock(() => addSeconds(noon, 59));
  expect(await withinLimit(limit, "a")).toBe(false);
  setClock(() => addSeconds(noon, 60));
  expect([
    await withinLimit(limit, "a"),
    await withinLimit(limit, "a"),
    await withinLimit(limit, "a"),
  ]).toEqual([true, true, false]);
});

test("what is kept names nobody, and goes when its window is over", async () => {
  setClock(() => noon);
  await withinLimit({ name: "sweep", points: 1, windowSeconds: 60 }, "aida@example.org");
  const rows = await database().select().from(rateLimits);
  expect(JSON.stringify(rows)).not.toContain("aida");
  setClock(() => addSeconds(noon, 3600));
  await sweepLimits();
  const left = await database().select().from(rateLimits);
  expect(left.filter(({ key }) => key.startsWith("sweep:"))).toEqual([]);
});
