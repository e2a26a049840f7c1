import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { pulseAnswers, releasedSessions } from "#db/schema";
import { answerPulse } from "~/feedback/pulses.server";
import * as facilitating from "~/feedback/routes/facilitating";
import * as feedback from "~/feedback/routes/feedback";
import * as officeFeedback from "~/feedback/routes/office-feedback";
import * as pulse from "~/feedback/routes/pulse";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { zonedInstant } from "~/platform/locale/zones";
import { publishRelease } from "~/programme/releases.server";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aFellow, aProgrammeSession } from "../factories/programme";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();
afterEach(() => setClock(undefined));

function pragueIs(date: string, time: string): void {
  setClock(() => zonedInstant(date, time, "Europe/Prague"));
}

/** An edition with fellows, a coordinator, a facilitator, and a session of that morning (09:00 to 10:30). */
async function aSessionWith(fellows: number, details: { feedbackFloor?: number } = {}) {
  pragueIs("2026-10-14", "12:00");
  const edition = await anEdition({ startsOn: "2026-09-14", ...details });
  const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const facilitator = await aPerson({ roles: [{ role: "facilitator", edition }] });
  const people: Person[] = [];
  for (let i = 0; i < fellows; i++) people.push((await aFellow({ edition })).person);
  const session = await aProgrammeSession({ edition, week: 5, day: 3, title: "Negotiation", facilitator });
  await publish(edition);
  return { edition, coordinator, facilitator, people, session };
}

const publish = (edition: Edition) => inTransaction((tx) => publishRelease(tx, edition, null));
const good = { usefulness: "5", pace: "right", change: "" };

function answersTo(session: { id: string }) {
  return database().select().from(pulseAnswers).where(eq(pulseAnswers.sessionId, session.id));
}

const answer = (as: Person, session: { id: string }, form: Record<string, string> = good) =>
  outcomeOf(pulse.action, { as, params: { id: session.id }, form });

describe("a pulse", () => {
  test("waits from the end of a session on, and is sealed", async () => {
    const { people, session } = await aSessionWith(1);
    const [as] = people as [Person];
    expect((await outcomeOf(feedback.loader, { as })).data).toMatchObject({
      waiting: [{ sessionId: session.id }],
    });
    const done = await answer(as, session, { usefulness: "4", pace: "fast", change: " Меньше теории \r\n" });
    expect(done.location).toBe("/feedback?thanks=1");
    const [row] = await answersTo(session);
    expect(row).toMatchObject({ usefulness: 4, pace: "fast", personId: as.id });
    expect(row?.change?.toString("utf8")).not.toContain("теории");
    expect((await outcomeOf(feedback.loader, { as })).data).toMatchObject({
      waiting: [],
      changeable: [{ sessionId: session.id }],
    });
    expect((await outcomeOf(pulse.loader, { as, params: { id: session.id } })).data).toMatchObject({
      state: "answered",
      answer: { usefulness: "4", pace: "fast", change: "Меньше теории" },
    });
  });

  test("is one for each fellow: a second answer changes the first, for 48 hours", async () => {
    const { people, session } = await aSessionWith(1);
    const [as] = people as [Person];
    await Promise.all([answer(as, session), answer(as, session, { ...good, usefulness: "1" })]);
    expect(await answersTo(session)).toHaveLength(1);
    pragueIs("2026-10-16", "11:59");
    expect((await answer(as, session, { ...good, usefulness: "2" })).status).toBe(302);
    expect(await answersTo(session)).toMatchObject([{ usefulness: 2 }]);
    pragueIs("2026-10-16", "12:00");
    expect((await answer(as, session, { ...good, usefulness: "3" })).status).toBe(409);
    expect(await answersTo(session)).toMatchObject([{ usefulness: 2 }]);
    expect((await outcomeOf(pulse.loader, { as, params: { id: session.id } })).data).toMatchObject({
      state: "settled",
    });
  });

  test("is refused before the end of the session and after the programme, and nothing is kept", async () => {
    const { people, session } = await aSessionWith(1);
    const [as] = people as [Person];
    pragueIs("2026-10-14", "10:29");
    expect((await answer(as, session)).status).toBe(409);
    expect((await outcomeOf(feedback.loader, { as })).data).toMatchObject({ waiting: [] });
    expect((await outcomeOf(pulse.loader, { as, params: { id: session.id } })).data).toMatchObject({
      state: "early",
    });
    pragueIs("2026-12-24", "10:00");
    expect((await answer(as, session)).status).toBe(409);
    expect(await answersTo(session)).toEqual([]);
  });

  test.each([
    [{ usefulness: "0" }, "usefulness"],
    [{ usefulness: "6" }, "usefulness"],
    [{ usefulness: "4.5" }, "usefulness"],
    [{ usefulness: "" }, "usefulness"],
    [{ pace: "furious" }, "pace"],
    [{ pace: "" }, "pace"],
    [{ change: "я".repeat(501) }, "change"],
  ])("is refused with %o, at the field, with what was typed", async (wrong, field) => {
    const { people, session } = await aSessionWith(1);
    const form = { usefulness: "4", pace: "slow", change: "Keep this", ...wrong };
    const { status, data } = await answer(people[0] as Person, session, form);
    expect(status).toBe(400);
    const { result } = data as { result: { error: object; initialValue: { change: string } } };
    expect(result.error).toHaveProperty(field);
    expect(result.initialValue.change).toBe(form.change);
    expect(await answersTo(session)).toEqual([]);
  });

  test("of text that cannot be stored is refused", async () => {
    const { people, session } = await aSessionWith(1);
    expect((await answer(people[0] as Person, session, { ...good, change: "a\0b" })).status).toBe(400);
  });

  test("is not there for a stranger, another edition's fellow, an unpublished or a cancelled session", async () => {
    const { edition, people, session } = await aSessionWith(1);
    const [as] = people as [Person];
    const stranger = (await aFellow({ edition: await anEdition({ startsOn: "2026-09-14" }) })).person;
    expect((await answer(stranger, session)).status).toBe(404);
    const draft = await aProgrammeSession({ edition, week: 5, day: 2 });
    expect((await answer(as, draft)).status).toBe(404);
    const free = await aProgrammeSession({ edition, week: 5, day: 1, kind: "social" });
    await publish(edition);
    expect((await answer(as, free)).status).toBe(404);
    await database()
      .update(releasedSessions)
      .set({ cancelled: true })
      .where(eq(releasedSessions.sessionId, session.id));
    expect((await answer(as, session)).status).toBe(404);
    expect(await answersTo(session)).toEqual([]);
  });
});

describe("what the office sees", () => {
  const secret = "A sentence that only its writer would write";

  /** Answers one after another, a minute apart, each usefulness as given. */
  async function answers(
    setting: Awaited<ReturnType<typeof aSessionWith>>,
    given: number[],
    change: string | null = secret,
  ) {
    for (const [index, usefulness] of given.entries()) {
      const person = setting.people[index] as Person;
      const said = {
        personId: person.id,
        sessionId: setting.session.id,
        usefulness,
        pace: "right" as const,
        change,
      };
      const at = new Date(zonedInstant("2026-10-14", "10:40", "Europe/Prague").getTime() + index * 60_000);
      expect(await inTransaction((tx) => answerPulse(tx, setting.edition, said, at))).toBe("saved");
    }
  }

  interface Report {
    sessions: { figures: { count: number; mean: number; distribution: number[] } | null }[];
    weeks: unknown[];
    remarks: string[];
  }
  const report = async ({ coordinator, edition }: Awaited<ReturnType<typeof aSessionWith>>) =>
    (await outcomeOf(officeFeedback.loader, { as: coordinator, params: { edition: edition.slug } }))
      .data as Report;
  const own = async ({ facilitator }: Awaited<ReturnType<typeof aSessionWith>>) =>
    (await outcomeOf(facilitating.loader, { as: facilitator })).data as {
      past: { title: string; figures: { count: number } | null }[];
    };

  test("of two answers is the same, byte for byte, as of none", async () => {
    const setting = await aSessionWith(4);
    const empty = { office: JSON.stringify(await report(setting)), own: JSON.stringify(await own(setting)) };
    await answers(setting, [1]);
    const one = { office: JSON.stringify(await report(setting)), own: JSON.stringify(await own(setting)) };
    await answers({ ...setting, people: setting.people.slice(1) }, [2]);
    const two = { office: JSON.stringify(await report(setting)), own: JSON.stringify(await own(setting)) };
    expect(one).toEqual(empty);
    expect(two).toEqual(empty);
    expect(two.office).toContain("Negotiation");
    expect(two.office).not.toContain(secret);
    for (const person of setting.people) expect(two.office).not.toContain(person.id);
  });

  test("are figures from three answers on, and no comment yet", async () => {
    const setting = await aSessionWith(4);
    await answers(setting, [5, 4, 3]);
    const seen = await report(setting);
    expect(seen.sessions).toMatchObject([{ figures: { count: 3, mean: 4, distribution: [0, 0, 1, 1, 1] } }]);
    expect(seen.weeks).toMatchObject([{ number: 5, figures: { count: 3 } }]);
    expect(seen.remarks).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect((await own(setting)).past).toMatchObject([{ title: "Negotiation", figures: { count: 3 } }]);
  });

  test("do not change with a fourth answer, which would be told by the difference", async () => {
    const setting = await aSessionWith(6);
    await answers(setting, [5, 4, 3]);
    const three = JSON.stringify(await report(setting));
    await answers(setting, [5, 4, 3, 1, 1]);
    expect(JSON.stringify(await report(setting))).toBe(three);
    await answers(setting, [5, 4, 3, 1, 1, 1]);
    expect((await report(setting)).sessions).toMatchObject([{ figures: { count: 6 } }]);
  });

  test("begin at three even where an edition's setting is lower, and later where it is higher", async () => {
    const low = await aSessionWith(2, { feedbackFloor: 1 });
    await answers(low, [5, 5]);
    expect((await report(low)).sessions).toMatchObject([{ figures: null }]);
    const high = await aSessionWith(4, { feedbackFloor: 5 });
    await answers(high, [5, 5, 5, 5]);
    expect((await report(high)).sessions).toMatchObject([{ figures: null }]);
  });

  test("are comments once the programme is over, together, and only from three people on", async () => {
    const setting = await aSessionWith(4);
    await answers(setting, [5, 4, 3]);
    pragueIs(setting.edition.endsOn, "23:59");
    expect((await report(setting)).remarks).toEqual([]);
    pragueIs("2026-12-01", "10:00");
    const seen = await report(setting);
    expect(seen.remarks).toEqual([secret, secret, secret]);
    for (const person of setting.people) expect(JSON.stringify(seen)).not.toContain(person.id);

    const few = await aSessionWith(4);
    await answers(few, [5, 4]);
    await answers({ ...few, people: few.people.slice(2) }, [3], null);
    pragueIs("2026-12-01", "10:00");
    expect((await report(few)).remarks).toEqual([]);
  });

  test("are never of another edition", async () => {
    const setting = await aSessionWith(3);
    await answers(setting, [5, 4, 3]);
    const other = await aSessionWith(1);
    expect(JSON.stringify(await report(other))).not.toContain('"count":3');
    const as = other.coordinator;
    const foreign = await outcomeOf(officeFeedback.loader, { as, params: { edition: setting.edition.slug } });
    expect(foreign.status).toBe(404);
  });
});

describe("a facilitator", () => {
  test("sees their own published sessions and nobody else's", async () => {
    const { edition, facilitator } = await aSessionWith(1);
    const colleague = await aPerson({ roles: [{ role: "mentor", edition }] });
    await aProgrammeSession({ edition, week: 6, day: 1, title: "Mine, to come", facilitator });
    await aProgrammeSession({ edition, week: 6, day: 2, title: "A colleague's", facilitator: colleague });
    await publish(edition);
    await aProgrammeSession({ edition, week: 6, day: 3, title: "Not published", facilitator });
    const read = async (as: Person) => JSON.stringify((await outcomeOf(facilitating.loader, { as })).data);
    const seen = await read(facilitator);
    for (const title of ["Negotiation", "Mine, to come"]) expect(seen).toContain(title);
    for (const title of ["A colleague's", "Not published"]) expect(seen).not.toContain(title);
    expect(await read(colleague)).toContain("A colleague's");
  });

  test("whose role has ended has no page", async () => {
    const edition = await anEdition();
    const as = await aPerson({ roles: [{ role: "coordinator", edition }] });
    expect((await outcomeOf(facilitating.loader, { as })).status).toBe(404);
  });
});
