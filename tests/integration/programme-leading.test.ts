import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { roles } from "#db/schema";
import * as facilitating from "~/feedback/routes/facilitating";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { zonedInstant } from "~/platform/locale/zones";
import type { LedWeek } from "~/programme/leading.server";
import * as feed from "~/programme/routes/feed";
import * as sessionPage from "~/programme/routes/leading-session";
import * as subscription from "~/programme/routes/leading-subscription";
import * as revocation from "~/programme/routes/leading-subscription-revocation";
import * as weekPage from "~/programme/routes/leading-week";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aPlace, aProgrammeSession, aRelease } from "../factories/programme";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();
afterEach(() => setClock(undefined));

/** A facilitator of two editions, in Prague and in Almaty, with a session in each, beside one of somebody else. */
async function aFacilitator() {
  setClock(() => zonedInstant("2026-10-14", "08:00", "Europe/Prague"));
  const prague = await anEdition({ startsOn: "2026-09-14" });
  const almaty = await anEdition({ startsOn: "2026-09-14", zone: "Asia/Almaty" });
  const as = await aPerson({
    roles: [
      { role: "facilitator", edition: prague },
      { role: "mentor", edition: almaty },
    ],
  });
  const at = { week: 5, day: 3, facilitator: as };
  const place = await aPlace({ edition: prague, name: "Hall", address: "Praha 2" });
  const own = await aProgrammeSession({
    ...{ ...at, edition: prague, place, title: "Negotiation" },
    description: "Interests.\nPositions.",
  });
  const far = await aProgrammeSession({ ...at, edition: almaty, title: "Listening" });
  const colleague = await aPerson({ roles: [{ role: "facilitator", edition: prague }] });
  const theirs = await aProgrammeSession({ ...at, edition: prague, title: "Theirs", facilitator: colleague });
  await aRelease({ edition: prague });
  await aRelease({ edition: almaty });
  return { as, own, far, theirs, prague };
}

const ofSession = (as: Person, id: string) => outcomeOf(sessionPage.loader, { as, params: { id } });
const ofWeek = async (as: Person, query = "") =>
  ((await outcomeOf(weekPage.loader, { as, path: `/facilitating/week${query}` })).data as { week: LedWeek })
    .week;

async function tokenOf(as: Person): Promise<string> {
  const { address } = (await outcomeOf(subscription.loader, { as })).data as { address: string | null };
  return /\/calendar\/([\w-]+)\.ics$/.exec(address ?? "")?.[1] ?? "";
}

describe("what somebody leads", () => {
  test("has a page for each session, with what it is about, by the clocks of its edition", async () => {
    const { as, own, far } = await aFacilitator();
    expect((await ofSession(as, own.id)).data).toMatchObject({
      title: "Negotiation",
      day: "Wednesday 14 October",
      description: ["Interests.", "Positions."],
      session: { start: "09:00", end: "10:30", place: "Hall", address: "Praha 2" },
    });
    expect((await ofSession(as, far.id)).data).toMatchObject({ session: { start: "09:00" }, city: "Almaty" });
    const { coming, past } = (await outcomeOf(facilitating.loader, { as })).data as {
      coming: { sessions: { id: string }[] }[];
      past: { id: string; when: string }[];
    };
    expect(coming.flatMap(({ sessions }) => sessions.map(({ id }) => id))).toEqual([own.id]);
    expect(past).toMatchObject([{ id: far.id, when: "Wednesday 14 October, 09:00" }]);
  });

  test("is not what others lead, is not published, or is in an edition one has left", async () => {
    const { as, own, theirs, prague } = await aFacilitator();
    const draft = await aProgrammeSession({ edition: prague, week: 5, facilitator: as });
    for (const id of [theirs.id, draft.id, "no-id"]) expect((await ofSession(as, id)).status).toBe(404);
    await database().update(roles).set({ endedAt: new Date() }).where(eq(roles.editionId, prague.id));
    expect((await ofSession(as, own.id)).status).toBe(404);
    expect(JSON.stringify(await ofWeek(as))).not.toContain("Negotiation");
    await database().update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, as.id));
    expect((await ofSession(as, own.id)).status).toBe(404);
    expect((await outcomeOf(weekPage.loader, { as })).status).toBe(404);
  });

  test("has weeks, and ways to the nearest ones that have a session", async () => {
    const { as, prague } = await aFacilitator();
    await aProgrammeSession({ edition: prague, week: 8, day: 6, title: "Visit", facilitator: as });
    await aRelease({ edition: prague });
    const week = await ofWeek(as);
    expect(week).toMatchObject({
      monday: "2026-10-12",
      span: "12 Oct – 18 Oct",
      before: null,
      after: { monday: "2026-11-02", span: "2 Nov – 8 Nov" },
    });
    expect(week.days.map(({ sessions }) => sessions.map(({ title }) => title))).toEqual([
      [],
      [],
      ["Listening", "Negotiation"],
      [],
      [],
    ]);
    const later = await ofWeek(as, "?of=2026-11-04");
    expect(later).toMatchObject({ monday: "2026-11-02", before: { monday: "2026-10-12" }, after: null });
    expect(later.days.at(-1)).toMatchObject({ date: "2026-11-07", sessions: [{ title: "Visit" }] });
    for (const query of ["?of=2026-02-30", "?of=soon", "?of="])
      expect((await outcomeOf(weekPage.loader, { as, path: `/facilitating/week${query}` })).status).toBe(404);
  });

  test("has a feed of its own: no session of anybody else's, each by its own zone", async () => {
    const { as, own } = await aFacilitator();
    expect((await outcomeOf(subscription.loader, { as })).data).toMatchObject({ address: null });
    await outcomeOf(subscription.action, { as, form: {} });
    const token = await tokenOf(as);
    const read = (path?: string) => outcomeOf(feed.loader, { params: { token }, ...(path ? { path } : {}) });
    const file = String((await read()).data).replaceAll("\r\n ", "");
    expect(file).toContain("SUMMARY:Negotiation");
    expect(file).toContain(`/facilitating/sessions/${own.id}`);
    expect(file).toContain("DTSTART;TZID=Europe/Prague:20261014T090000");
    expect(file).toContain("DTSTART;TZID=Asia/Almaty:20261014T090000");
    expect(file).not.toContain("Theirs");
    const plain = String((await read(`/calendar/${token}.ics?show=times`)).data);
    expect(plain).not.toMatch(/Negotiation|Hall/);
    await database().update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, as.id));
    expect((await read()).status).toBe(404);
  });

  test("has a feed that ends when it is revoked or made anew", async () => {
    const { as } = await aFacilitator();
    await outcomeOf(subscription.action, { as, form: {} });
    const first = await tokenOf(as);
    await outcomeOf(subscription.action, { as, form: {} });
    const second = await tokenOf(as);
    expect((await outcomeOf(feed.loader, { params: { token: first } })).status).toBe(404);
    expect((await outcomeOf(feed.loader, { params: { token: second } })).status).toBe(200);
    await outcomeOf(revocation.action, { as, form: {} });
    expect((await outcomeOf(feed.loader, { params: { token: second } })).status).toBe(404);
  });
});
