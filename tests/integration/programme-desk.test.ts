import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { places, programmeSessions, releases } from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { wallClock } from "~/platform/locale/zones";
import * as fellowsPage from "~/programme/routes/office-fellows";
import * as newSession from "~/programme/routes/office-new-session";
import * as placePage from "~/programme/routes/office-place";
import * as placesPage from "~/programme/routes/office-places";
import * as desk from "~/programme/routes/office-programme";
import * as releasePage from "~/programme/routes/office-release";
import * as sessionPage from "~/programme/routes/office-session";
import * as cancellation from "~/programme/routes/office-session-cancellation";
import * as restoration from "~/programme/routes/office-session-restoration";
import * as weeksPage from "~/programme/routes/office-weeks";
import { createFellow, listFellows } from "~/programme/fellows.server";
import { listDraftSessions } from "~/programme/sessions.server";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aPlace, aProgrammeSession, aRelease } from "../factories/programme";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

async function anOffice(details: Parameters<typeof anEdition>[0] = {}) {
  const edition = await anEdition({ at: "running", startsOn: "2026-09-14", ...details });
  const as = await aPerson({ roles: [{ role: "coordinator", edition }] });
  return { edition, as, params: { edition: edition.slug } };
}

const sessionsOf = (edition: Edition) => listDraftSessions(database(), edition);

async function sessionOf(id: string) {
  const [session] = await database().select().from(programmeSessions).where(eq(programmeSessions.id, id));
  return session;
}

/** What the form of a session sends. */
function fields(changes: Record<string, string> = {}): Record<string, string> {
  return {
    title: "Negotiation",
    kind: "workshop",
    description: "Interests behind positions.",
    date: "2026-10-26",
    from: "09:00",
    to: "12:00",
    revision: "1",
    ...changes,
  };
}

const errorsOf = (data: unknown) => (data as { result: { error: Record<string, string[]> } }).result.error;

describe("laying the ten weeks", () => {
  test("gives an empty edition the default programme, by its own clock, in one place", async () => {
    const { edition, as, params } = await anOffice();
    expect((await outcomeOf(desk.loader, { as, params })).data).toMatchObject({ isLaid: false });
    const laid = await outcomeOf(weeksPage.action, {
      as,
      params,
      form: { name: "Room 2.14", address: "Praha 2" },
    });
    expect(laid.location).toBe(`/office/${edition.slug}/programme?week=1&note=laid`);
    const sessions = await sessionsOf(edition);
    expect(sessions.length).toBeGreaterThan(70);
    // Summer time ends on 25 October 2026; nine stays nine.
    for (const date of ["2026-10-19", "2026-10-26"]) {
      const first = sessions.find((one) => wallClock(one.startsAt, edition.zone).date === date);
      expect(first && wallClock(first.startsAt, edition.zone).time).toBe("09:00");
    }
    const [room] = await database().select().from(places).where(eq(places.editionId, edition.id));
    expect(sessions.find((one) => one.kind === "workshop")?.placeId).toBe(room?.id);
    expect(sessions.find((one) => one.kind === "placement")?.placeId).toBeNull();
  });

  test("a second time changes nothing, even at the same moment", async () => {
    const { edition, as, params } = await anOffice();
    await Promise.all([1, 2].map(() => outcomeOf(weeksPage.action, { as, params, form: {} })));
    const count = (await sessionsOf(edition)).length;
    await outcomeOf(weeksPage.action, { as, params, form: {} });
    expect(await sessionsOf(edition)).toHaveLength(count);
    expect(
      new Set((await sessionsOf(edition)).map((one) => `${one.title} ${one.startsAt.toISOString()}`)).size,
    ).toBe(count);
  });

  test("says what is wrong with a place, and lays nothing", async () => {
    const { edition, as, params } = await anOffice();
    const outcome = await outcomeOf(weeksPage.action, { as, params, form: { name: "x".repeat(121) } });
    expect(outcome.status).toBe(400);
    expect(errorsOf(outcome.data)).toHaveProperty("name");
    expect(await sessionsOf(edition)).toEqual([]);
  });
});

describe("a session", () => {
  test("is added by the wall clock of the edition, with a place that is new and a facilitator", async () => {
    const { edition, as, params } = await anOffice();
    const facilitator = await aPerson({ roles: [{ role: "facilitator", edition }] });
    const form = fields({
      place: "new",
      placeName: "Garden room",
      placeAddress: "Praha 2",
      facilitator: facilitator.id,
    });
    const outcome = await outcomeOf(newSession.action, { as, params, form });
    expect(outcome.location).toBe(`/office/${edition.slug}/programme?week=7&note=added`);
    const [session] = await sessionsOf(edition);
    expect(session).toMatchObject({ week: 7, title: "Negotiation", facilitatorId: facilitator.id });
    expect(session?.startsAt.toISOString()).toBe("2026-10-26T08:00:00.000Z");
    const [place] = await database()
      .select()
      .from(places)
      .where(eq(places.id, session?.placeId ?? ""));
    expect(place).toMatchObject({ name: "Garden room", address: "Praha 2" });
  });

  test.each([
    ["an end before its beginning", { to: "08:59" }, "to"],
    ["an end at its beginning", { to: "09:00" }, "to"],
    ["a day before the ten weeks", { date: "2026-09-13" }, "date"],
    ["a day after them", { date: "2026-11-23" }, "date"],
    ["a day there is not", { date: "2026-09-31" }, "date"],
    ["a time there is not", { from: "24:00" }, "from"],
    ["no title", { title: " " }, "title"],
    ["a long title", { title: "x".repeat(121) }, "title"],
    ["a long description", { description: "x".repeat(2001) }, "description"],
    ["an unknown kind", { kind: "party" }, "kind"],
    ["a new place without a name", { place: "new" }, "placeName"],
    ["a place that is not an id", { place: "here" }, "place"],
    ["a place that is not there", { place: "00000000-0000-4000-8000-000000000000" }, "place"],
    [
      "a facilitator that is not there",
      { facilitator: "00000000-0000-4000-8000-000000000000" },
      "facilitator",
    ],
  ])("is refused with %s, at the field, with what was typed", async (_, changes, field) => {
    const { edition, as, params } = await anOffice();
    const outcome = await outcomeOf(newSession.action, { as, params, form: fields(changes) });
    expect(outcome.status).toBe(400);
    expect(errorsOf(outcome.data)).toHaveProperty(field);
    expect((outcome.data as { result: { initialValue: object } }).result.initialValue).toMatchObject(
      Object.fromEntries(Object.entries(fields(changes)).filter(([, value]) => value.trim())),
    );
    expect(await sessionsOf(edition)).toEqual([]);
  });

  test("has everything that is wrong said at once", async () => {
    const { as, params } = await anOffice();
    const form = fields({ title: "", to: "08:00", place: "new" });
    const { data } = await outcomeOf(newSession.action, { as, params, form });
    expect(Object.keys(errorsOf(data)).sort()).toEqual(["placeName", "title", "to"]);
  });

  test("cannot be given a place or a facilitator of another edition", async () => {
    const { as, params } = await anOffice();
    const elsewhere = await anEdition({ at: "running" });
    const place = await aPlace({ edition: elsewhere });
    const stranger = await aPerson({ roles: [{ role: "facilitator", edition: elsewhere }] });
    for (const changes of [{ place: place.id }, { facilitator: stranger.id }] as Record<string, string>[])
      expect((await outcomeOf(newSession.action, { as, params, form: fields(changes) })).status).toBe(400);
  });

  test("of another edition is not there", async () => {
    const { as, params } = await anOffice();
    const foreign = await aProgrammeSession();
    const place = await aPlace({ edition: await anEdition({ at: "running" }) });
    const at = { as, params: { ...params, id: foreign.id } };
    expect((await outcomeOf(sessionPage.loader, at)).status).toBe(404);
    expect((await outcomeOf(sessionPage.action, { ...at, form: fields() })).status).toBe(404);
    expect((await outcomeOf(cancellation.action, { ...at, form: { revision: "1" } })).status).toBe(404);
    expect((await outcomeOf(placePage.loader, { as, params: { ...params, id: place.id } })).status).toBe(404);
    expect((await outcomeOf(sessionPage.loader, { as, params: { ...params, id: "not-an-id" } })).status).toBe(
      404,
    );
    expect((await sessionOf(foreign.id))?.title).toBe(foreign.title);
  });

  test("that somebody else has saved in the meantime is kept, and both versions are shown", async () => {
    const { edition, as, params } = await anOffice();
    const session = await aProgrammeSession({ edition, week: 7, title: "Negotiation" });
    const at = { as, params: { ...params, id: session.id } };
    const theirs = await outcomeOf(sessionPage.action, { ...at, form: fields({ from: "10:00" }) });
    expect(theirs.location).toContain("note=saved");
    const mine = await outcomeOf(sessionPage.action, {
      ...at,
      form: fields({ title: "Bargaining", place: "new", placeName: "Loft" }),
    });
    expect(mine.status).toBe(409);
    expect((mine.data as { conflict: unknown[] }).conflict).toEqual([
      { field: "title", saved: "Negotiation", sent: "Bargaining" },
      { field: "from", saved: "10:00", sent: "09:00" },
      { field: "place", saved: "", sent: "new" },
    ]);
    expect(await sessionOf(session.id)).toMatchObject({ title: "Negotiation", revision: 2 });
    expect(await database().select().from(places).where(eq(places.editionId, edition.id))).toEqual([]);
    // The page now holds the newer revision: sent again, mine takes the place of theirs.
    const { revision } = (await outcomeOf(sessionPage.loader, at)).data as { revision: number };
    const again = fields({ title: "Bargaining", revision: String(revision) });
    expect((await outcomeOf(sessionPage.action, { ...at, form: again })).status).toBe(302);
    expect((await sessionOf(session.id))?.title).toBe("Bargaining");
  });

  test("of two who save at once, one wins and the other is told", async () => {
    const { edition, as, params } = await anOffice();
    const session = await aProgrammeSession({ edition, week: 7 });
    const outcomes = await Promise.all(
      ["A", "B"].map((title) =>
        outcomeOf(sessionPage.action, { as, params: { ...params, id: session.id }, form: fields({ title }) }),
      ),
    );
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual([302, 409]);
    expect((await sessionOf(session.id))?.revision).toBe(2);
  });

  test("that was published is called off and put on again; one that was not is removed", async () => {
    const { edition, as, params } = await anOffice();
    const session = await aProgrammeSession({ edition, week: 7 });
    await aRelease({ edition });
    const unseen = await aProgrammeSession({ edition, week: 7 });
    const at = { as, params: { ...params, id: session.id } };
    const off = await outcomeOf(cancellation.action, { ...at, form: { revision: "1" } });
    expect(off.location).toContain("note=cancelled");
    expect((await sessionOf(session.id))?.cancelledAt).toBeInstanceOf(Date);
    expect((await outcomeOf(restoration.action, { ...at, form: { revision: "1" } })).status).toBe(409);
    expect((await outcomeOf(restoration.action, { ...at, form: { revision: "2" } })).location).toContain(
      "note=restored",
    );
    expect((await sessionOf(session.id))?.cancelledAt).toBeNull();
    expect((await outcomeOf(cancellation.action, { ...at, form: { revision: "many" } })).status).toBe(400);
    const gone = await outcomeOf(cancellation.action, {
      as,
      params: { ...params, id: unseen.id },
      form: { revision: "1" },
    });
    expect(gone.location).toContain("note=removed");
    expect(await sessionOf(unseen.id)).toBeUndefined();
  });

  test("that wants somebody twice at once is pointed out", async () => {
    const { edition, as, params } = await anOffice();
    const place = await aPlace({ edition, name: "Hall" });
    const facilitator = await aPerson({ name: "Jana", roles: [{ role: "mentor", edition }] });
    await aProgrammeSession({ edition, week: 2, from: "09:00", to: "11:00", place, facilitator });
    await aProgrammeSession({ edition, week: 2, from: "10:00", to: "12:00", place, facilitator });
    const { clashes } = (await outcomeOf(desk.loader, { as, params })).data as {
      clashes: { over: string; who: string }[];
    };
    expect(clashes.map(({ over, who }) => [over, who])).toEqual([
      ["facilitator", "Jana"],
      ["place", "Hall"],
      ["fellows", ""],
    ]);
  });
});

describe("places", () => {
  test("are added, and put right in the edition alone", async () => {
    const { edition, as, params } = await anOffice();
    await outcomeOf(placesPage.action, { as, params, form: { name: " Hall ", address: "Prha" } });
    await outcomeOf(placesPage.action, { as, params, form: { name: "Hall" } });
    const [hall, ...more] = await database().select().from(places).where(eq(places.editionId, edition.id));
    expect([hall?.name, more]).toEqual(["Hall", []]);
    const form = { name: "Hall", address: "Praha" };
    await outcomeOf(placePage.action, { as, params: { ...params, id: hall?.id ?? "" }, form });
    const which = and(eq(places.editionId, edition.id), eq(places.address, "Praha"));
    expect(await database().select().from(places).where(which)).toHaveLength(1);
    expect((await outcomeOf(placesPage.action, { as, params, form: { name: "" } })).status).toBe(400);
  });
});

describe("publishing", () => {
  async function seenBy(as: Person, params: Record<string, string>) {
    return (await outcomeOf(releasePage.loader, { as, params })).data as {
      seen: string;
      count: number;
      rows: { title: string; changes: string[]; was: string; becomes: string }[];
    };
  }

  test("shows first what it will change", async () => {
    const { edition, as, params } = await anOffice();
    const place = await aPlace({ edition, name: "Hall" });
    const session = await aProgrammeSession({ edition, week: 7, title: "Negotiation", place });
    const first = await seenBy(as, params);
    expect(first.count).toBe(1);
    const { location } = await outcomeOf(releasePage.action, { as, params, form: { seen: first.seen } });
    expect(location).toBe(`/office/${edition.slug}/programme?note=published`);
    await outcomeOf(sessionPage.action, {
      as,
      params: { ...params, id: session.id },
      form: fields({ from: "10:00" }),
    });
    await aProgrammeSession({ edition, week: 7, day: 2, title: "Listening" });
    expect((await seenBy(as, params)).rows.map(({ title, changes }) => [title, changes])).toEqual([
      ["Negotiation", ["time", "place", "words"]],
      ["Listening", ["new"]],
    ]);
  });

  test("publishes only what was seen", async () => {
    const { edition, as, params } = await anOffice();
    const session = await aProgrammeSession({ edition, week: 7 });
    const { seen } = await seenBy(as, params);
    await outcomeOf(sessionPage.action, { as, params: { ...params, id: session.id }, form: fields() });
    expect((await outcomeOf(releasePage.action, { as, params, form: { seen } })).status).toBe(409);
    expect((await outcomeOf(releasePage.action, { as, params, form: {} })).status).toBe(409);
    expect(await database().select().from(releases).where(eq(releases.editionId, edition.id))).toEqual([]);
  });

  test("once, however often the button is pressed", async () => {
    const { edition, as, params } = await anOffice();
    await aProgrammeSession({ edition, week: 7 });
    const { seen } = await seenBy(as, params);
    const pressed = await Promise.all(
      [1, 2, 3].map(() => outcomeOf(releasePage.action, { as, params, form: { seen } })),
    );
    expect(pressed.map((outcome) => outcome.status)).toEqual([302, 302, 302]);
    expect(await database().select().from(releases).where(eq(releases.editionId, edition.id))).toHaveLength(
      1,
    );
  });
});

describe("fellows", () => {
  test("are made once for each edition", async () => {
    const { edition, as, params } = await anOffice();
    const person = await aPerson({ name: "Dilnoza" });
    const details = { editionId: edition.id, personId: person.id, applicationId: null };
    const [one, two] = await Promise.all([1, 2].map(() => inTransaction((tx) => createFellow(tx, details))));
    expect(one).toBe(two);
    expect(await listFellows(edition)).toMatchObject([{ personId: person.id, name: "Dilnoza" }]);
    const { fellows } = (await outcomeOf(fellowsPage.loader, { as, params })).data as {
      fellows: { name: string }[];
    };
    expect(fellows.map(({ name }) => name)).toEqual(["Dilnoza"]);
  });
});
