import { addDays } from "date-fns";
import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applicationEvents, applications, decisions, editions, fellows, mail, offers } from "#db/schema";
import * as applicationRoute from "~/applying/routes/application";
import { setClock } from "~/platform/clock.server";
import { database, rowsOf } from "~/platform/database.server";
import * as decisionsRoute from "~/selection/routes/decisions";
import * as offerRoute from "~/selection/routes/offer";
import * as releaseRoute from "~/selection/routes/release";
import * as reserveOfferRoute from "~/selection/routes/reserve-offer";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision, anOffer, aStanding } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";

withTestDatabase({ jobs: true });

let edition: Edition;
let coordinator: Person;

beforeEach(async () => {
  edition = await anEdition({ at: "selection", places: 2 });
  coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
});
afterEach(() => setClock(undefined));

interface Candidate {
  person: Person;
  application: Application;
}

async function candidate(
  outcome?: "cohort" | "reserve" | "declined",
  more: { locale?: string; reserveRank?: number; eligibility?: "eligible" | "ineligible" } = {},
): Promise<Candidate> {
  const person = await aPerson({
    name: "Gulnora Karimova",
    locale: more.locale ?? "en",
    timeZone: "Asia/Bishkek",
  });
  const application = await anApplication({
    edition,
    person,
    status: "submitted",
    eligibility: more.eligibility ?? "eligible",
  });
  await aStanding({ application, mean: 4 });
  if (outcome) await aDecision({ application, outcome, reserveRank: more.reserveRank, by: coordinator });
  return { person, application };
}

const at = (page: string) => ({ path: `/office/${edition.slug}/${page}`, params: { edition: edition.slug } });

async function release(form: Record<string, string> = { decline: "on" }, as = coordinator) {
  const { fingerprint } = await call(releaseRoute.loader, { as: coordinator, ...at("decisions/release") });
  return outcomeOf(releaseRoute.action, { as, form: { fingerprint, ...form }, ...at("decisions/release") });
}

const seeOffer = (as: Person, search = "") =>
  outcomeOf(offerRoute.loader, { as, path: `/application/answer${search}` });
const answer = (as: Person, given: string) =>
  outcomeOf(offerRoute.action, { as, form: { answer: given }, path: "/application/answer" });
const offerNext = (code: string, as = coordinator) =>
  outcomeOf(reserveOfferRoute.action, { as, form: { code }, ...at("decisions/reserve-offer") });
const page = () => call(decisionsRoute.loader, { as: coordinator, ...at("decisions") });

async function decisionOf({ id }: Application) {
  const [row] = await database().select().from(decisions).where(eq(decisions.applicationId, id));
  return row ?? null;
}
async function mailCount(): Promise<number> {
  return database().$count(
    mail,
    sql`${mail.personId} in (select person_id from applications where edition_id = ${edition.id})`,
  );
}
async function fellowsOf(person: Person): Promise<number> {
  return database().$count(fellows, and(eq(fellows.personId, person.id), eq(fellows.editionId, edition.id)));
}

describe("before decisions are released", () => {
  test("an applicant sees the same whatever has been decided", async () => {
    const seen = [];
    for (const outcome of ["cohort", "reserve", "declined", undefined] as const) {
      const { person, application } = await candidate(outcome, { reserveRank: 1 });
      const { data } = await outcomeOf(applicationRoute.loader, { as: person, path: "/application" });
      seen.push(JSON.stringify(data).replaceAll(application.code, "CODE").replaceAll(application.id, "ID"));
      expect((await seeOffer(person)).status).toBe(404);
      expect((await answer(person, "accepted")).status).toBe(404);
    }
    expect(new Set(seen).size).toBe(1);
  });
});

describe("releasing decisions", () => {
  test("tells everybody at once: outcomes, offers, history, and one mail each in their language", async () => {
    const chosen = await candidate("cohort");
    const waiting = await candidate("reserve", { reserveRank: 1, locale: "ru" });
    const open = await candidate();
    const ineligible = await candidate(undefined, { eligibility: "ineligible" });
    const gone = await anApplication({ edition, status: "withdrawn" });
    const draft = await anApplication({ edition });
    const outcome = await release();
    expect(outcome.location).toBe(`/office/${edition.slug}/decisions?letters=4`);

    for (const { application } of [open, ineligible])
      expect(await decisionOf(application)).toMatchObject({ outcome: "declined", decidedBy: coordinator.id });
    for (const { application } of [chosen, waiting, open, ineligible]) {
      expect((await decisionOf(application))?.releasedAt).toBeInstanceOf(Date);
      const events = await database()
        .select()
        .from(applicationEvents)
        .where(
          and(
            eq(applicationEvents.applicationId, application.id),
            eq(applicationEvents.kind, "decision-released"),
          ),
        );
      expect(events).toHaveLength(1);
    }
    for (const application of [gone, draft]) expect(await decisionOf(application)).toBeNull();
    const made = await database().select().from(offers).where(eq(offers.editionId, edition.id));
    expect(made.map(({ applicationId }) => applicationId)).toEqual([chosen.application.id]);
    const [now] = await database().select().from(editions).where(eq(editions.id, edition.id));
    expect(now?.decisionsReleasedAt).toBeInstanceOf(Date);

    expect(await mailCount()).toBe(4);
    const [english] = await lettersTo(chosen.person);
    const [russian] = await lettersTo(waiting.person);
    expect(english?.subject).toBe("There is something new for you");
    expect(russian?.subject).toBe("Для вас есть новое сообщение");
    const [other] = await lettersTo(open.person);
    expect({ ...other, to: null }).toEqual({ ...english, to: null });
  });

  test("sends mail that names neither programme, nor outcome, nor person", async () => {
    const { person } = await candidate("cohort");
    await release();
    const [letter] = await lettersTo(person);
    const text = `${letter?.subject}\n${letter?.text}`;
    expect(text).not.toMatch(
      /Gulnora|Karimova|ELF|fellow|offer|place|reserve|decision|accept|declin|Prague/i,
    );
    expect(text).not.toContain(edition.name);
    expect(letter?.path).toBe("/home");
  });

  test("asks once for all its letters to be sent", async () => {
    await candidate("cohort");
    await candidate("declined");
    await release();
    const jobs = await rowsOf(
      database(),
      sql`select 1 from pgboss.job where name = 'outbox' and state = 'created'`,
    );
    expect(jobs).toHaveLength(1);
  });

  test("happens once, however often and by however many it is asked for", async () => {
    await candidate("cohort");
    const { fingerprint } = await call(releaseRoute.loader, { as: coordinator, ...at("decisions/release") });
    const press = () =>
      outcomeOf(releaseRoute.action, { as: coordinator, form: { fingerprint }, ...at("decisions/release") });
    const both = await Promise.all([press(), press()]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect((await press()).status).toBe(409);
    expect(await mailCount()).toBe(1);
    expect(await database().$count(offers, eq(offers.editionId, edition.id))).toBe(1);
  });

  test("asks first whether who is undecided is to be declined", async () => {
    await candidate("cohort");
    const open = await candidate();
    const outcome = await release({});
    expect(outcome).toMatchObject({ status: 400, data: { refused: "undecided" } });
    expect(await decisionOf(open.application)).toBeNull();
    expect(await mailCount()).toBe(0);
  });

  test("rests on what was shown", async () => {
    const { application } = await candidate("cohort");
    const { fingerprint } = await call(releaseRoute.loader, { as: coordinator, ...at("decisions/release") });
    await database()
      .update(decisions)
      .set({ outcome: "reserve", revision: 2 })
      .where(eq(decisions.applicationId, application.id));
    await candidate("cohort");
    const outcome = await outcomeOf(releaseRoute.action, {
      as: coordinator,
      form: { fingerprint },
      ...at("decisions/release"),
    });
    expect(outcome).toMatchObject({ status: 409, data: { refused: "changed" } });
    expect(await mailCount()).toBe(0);
  });

  test("waits until the call is over, somebody is chosen, and they fit", async () => {
    const only = await candidate("declined");
    expect(await release()).toMatchObject({ status: 409, data: { refused: "blocked" } });
    await database()
      .update(decisions)
      .set({ outcome: "cohort" })
      .where(eq(decisions.applicationId, only.application.id));
    await database()
      .update(editions)
      .set({ callClosesAt: addDays(new Date(), 1) })
      .where(eq(editions.id, edition.id));
    expect((await release()).status).toBe(409);
    await database()
      .update(editions)
      .set({ callClosesAt: addDays(new Date(), -1), places: 0 })
      .where(eq(editions.id, edition.id));
    expect((await release()).status).toBe(409);
    await database().update(editions).set({ places: 2 }).where(eq(editions.id, edition.id));
    const { application } = await candidate("reserve", { eligibility: "ineligible", reserveRank: 1 });
    const data = await call(releaseRoute.loader, { as: coordinator, ...at("decisions/release") });
    expect(data.blockers).toEqual(["ineligible-chosen"]);
    await database().delete(decisions).where(eq(decisions.applicationId, application.id));
    expect((await release()).status).toBe(302);
  });

  test("is for this edition's coordinators", async () => {
    await candidate("cohort");
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: await anEdition() }] });
    expect((await release({ decline: "on" }, stranger)).status).toBe(404);
  });

  test("fixes the marks", async () => {
    const { application } = await candidate("cohort");
    await release();
    const outcome = await outcomeOf(decisionsRoute.action, {
      as: coordinator,
      form: { "rows[0].code": application.code, "rows[0].outcome": "undecided", "rows[0].seen": "1:cohort:" },
      ...at("decisions"),
    });
    expect(outcome).toMatchObject({ status: 409, data: { isFrozen: true } });
    expect((await decisionOf(application))?.outcome).toBe("cohort");
  });

  test("shows each person their own letter and nobody else's", async () => {
    const chosen = await candidate("cohort");
    const declined = await candidate("declined");
    const waiting = await candidate("reserve", { reserveRank: 1 });
    await release();
    const standing = async ({ person }: Candidate) => {
      const { status } = await call(applicationRoute.loader, { as: person, path: "/application" });
      return status?.standing;
    };
    expect(await Promise.all([chosen, declined, waiting].map(standing))).toEqual([
      "offered",
      "declined",
      "reserve",
    ]);
    for (const { person } of [declined, waiting]) expect((await seeOffer(person)).status).toBe(404);
    expect((await seeOffer(chosen.person)).status).toBe(200);
  });
});

describe("an offer", () => {
  async function offered(answerBy = addDays(new Date(), 7)): Promise<Candidate> {
    const one = await candidate();
    await database()
      .update(editions)
      .set({ decisionsReleasedAt: new Date() })
      .where(eq(editions.id, edition.id));
    await anOffer({ application: one.application, answerBy });
    return one;
  }

  test("says until when, on the edition's clock and on one's own", async () => {
    const { person } = await offered(new Date("2027-01-14T22:59:59Z"));
    setClock(() => new Date("2027-01-10T12:00:00Z"));
    const { data } = await seeOffer(person);
    expect(data).toMatchObject({ title: "Your answer", state: "awaiting" });
    expect(JSON.stringify(data)).toContain(
      "Thursday 14 January 2027, 23:59 (Prague) · Friday 15 January, 04:59 (Bishkek)",
    );
  });

  test("accepted twice at once makes one fellow, one event and one mail", async () => {
    const { person, application } = await offered();
    expect((await seeOffer(person, "?answer=accepted")).data).toMatchObject({ confirming: "accepted" });
    const both = await Promise.all([answer(person, "accepted"), answer(person, "accepted")]);
    expect(both.map(({ location }) => location)).toEqual(["/application/answer", "/application/answer"]);
    expect((await answer(person, "accepted")).status).toBe(302);
    expect(await fellowsOf(person)).toBe(1);
    const events = await database()
      .select()
      .from(applicationEvents)
      .where(
        and(
          eq(applicationEvents.applicationId, application.id),
          eq(applicationEvents.kind, "offer-accepted"),
        ),
      );
    expect(events).toHaveLength(1);
    const letters = await lettersTo(person);
    expect(letters).toHaveLength(1);
    expect(`${letters[0]?.subject} ${letters[0]?.text}`).not.toMatch(
      /offer|accept|place|fellow|Prague|ELF|Gulnora/i,
    );
    expect((await seeOffer(person)).data).toMatchObject({ state: "accepted" });
  });

  test("once answered cannot be answered otherwise", async () => {
    const { person } = await offered();
    await answer(person, "declined");
    expect(await answer(person, "accepted")).toMatchObject({ status: 409, data: { refused: "answered" } });
    expect(await fellowsOf(person)).toBe(0);
  });

  test("can be accepted in its last second, and not after it", async () => {
    const answerBy = new Date("2027-01-14T22:59:59Z");
    const [early, late] = [await offered(answerBy), await offered(answerBy)];
    setClock(() => answerBy);
    expect((await answer(early.person, "accepted")).status).toBe(302);
    setClock(() => new Date(answerBy.getTime() + 1));
    expect(await answer(late.person, "accepted")).toMatchObject({ status: 409, data: { refused: "late" } });
    expect((await seeOffer(late.person)).data).toMatchObject({ state: "lapsed" });
    expect(await fellowsOf(late.person)).toBe(0);
  });

  test("wants one of two answers", async () => {
    const { person } = await offered();
    for (const given of ["", "maybe", "accepted\0"]) expect((await answer(person, given)).status).toBe(400);
    expect((await seeOffer(person)).data).toMatchObject({ state: "awaiting" });
  });

  test("is gone with a withdrawn application, and is nobody else's", async () => {
    const { person, application } = await offered();
    expect((await seeOffer(await aPerson())).status).toBe(404);
    expect((await seeOffer(coordinator)).status).toBe(404);
    await database()
      .update(applications)
      .set({ status: "withdrawn" })
      .where(eq(applications.id, application.id));
    expect((await seeOffer(person)).status).toBe(404);
    expect((await answer(person, "accepted")).status).toBe(404);
    expect((await page()).offers).toMatchObject({ free: 2, gone: 1 });
  });

  test("declined frees the place, which goes to the next on the reserve list", async () => {
    const [first, second] = [await candidate("cohort"), await candidate("cohort")];
    const [next, after] = [
      await candidate("reserve", { reserveRank: 1, locale: "ru" }),
      await candidate("reserve", { reserveRank: 2 }),
    ];
    await release();
    expect(await offerNext(next.application.code)).toMatchObject({ status: 409, data: { refused: "full" } });
    await answer(first.person, "declined");
    await answer(second.person, "accepted");
    const shown = await page();
    expect(shown.offers).toEqual({ accepted: 1, awaiting: 0, gone: 1, free: 1 });
    expect(shown.next).toBe(next.application.code);
    expect(await offerNext(after.application.code)).toMatchObject({
      status: 409,
      data: { refused: "changed" },
    });
    const both = await Promise.all([offerNext(next.application.code), offerNext(next.application.code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(await decisionOf(next.application)).toMatchObject({ outcome: "cohort", reserveRank: null });
    expect(await decisionOf(after.application)).toMatchObject({ outcome: "reserve", reserveRank: 1 });
    expect((await seeOffer(next.person)).data).toMatchObject({ state: "awaiting" });
    const letters = await lettersTo(next.person);
    expect(letters.map(({ subject }) => subject)).toEqual(Array(2).fill("Для вас есть новое сообщение"));
    expect((await page()).offers.free).toBe(0);
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: await anEdition() }] });
    expect((await offerNext(after.application.code, stranger)).status).toBe(404);
    expect((await offerNext("ELF-ZZZZZZ")).status).toBe(404);
  });

  test("from the reserve list passes over who has been found ineligible, and waits for the release", async () => {
    const early = await candidate("reserve", { reserveRank: 1 });
    expect(await offerNext(early.application.code)).toMatchObject({
      status: 409,
      data: { refused: "unreleased" },
    });
    await candidate("cohort");
    const next = await candidate("reserve", { reserveRank: 2 });
    await release();
    await database()
      .update(applications)
      .set({ eligibility: "ineligible" })
      .where(eq(applications.id, early.application.id));
    expect((await page()).next).toBe(next.application.code);
    expect((await offerNext(next.application.code)).status).toBe(302);
  });

  test("taken in the last moment and given away after it holds one place, not two", async () => {
    await database().update(editions).set({ places: 1 }).where(eq(editions.id, edition.id));
    const answerBy = new Date("2027-01-14T22:59:59Z");
    const { person } = await offered(answerBy);
    const next = await candidate("reserve", { reserveRank: 1 });
    setClock(() => answerBy);
    const [taken, given] = await Promise.all([answer(person, "accepted"), offerNext(next.application.code)]);
    expect([taken.status, given.status]).toEqual([302, 409]);
  });
});
