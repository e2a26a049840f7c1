import { addDays, addHours } from "date-fns";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applicationEvents, applicationNotes, applications, mail } from "#db/schema";
import { deleteOldDrafts } from "~/applying/jobs.server";
import { loader as application } from "~/applying/routes/application";
import { action as extend, loader as page } from "~/applying/routes/office-extension";
import { action as reopen } from "~/applying/routes/reopening";
import { action as submit } from "~/applying/routes/submission";
import { saveSection } from "~/applying/sections.server";
import { restoreUnsent } from "~/applying/versions.server";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { wallClock } from "~/platform/locale/zones";
import { getKey, unseal } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let coordinator: Person;
let edition: Edition;
beforeAll(async () => {
  coordinator = await aPerson();
  edition = await anEdition({ by: coordinator });
});

async function aDraft(details: Parameters<typeof anApplication>[0] = {}) {
  const person = await aPerson({ timeZone: "Asia/Almaty" });
  return { person, draft: await anApplication({ edition, person, ...details }) };
}

const wall = (at: Date) => {
  const { date, time } = wallClock(at, edition.zone);
  return `${date}T${time}`;
};
const give = (to: Application, form: Record<string, string>, as: Person = coordinator, slug = edition.slug) =>
  outcomeOf(extend, {
    as,
    path: `/office/${slug}/applications/${to.code}/extension`,
    params: { edition: slug, code: to.code },
    form,
  });
const rowOf = async ({ id }: Application) =>
  (await database().select().from(applications).where(eq(applications.id, id)))[0];
const twoDaysMore = () => addDays(edition.callClosesAt, 2);

describe("a later deadline for one person", () => {
  test("is theirs to the minute: for saving, sending and taking back; they get a neutral letter", async () => {
    const { person, draft } = await aDraft();
    const other = await aDraft();
    expect(await give(draft, { until: wall(twoDaysMore()), reason: "In hospital" })).toMatchObject({
      status: 302,
      location: `/office/${edition.slug}/applications/${draft.code}`,
    });
    const until = (await rowOf(draft))?.extendedUntil ?? new Date(0);
    expect(Math.abs(until.getTime() - twoDaysMore().getTime())).toBeLessThan(60_000);

    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    const [letter, ...more] = await database().select().from(mail).where(eq(mail.personId, person.id));
    expect(more).toEqual([]);
    const text = unseal(actor.key, "mail.text", letter?.text ?? Buffer.alloc(0));
    const subject = unseal(actor.key, "mail.subject", letter?.subject ?? Buffer.alloc(0));
    expect(text).toContain("(Almaty)");
    expect(`${subject} ${text}`).not.toMatch(/appl|fellow|programme|hospital|draft|deadline|Person/i);

    setClock(() => addHours(edition.callClosesAt, 30));
    const shown = await call(application, { as: person, path: "/application" });
    expect(shown.status).toMatchObject({ standing: "draft", deadline: { extended: true, graceUntil: null } });
    const save = (revision: number) =>
      saveSection(actor, {
        applicationId: draft.id,
        section: "community",
        revision,
        answers: { community: "Late", led: "Late" },
      });
    expect(await save(1)).toMatchObject({ outcome: "saved" });
    const send = (one: Person) => outcomeOf(submit, { as: one, path: "/application/submission", form: {} });
    expect(await send(other.person)).toMatchObject({ status: 403 });
    expect(await send(person)).toMatchObject({ status: 302 });
    const back = () => outcomeOf(reopen, { as: person, path: "/application/reopening", form: {} });
    expect(await back()).toMatchObject({ status: 302 });
    setClock(() => until);
    expect(await save(2)).toMatchObject({ outcome: "saved" });
    setClock(() => new Date(until.getTime() + 1));
    expect(await save(3)).toMatchObject({ outcome: "locked", lock: "submitted" });
    expect(await restoreUnsent()).toBe(1);
    setClock(undefined);
    expect(await rowOf(draft)).toMatchObject({ status: "submitted" });
  });

  test("is told in the history without its reason, which is a sealed note", async () => {
    const { person, draft } = await aDraft();
    await give(draft, { until: wall(twoDaysMore()), reason: "In hospital" });
    const key = await getKey(database(), person.id);
    const [note] = await database()
      .select()
      .from(applicationNotes)
      .where(eq(applicationNotes.applicationId, draft.id));
    expect(note?.text.includes("hospital")).toBe(false);
    expect(unseal(key, "application_notes.text", note?.text ?? Buffer.alloc(0))).toBe("In hospital");
    const events = await database()
      .select()
      .from(applicationEvents)
      .where(eq(applicationEvents.applicationId, draft.id));
    expect(events.map(({ kind, actorId }) => ({ kind, actorId }))).toEqual([
      { kind: "extended", actorId: coordinator.id },
    ]);
    expect(JSON.stringify(events)).not.toContain("hospital");
  });

  test("keeps a draft from being deleted until its own time is over", async () => {
    const { draft } = await aDraft();
    await give(draft, { until: wall(addDays(edition.callClosesAt, 20)), reason: "No network" });
    const other = await aDraft();
    setClock(() => addDays(edition.callClosesAt, 40));
    expect(await deleteOldDrafts()).toBeGreaterThan(0);
    expect(await rowOf(draft)).toBeDefined();
    expect(await rowOf(other.draft)).toBeUndefined();
    setClock(() => addDays(edition.callClosesAt, 51));
    await deleteOldDrafts();
    expect(await rowOf(draft)).toBeUndefined();
    setClock(undefined);
  });

  test.each<[string, () => Record<string, string>, string]>([
    ["no date", () => ({ until: "", reason: "x" }), "until"],
    ["a date that is none", () => ({ until: "2027-02-31T10:00", reason: "x" }), "until"],
    ["words for a date", () => ({ until: "tomorrow", reason: "x" }), "until"],
    ["a date with a zone of its own", () => ({ until: "2027-01-01T10:00Z", reason: "x" }), "until"],
    ["the deadline they have", () => ({ until: wall(edition.callClosesAt), reason: "x" }), "until"],
    ["a moment that has passed", () => ({ until: wall(addDays(new Date(), -1)), reason: "x" }), "until"],
    ["a day of the programme", () => ({ until: `${edition.startsOn}T10:00`, reason: "x" }), "until"],
    ["no reason", () => ({ until: wall(twoDaysMore()), reason: "  " }), "reason"],
    ["a reason without end", () => ({ until: wall(twoDaysMore()), reason: "x".repeat(1001) }), "reason"],
  ])("refuses %s at its field", async (_, form, field) => {
    const { draft } = await aDraft();
    const outcome = await give(draft, form());
    expect(outcome.status).toBe(400);
    expect(Object.keys((outcome.data as { result: { error: object } }).result.error)).toEqual([field]);
    expect(await rowOf(draft)).toMatchObject({ extendedUntil: null });
  });

  test("is not there for another edition's coordinator, an applicant, an unknown code or a withdrawn application", async () => {
    const { person, draft } = await aDraft();
    const form = { until: wall(twoDaysMore()), reason: "x" };
    const elsewhere = await aPerson();
    const theirs = await anEdition({ by: elsewhere });
    expect(await give(draft, form, elsewhere)).toMatchObject({ status: 404 });
    expect(await give(draft, form, elsewhere, theirs.slug)).toMatchObject({ status: 404 });
    expect(await give(draft, form, person)).toMatchObject({ status: 404 });
    expect(await give({ ...draft, code: "ELF-000000" }, form)).toMatchObject({ status: 404 });
    const gone = await aDraft({ status: "withdrawn" });
    expect(await give(gone.draft, form)).toMatchObject({ status: 404 });
    const params = { edition: edition.slug, code: draft.code };
    expect(await outcomeOf(page, { as: coordinator, path: "/", params })).toMatchObject({ status: 200 });
    expect(await rowOf(draft)).toMatchObject({ extendedUntil: null });
  });
});
