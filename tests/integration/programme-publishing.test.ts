import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { editions, places, programmeSessions, releases, roles } from "#db/schema";
import * as settings from "~/cohorts/routes/settings";
import * as feedback from "~/feedback/routes/feedback";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { wallClock, zonedInstant } from "~/platform/locale/zones";
import { publishRelease } from "~/programme/releases.server";
import * as calendarPage from "~/programme/routes/calendar";
import * as feed from "~/programme/routes/feed";
import * as newSession from "~/programme/routes/office-new-session";
import * as desk from "~/programme/routes/office-programme";
import * as releasePage from "~/programme/routes/office-release";
import * as programme from "~/programme/routes/programme";
import * as sessionPage from "~/programme/routes/session";
import * as subscription from "~/programme/routes/subscription";
import type { WeekView } from "~/programme/week.server";
import * as weekPage from "~/programme/routes/week";
import { layDefaultWeeks } from "~/programme/sessions.server";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aFellow, aPlace, aProgrammeSession } from "../factories/programme";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { outcomeOf } from "../setup/request";

withTestDatabase();
afterEach(() => setClock(undefined));

function pragueIs(date: string, time: string): void {
  setClock(() => zonedInstant(date, time, "Europe/Prague"));
}

/** An edition from Monday 14 September 2026 with a coordinator and a fellow, two weeks before it begins. */
async function aProgramme(details: Parameters<typeof anEdition>[0] = {}) {
  pragueIs("2026-09-01", "10:00");
  const edition = await anEdition({
    startsOn: "2026-09-14",
    callOpensAt: new Date("2026-01-12T08:00:00Z"),
    callClosesAt: new Date("2026-02-16T17:00:00Z"),
    ...details,
  });
  const as = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const { person: fellow } = await aFellow({ edition });
  return { edition, as, fellow, params: { edition: edition.slug } };
}

type Programme = Awaited<ReturnType<typeof aProgramme>>;

/** Changes settings of an edition on its page, as a coordinator does. */
async function set({ as, params }: Programme, changes: Record<string, string>) {
  const { values } = (await outcomeOf(settings.loader, { as, params })).data as {
    values: Record<string, string | string[]>;
  };
  const outcome = await outcomeOf(settings.action, { as, params, form: { ...values, ...changes } });
  return outcome;
}

interface Review {
  seen: string;
  count: number;
  rows: { title: string; changes: string[]; was: string; becomes: string }[];
  ground: { what: string; was: string; becomes: string }[];
  clashes: unknown[];
  faults: { fault: string; title: string }[];
}
const review = async ({ as, params }: Programme) =>
  (await outcomeOf(releasePage.loader, { as, params })).data as Review;

/** Publishes on its page what stands there. */
async function publish(made: Programme) {
  const { as, params } = made;
  return outcomeOf(releasePage.action, { as, params, form: { seen: (await review(made)).seen } });
}

/** Everything that a fellow's pages and feed show of the programme. */
async function seenBy(as: Person) {
  const { address } = (await outcomeOf(subscription.loader, { as })).data as { address: string | null };
  const token = /\/calendar\/([\w-]+)\.ics$/.exec(address ?? "")?.[1] ?? "";
  return {
    now: (await outcomeOf(programme.loader, { as })).data as { week: WeekView; startsOn: string },
    weeks: await Promise.all(
      ["1", "2", "10"].map(async (n) => (await outcomeOf(weekPage.loader, { as, params: { n } })).data),
    ),
    calendar: (await outcomeOf(calendarPage.loader, { as, path: "/programme/calendar?week=1" })).data,
    feed: (await outcomeOf(feed.loader, { params: { token } })).data as string,
  };
}

describe("an edition's zone and first day, changed after publishing", () => {
  test("wait for the next publication, and are shown until then", async () => {
    const made = await aProgramme();
    const { edition, as, fellow, params } = made;
    await inTransaction((tx) => layDefaultWeeks(tx, edition, null));
    await inTransaction((tx) => publishRelease(tx, edition, null));
    await outcomeOf(subscription.action, { as: fellow, form: {} });
    const before = await seenBy(fellow);
    expect(before.feed).toContain("DTSTART;TZID=Europe/Prague:20260914T090000");

    expect((await set(made, { zone: "Asia/Almaty" })).status).toBe(302);
    expect((await set(made, { startsOn: "2026-09-21", endsOn: "2026-11-27" })).status).toBe(302);
    expect(await seenBy(fellow)).toEqual(before);

    const waiting = await review(made);
    expect(waiting.ground).toEqual([
      { what: "zone", was: "Prague", becomes: "Almaty" },
      { what: "startsOn", was: "14 September 2026", becomes: "21 September 2026" },
    ]);
    expect(waiting.rows[0]).toMatchObject({
      title: "Orientation",
      changes: ["time"],
      was: "Monday 14 September, 09:00\u2060–\u206012:00 (Prague)",
      becomes: "Monday 21 September, 09:00\u2060–\u206012:00 (Almaty)",
    });
    expect(waiting.faults).toEqual([]);
    expect((await outcomeOf(desk.loader, { as, params })).data).toMatchObject({ changes: waiting.count });

    expect((await publish(made)).status).toBe(302);
    const after = await seenBy(fellow);
    expect(after.feed).toContain("DTSTART;TZID=Asia/Almaty:20260921T090000");
    expect(after.feed).not.toContain("Europe/Prague");
    const { week, startsOn } = after.now;
    expect(startsOn).toBe("21 September 2026");
    expect(week.days[0]).toMatchObject({ date: "2026-09-21", sessions: [{ start: "09:00" }, {}] });
    expect(week.days[0]?.sessions[0]?.mark).toEqual({
      change: "time",
      from: "Monday 14 September, 09:00 (Prague)",
    });
    expect(await review(made)).toMatchObject({ count: 0 });
  });

  test("wait alone, too, where no session moves with them", async () => {
    const made = await aProgramme();
    await aProgrammeSession({ edition: made.edition, week: 1 });
    await publish(made);
    await set(made, { zone: "Europe/Vienna" });
    expect(await review(made)).toMatchObject({ count: 1, rows: [], ground: [{ what: "zone" }] });
    const { seen } = await review(made);
    await set(made, { zone: "Asia/Almaty" });
    const { as, params } = made;
    expect((await outcomeOf(releasePage.action, { as, params, form: { seen } })).status).toBe(409);
    await publish(made);
    const [newest] = await database()
      .select()
      .from(releases)
      .where(eq(releases.editionId, made.edition.id))
      .orderBy(releases.number);
    expect(newest).toMatchObject({ zone: "Europe/Prague", startsOn: "2026-09-14" });
    expect(await review(made)).toMatchObject({ count: 0 });
  });

  test("leave no session before the first day without a word", async () => {
    const made = await aProgramme();
    const { edition, as, params } = made;
    const session = await aProgrammeSession({ edition, week: 1, day: 1, title: "Too early" });
    await set(made, { startsOn: "2026-09-16" });
    const fault = { fault: "outside", id: session.id, title: "Too early" };
    expect((await review(made)).faults).toMatchObject([fault]);
    expect((await outcomeOf(desk.loader, { as, params })).data).toMatchObject({ faults: [fault] });
  });

  test("take a session to an hour that clocks skip there only with a word", async () => {
    const made = await aProgramme({ startsOn: "2027-03-08", zone: "Asia/Almaty" });
    await aProgrammeSession({ edition: made.edition, week: 3, day: 7, from: "02:30", to: "03:15" });
    expect((await review(made)).faults).toEqual([]);
    await set(made, { zone: "Europe/Prague" });
    expect((await review(made)).faults).toMatchObject([{ fault: "skipped" }]);
  });

  test("a place's new name and address wait as well", async () => {
    const made = await aProgramme();
    const { edition, fellow } = made;
    const place = await aPlace({ edition, name: "Hall", address: "Praha 2" });
    const session = await aProgrammeSession({ edition, week: 1, place });
    await publish(made);
    await database().update(places).set({ name: "Loft", address: "Praha 3" }).where(eq(places.id, place.id));
    const page = () => outcomeOf(sessionPage.loader, { as: fellow, params: { id: session.id } });
    expect((await page()).data).toMatchObject({ session: { place: "Hall", address: "Praha 2" } });
    expect((await review(made)).rows).toMatchObject([{ changes: ["place"] }]);
    await publish(made);
    expect((await page()).data).toMatchObject({ session: { place: "Loft", address: "Praha 3" } });
  });
});

describe("the weeks of a programme that begins on a Saturday", () => {
  test("are the same for fellows and in the office, and none is this one before or after them", async () => {
    const made = await aProgramme({ startsOn: "2027-03-06" });
    const { edition, as, fellow, params } = made;
    await inTransaction((tx) => layDefaultWeeks(tx, edition, null));
    await publish(made);
    const days = async (n: string) => {
      const { data } = await outcomeOf(weekPage.loader, { as: fellow, params: { n } });
      return (data as { week: WeekView }).week;
    };
    expect((await days("1")).days[0]?.date).toBe("2027-03-08");
    expect((await days("1")).span).toBe("8 Mar – 14 Mar");
    expect((await days("2")).days[0]?.date).toBe("2027-03-15");
    const office = async () => {
      const { data } = await outcomeOf(desk.loader, { as, params });
      return data as { number: number; thisWeek: number | null; days: { date: string }[] };
    };
    for (const [date, number, thisWeek] of [
      ["2027-03-05", 1, null],
      ["2027-03-06", 1, null],
      ["2027-03-08", 1, 1],
      ["2027-03-15", 2, 2],
      ["2027-05-16", 10, 10],
      ["2027-05-17", 10, null],
    ] as const) {
      pragueIs(date, "10:00");
      expect(await office(), date).toMatchObject({ number, thisWeek });
      const { week } = (await outcomeOf(programme.loader, { as: fellow })).data as { week: WeekView };
      expect(week, date).toMatchObject({ number, thisWeek });
    }
    expect((await office()).days[0]?.date).toBe("2027-05-10");
  });
});

describe("a session that ends after midnight", () => {
  test("is one evening on the page, in the grid and in the feed, and is still on past midnight", async () => {
    const made = await aProgramme();
    const { as, fellow, params } = made;
    const form = {
      ...{ title: "A concert", kind: "visit", revision: "0", description: "" },
      ...{ date: "2026-09-18", from: "19:00", to: "00:30" },
    };
    expect((await outcomeOf(newSession.action, { as, params, form })).status).toBe(302);
    await publish(made);
    await outcomeOf(subscription.action, { as: fellow, form: {} });
    pragueIs("2026-09-19", "00:10");
    const { now, calendar, feed: file } = await seenBy(fellow);
    expect(now.week.now).toMatchObject([{ title: "A concert", start: "19:00", end: "00:30", state: "now" }]);
    expect(now.week.days.find((day) => day.sessions.length > 0)?.date).toBe("2026-09-18");
    expect(calendar).toMatchObject({ week: { number: 1 } });
    expect(file).toContain("DTSTART;TZID=Europe/Prague:20260918T190000");
    expect(file).toContain("DTEND;TZID=Europe/Prague:20260919T003000");
    // It can be answered once it is over, and not before.
    expect((await outcomeOf(feedback.loader, { as: fellow })).data).toMatchObject({ waiting: [] });
    pragueIs("2026-09-19", "00:30");
    expect((await outcomeOf(feedback.loader, { as: fellow })).data).toMatchObject({
      waiting: [{ title: "A concert" }],
    });
  });
});

describe("a publication", () => {
  const news = async (person: { id: string }) =>
    (await lettersTo(person)).filter(({ kind }) => kind === "programme.news");
  const counts = async (...people: Person[]) =>
    Promise.all(people.map(async (person) => (await news(person)).length));

  test("is told by one neutral letter to whom it touches, in their language, and to nobody else", async () => {
    const made = await aProgramme({ name: "Secret Fellowship" });
    const { edition, as, fellow } = made;
    const { person: other } = await aFellow({ edition, person: await aPerson({ locale: "ru" }) });
    const { person: stranger } = await aFellow({ edition: await anEdition({ startsOn: "2026-09-14" }) });
    const role = (kind: "facilitator" | "mentor") => ({ roles: [{ role: kind, edition }] });
    const petr = await aPerson(role("facilitator"));
    const jana = await aPerson(role("mentor"));
    const idle = await aPerson(role("facilitator"));
    const at = { edition, week: 2 };
    const session = await aProgrammeSession({ ...at, title: "Negotiation", facilitator: petr });
    await aProgrammeSession({ ...at, day: 2, facilitator: jana });

    const pressed = await review(made);
    const { params } = made;
    await Promise.all(
      [1, 2].map(() => outcomeOf(releasePage.action, { as, params, form: { seen: pressed.seen } })),
    );
    expect(await counts(fellow, other, petr, jana)).toEqual([1, 1, 1, 1]);
    expect(await counts(stranger, idle, as)).toEqual([0, 0, 0]);
    const [letter] = await news(fellow);
    expect(letter).toMatchObject({ subject: "There is something new for you", path: "/home" });
    for (const word of ["Negotiation", "Secret", "programme", "fellow", "session"])
      expect(`${letter?.subject} ${letter?.text}`.toLowerCase()).not.toContain(word.toLowerCase());
    expect((await news(other))[0]?.subject).toBe("Для вас есть новое");

    // Nothing to publish, nobody to tell.
    expect(await inTransaction((tx) => publishRelease(tx, edition, as.id))).toBe("unchanged");
    // From one to another: both are told, and the one whose sessions stay is not.
    await database()
      .update(programmeSessions)
      .set({ facilitatorId: idle.id })
      .where(eq(programmeSessions.id, session.id));
    await publish(made);
    expect(await counts(fellow, petr, idle, jana)).toEqual([2, 2, 1, 1]);
  });

  test("writes nothing where it does not happen, nor to who leads no more", async () => {
    const made = await aProgramme();
    const { edition } = made;
    const petr = await aPerson({ roles: [{ role: "facilitator", edition }] });
    await aProgrammeSession({ edition, week: 2, facilitator: petr });
    await expect(
      inTransaction(async (tx) => {
        await publishRelease(tx, edition, null);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await counts(petr)).toEqual([0]);
    await database().update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, petr.id));
    await publish(made);
    expect(await counts(petr)).toEqual([0]);
  });

  test("shows what cannot be before it is pressed", async () => {
    const made = await aProgramme();
    const { edition } = made;
    const at = { edition, week: 2, from: "09:00", to: "12:00" };
    const one = await aProgrammeSession({ ...at, title: "One" });
    await aProgrammeSession({ ...at, title: "Two", from: "11:00" });
    await aProgrammeSession({ ...at, title: "As you like", optional: true });
    expect((await review(made)).clashes).toMatchObject([{ over: "fellows", first: { id: one.id } }]);
    const [stored] = await database().select().from(editions).where(eq(editions.id, edition.id));
    expect(wallClock(one.startsAt, stored?.zone ?? "").time).toBe("09:00");
  });
});
