import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ICAL from "ical.js";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { calendarFeeds, fellows, programmeSessions, releasedSessions } from "#db/schema";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { zonedInstant } from "~/platform/locale/zones";
import { publishRelease } from "~/programme/releases.server";
import * as calendarPage from "~/programme/routes/calendar";
import * as feed from "~/programme/routes/feed";
import * as peoplePage from "~/programme/routes/people";
import * as programme from "~/programme/routes/programme";
import * as sessionPage from "~/programme/routes/session";
import * as subscription from "~/programme/routes/subscription";
import * as revocation from "~/programme/routes/subscription-revocation";
import * as weekPage from "~/programme/routes/week";
import type { WeekView } from "~/programme/week.server";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { aFellow, aPlace, aProgrammeSession } from "../factories/programme";
import { withTestDatabase } from "../setup/database";
import { runForeign, runPython } from "../setup/foreign";
import { outcomeOf } from "../setup/request";

withTestDatabase();
afterEach(() => setClock(undefined));

/** Puts the clock to a wall-clock time in Prague. */
function pragueIs(date: string, time: string): void {
  setClock(() => zonedInstant(date, time, "Europe/Prague"));
}

/** An edition from Monday 14 September 2026, with a fellow, on the Wednesday of its week 5. */
async function aRunningWeek() {
  pragueIs("2026-10-14", "10:00");
  const edition = await anEdition({ startsOn: "2026-09-14" });
  const { person: as } = await aFellow({ edition });
  return { edition, as };
}

const publish = (edition: Edition) => inTransaction((tx) => publishRelease(tx, edition, null));

async function change(id: string, columns: Partial<typeof programmeSessions.$inferInsert>): Promise<void> {
  await database().update(programmeSessions).set(columns).where(eq(programmeSessions.id, id));
}

async function weekOf(as: { id: string }, n = "5"): Promise<WeekView> {
  return ((await outcomeOf(weekPage.loader, { as, params: { n } })).data as { week: WeekView }).week;
}

const entries = (week: WeekView) => week.days.flatMap((day) => day.sessions);

describe("a fellow's week", () => {
  test("has now, next, today and the days, by the clock of Prague", async () => {
    const { edition, as } = await aRunningWeek();
    const place = await aPlace({ edition, name: "Hall", address: "Praha 2" });
    const facilitator = await aPerson({ name: "Петр" });
    const past = await aProgrammeSession({ edition, week: 5, day: 1 });
    const present = await aProgrammeSession({
      edition,
      week: 5,
      day: 3,
      from: "09:00",
      to: "12:00",
      place,
      facilitator,
    });
    const coming = await aProgrammeSession({ edition, week: 5, day: 3, from: "14:00", to: "15:00" });
    await publish(edition);
    const { week } = (await outcomeOf(programme.loader, { as })).data as { week: WeekView };
    expect(week).toMatchObject({ number: 5, stage: "running", today: "2026-10-14" });
    expect(week.now).toMatchObject([
      { id: present.id, start: "09:00", end: "12:00", place: "Hall", facilitator: "Петр", state: "now" },
    ]);
    expect(week.next).toMatchObject([{ id: coming.id, start: "14:00", dayTitle: null }]);
    expect(entries(week).map(({ id, state }) => [id, state])).toEqual([
      [past.id, "past"],
      [present.id, "now"],
      [coming.id, "next"],
    ]);
    expect(week.days.find((day) => day.when === "today")?.title).toBe("Wednesday 14 October");
  });

  test("says nothing before the first publication, and nothing of what came after the last", async () => {
    const { edition, as } = await aRunningWeek();
    const session = await aProgrammeSession({ edition, week: 5, title: "Negotiation" });
    expect((await outcomeOf(programme.loader, { as })).data).toMatchObject({ week: null });
    expect((await outcomeOf(sessionPage.loader, { as, params: { id: session.id } })).status).toBe(404);
    expect((await outcomeOf(weekPage.loader, { as, params: { n: "5" } })).status).toBe(404);
    await publish(edition);
    await change(session.id, {
      title: "Secret plan",
      day: 31,
      startMinute: 20 * 60,
      endMinute: 21 * 60,
    });
    const added = await aProgrammeSession({ edition, week: 5, title: "Secret session" });
    for (const { data } of [
      await outcomeOf(programme.loader, { as }),
      await outcomeOf(weekPage.loader, { as, params: { n: "5" } }),
      await outcomeOf(calendarPage.loader, { as }),
      await outcomeOf(sessionPage.loader, { as, params: { id: session.id } }),
    ]) {
      expect(JSON.stringify(data)).toContain("Negotiation");
      expect(JSON.stringify(data)).not.toContain("Secret");
    }
    expect((await outcomeOf(sessionPage.loader, { as, params: { id: added.id } })).status).toBe(404);
  });

  test("marks with a word what a publication has changed, and what it was", async () => {
    const { edition, as } = await aRunningWeek();
    const hall = await aPlace({ edition, name: "Hall" });
    const loft = await aPlace({ edition, name: "Loft" });
    const at = { edition, week: 5, day: 4, place: hall };
    const later = await aProgrammeSession({ ...at, from: "09:00", to: "10:00" });
    const elsewhere = await aProgrammeSession({ ...at, from: "10:00", to: "11:00" });
    const off = await aProgrammeSession({ ...at, from: "11:00", to: "12:00" });
    const same = await aProgrammeSession({ ...at, from: "13:00", to: "14:00" });
    await publish(edition);
    expect(entries(await weekOf(as)).map(({ mark }) => mark)).toEqual([null, null, null, null]);
    await change(later.id, { day: 32 });
    await change(elsewhere.id, { placeId: loft.id });
    await change(off.id, { cancelledAt: new Date() });
    const added = await aProgrammeSession({ ...at, from: "15:00", to: "16:00" });
    await publish(edition);
    const marks = () => weekOf(as).then((week) => new Map(entries(week).map(({ id, mark }) => [id, mark])));
    const seen = await marks();
    expect(seen.get(later.id)).toEqual({ change: "time", from: "Thursday 15 October, 09:00" });
    expect(seen.get(elsewhere.id)).toEqual({ change: "place", from: "Hall" });
    expect(seen.get(off.id)).toMatchObject({ change: "cancelled" });
    expect(seen.get(same.id)).toBeNull();
    expect(seen.get(added.id)).toMatchObject({ change: "new" });
    // A further publication on the same day does not take the marks away; a week later they are.
    await change(same.id, { title: "Renamed" });
    await publish(edition);
    expect((await marks()).get(later.id)).toMatchObject({ change: "time" });
    pragueIs("2026-10-22", "10:00");
    expect((await marks()).get(later.id)).toBeNull();
  });

  test("counts up only what moves people, and dates every change", async () => {
    const { edition } = await aRunningWeek();
    const moved = await aProgrammeSession({ edition, week: 6, day: 1 });
    const renamed = await aProgrammeSession({ edition, week: 6, day: 2 });
    const kept = await aProgrammeSession({ edition, week: 6, day: 3 });
    await publish(edition);
    pragueIs("2026-10-15", "08:00");
    await change(moved.id, { endMinute: 11 * 60 + 30 });
    await change(renamed.id, { title: "Renamed" });
    expect(await publish(edition)).toEqual({ number: 2, changes: 2 });
    expect(await publish(edition)).toBe("unchanged");
    const rows = await database().select().from(releasedSessions).orderBy(releasedSessions.changedAt);
    const newest = (id: string) => rows.filter((row) => row.sessionId === id).at(-1);
    const today = zonedInstant("2026-10-15", "08:00", edition.zone);
    const yesterday = zonedInstant("2026-10-14", "10:00", edition.zone);
    expect(newest(moved.id)).toMatchObject({ sequence: 1, changedAt: today });
    expect(newest(renamed.id)).toMatchObject({ sequence: 0, changedAt: today });
    expect(newest(kept.id)).toMatchObject({ sequence: 0, changedAt: yesterday });
  });

  test("of another edition is not there, nor is a week there is not", async () => {
    const { edition, as } = await aRunningWeek();
    await aProgrammeSession({ edition, week: 5 });
    await publish(edition);
    const other = await anEdition({ startsOn: "2026-09-14" });
    const foreign = await aProgrammeSession({ edition: other, week: 5, title: "Somebody else's" });
    await publish(other);
    expect((await outcomeOf(sessionPage.loader, { as, params: { id: foreign.id } })).status).toBe(404);
    expect(JSON.stringify(await weekOf(as))).not.toContain("Somebody else's");
    for (const n of ["0", "11", "-1", "1e1", "five", ""])
      expect((await outcomeOf(weekPage.loader, { as, params: { n } })).status).toBe(404);
    expect((await outcomeOf(calendarPage.loader, { as, path: "/programme/calendar?week=11" })).status).toBe(
      404,
    );
  });

  test("is gone for somebody whose fellowship has ended", async () => {
    const { edition, as } = await aRunningWeek();
    await database().update(fellows).set({ endedAt: new Date() }).where(eq(fellows.personId, as.id));
    await publish(edition);
    expect((await outcomeOf(programme.loader, { as })).status).toBe(404);
  });

  test("comes before the first day and after the last with a word about it", async () => {
    const { edition, as } = await aRunningWeek();
    await aProgrammeSession({ edition, week: 1 });
    await publish(edition);
    pragueIs("2026-09-01", "10:00");
    expect((await outcomeOf(programme.loader, { as })).data).toMatchObject({
      week: { stage: "before", number: 1 },
    });
    pragueIs("2026-12-24", "10:00");
    expect((await outcomeOf(programme.loader, { as })).data).toMatchObject({
      week: { stage: "after", number: 10 },
    });
  });
});

describe("a session's page", () => {
  test("tells the time in Prague and where the reader is from, with the day where it differs", async () => {
    const { edition } = await aRunningWeek();
    const person = await aPerson({ timeZone: "Asia/Tashkent" });
    await aFellow({ edition, person });
    const session = await aProgrammeSession({ edition, week: 7, from: "09:00", to: "10:30" });
    const late = await aProgrammeSession({ edition, week: 7, from: "20:30", to: "21:30" });
    await publish(edition);
    const read = async (id: string) =>
      (await outcomeOf(sessionPage.loader, { as: person, params: { id } })).data;
    // After the end of summer time on 25 October: Prague is UTC+1, Tashkent UTC+5.
    expect(await read(session.id)).toMatchObject({
      day: "Monday 26 October",
      session: { start: "09:00", end: "10:30" },
      elsewhere: { span: "13:00–14:30", city: "Tashkent" },
      asksFeedback: false,
    });
    expect(await read(late.id)).toMatchObject({ elsewhere: { span: "Tuesday 27 October, 00:30–01:30" } });
  });
});

describe("people", () => {
  test("are the fellows and facilitators of one's own edition, by name and nothing else", async () => {
    const { edition } = await aRunningWeek();
    const me = await aPerson({ name: "Aigul" });
    await aFellow({ edition, person: me });
    await aPerson({
      name: "Petr",
      email: "petr-facilitates@example.org",
      roles: [{ role: "facilitator", edition }],
    });
    await aFellow({ edition: await anEdition(), person: await aPerson({ name: "Stranger" }) });
    const { data } = await outcomeOf(peoplePage.loader, { as: me });
    expect(data).toMatchObject({ facilitators: [{ name: "Petr", isSelf: false }] });
    expect((data as { fellows: object[] }).fellows).toContainEqual({ name: "Aigul", isSelf: true });
    expect(JSON.stringify(data)).not.toMatch(/Stranger|@example/);
  });
});

describe("a calendar feed", () => {
  async function aFeed() {
    const { edition, as } = await aRunningWeek();
    const session = await aProgrammeSession({
      edition,
      week: 7,
      title: "Negotiation",
      from: "09:00",
      to: "12:00",
    });
    await publish(edition);
    await outcomeOf(subscription.action, { as, form: {} });
    return { edition, as, session, token: await tokenOf(as) };
  }

  async function tokenOf(as: { id: string }): Promise<string> {
    const { address } = (await outcomeOf(subscription.loader, { as })).data as { address: string | null };
    return /\/calendar\/([\w-]+)\.ics$/.exec(address ?? "")?.[1] ?? "";
  }

  const fetchFeed = (token: string, more: { path?: string; headers?: Record<string, string> } = {}) =>
    outcomeOf(feed.loader, { params: { token }, ...more });

  test("is made on request, found by a hash, and holds what is published, at nine after summer time too", async () => {
    const { session, token, as } = await aFeed();
    const rows = await database().select().from(calendarFeeds).where(eq(calendarFeeds.personId, as.id));
    expect(
      JSON.stringify(rows.map(({ token: sealed, tokenHash }) => [sealed.toString("utf8"), tokenHash])),
    ).not.toContain(token);
    const { status, headers, data } = await fetchFeed(token);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    expect(headers.get("Content-Disposition")).toMatch(/^inline/);
    expect(headers.get("Cache-Control")).toMatch(/private/);
    const calendar = new ICAL.Component(
      ICAL.parse(String(data)) as ConstructorParameters<typeof ICAL.Component>[0],
    );
    const [event] = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    expect(event?.uid).toBe(session.id);
    expect(event?.startDate.toJSDate().toISOString()).toBe("2026-10-26T08:00:00.000Z");
    expect(event?.startDate.toString()).toBe("2026-10-26T09:00:00");
  });

  test("is read by calendars of other makers, line for line, in the zone's own name", async () => {
    pragueIs("2026-10-14", "10:00");
    const edition = await anEdition({ startsOn: "2026-09-14", zone: "Europe/Kiev" });
    const { person: as } = await aFellow({ edition });
    const at = { edition, week: 7, title: "Переговоры; a, b", from: "19:00", to: "00:30" };
    await aProgrammeSession({ ...at, place: await aPlace({ edition, name: "Зал", address: "Praha 2" }) });
    await publish(edition);
    await outcomeOf(subscription.action, { as, form: {} });
    const file = String((await fetchFeed(await tokenOf(as))).data);
    const read = JSON.parse(
      runPython(
        `
import sys, json, icalendar
raw = sys.stdin.buffer.read()
calendar = icalendar.Calendar.from_ical(raw)
event = calendar.walk("VEVENT")[0]
print(json.dumps({
  "ended": raw.endswith(b"END:VCALENDAR\\r\\n"),
  "errors": [str(error) for one in calendar.walk() for error in one.errors],
  "order": [one.name for one in calendar.subcomponents],
  "tzid": str(calendar.walk("VTIMEZONE")[0]["TZID"]),
  "of": event["DTSTART"].params["TZID"],
  "start": event["DTSTART"].dt.isoformat(),
  "end": event["DTEND"].dt.isoformat(),
  "summary": str(event["SUMMARY"]),
  "location": str(event["LOCATION"]),
}))`,
        { input: file, needs: "icalendar" },
      ),
    ) as unknown;
    expect(read).toEqual({
      ended: true,
      errors: [],
      order: ["VTIMEZONE", "VEVENT"],
      ...{ tzid: "Europe/Kyiv", of: "Europe/Kyiv" },
      start: "2026-10-26T19:00:00+02:00",
      end: "2026-10-27T00:30:00+02:00",
      summary: "Переговоры; a, b",
      location: "Зал, Praha 2",
    });
    const folder = await mkdtemp(join(tmpdir(), "calendar-"));
    try {
      const [feedFile, config] = ["timetable.ics", "khal.conf"].map((name) => join(folder, name)) as [
        string,
        string,
      ];
      await writeFile(feedFile, file);
      await writeFile(
        config,
        [
          ...["[calendars]", "[[own]]", `path = ${join(folder, "own")}`, "type = calendar"],
          ...["[sqlite]", `path = ${join(folder, "khal.db")}`, "[default]", "default_calendar = own"],
          ...["[locale]", "local_timezone = Asia/Tashkent", "default_timezone = Asia/Tashkent"],
          ...["timeformat = %H:%M", "dateformat = %Y-%m-%d", "longdateformat = %Y-%m-%d"],
          ...["datetimeformat = %Y-%m-%d %H:%M", "longdatetimeformat = %Y-%m-%d %H:%M", ""],
        ].join("\n"),
      );
      await mkdir(join(folder, "own"));
      const khal = (...args: string[]) => runForeign("khal", ["-c", config, ...args]).toString("utf8");
      khal("import", "--batch", "-a", "own", feedFile);
      const format = "{start-long-full}|{end-long-full}|{title}|{location}";
      expect(khal("list", "--format", format, "--day-format", "", "2026-10-26", "1d").trim()).toBe(
        "2026-10-26 22:00|2026-10-27 03:30|Переговоры; a, b|Зал, Praha 2",
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("says by its tag that nothing has changed, until something has", async () => {
    const { edition, session, token } = await aFeed();
    const etag = (await fetchFeed(token)).headers.get("ETag") ?? "";
    expect((await fetchFeed(token, { headers: { "If-None-Match": `"x", W/${etag}` } })).status).toBe(304);
    await change(session.id, { title: "Not yet published" });
    expect((await fetchFeed(token, { headers: { "If-None-Match": etag } })).status).toBe(304);
    await publish(edition);
    const changed = await fetchFeed(token, { headers: { "If-None-Match": etag } });
    expect(changed.status).toBe(200);
    expect(String(changed.data)).toContain("Not yet published");
  });

  test("can leave titles and places out", async () => {
    const { token } = await aFeed();
    const plain = String((await fetchFeed(token, { path: `/calendar/${token}.ics?show=times` })).data);
    expect(plain).toContain("SUMMARY:Busy");
    expect(plain).not.toContain("Negotiation");
  });

  test("ends when it is revoked, renewed, or its owner is no fellow any more", async () => {
    const { as, token } = await aFeed();
    await outcomeOf(subscription.action, { as, form: {} });
    const second = await tokenOf(as);
    expect(second).not.toBe(token);
    expect((await fetchFeed(token)).status).toBe(404);
    expect((await fetchFeed(second)).status).toBe(200);
    await outcomeOf(revocation.action, { as, form: {} });
    expect((await fetchFeed(second)).status).toBe(404);
    expect((await outcomeOf(subscription.loader, { as })).data).toMatchObject({ address: null });
    await outcomeOf(subscription.action, { as, form: {} });
    const third = await tokenOf(as);
    await database().update(fellows).set({ endedAt: new Date() }).where(eq(fellows.personId, as.id));
    expect((await fetchFeed(third)).status).toBe(404);
  });

  test("of an unknown or misshapen token is not there", async () => {
    for (const token of ["x".repeat(43), "short", "../../etc", ""])
      expect((await fetchFeed(token)).status).toBe(404);
  });
});
