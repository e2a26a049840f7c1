import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  applicationEvents,
  applicationSections,
  applications,
  fellows,
  files,
  mail,
  submissions,
} from "#db/schema";
import { saveSection } from "~/applying/sections.server";
import { startApplication, withdrawApplication } from "~/applying/applications.server";
import { submitApplication } from "~/applying/submission.server";
import { readSubmission } from "~/applying/reading.server";
import { loader as application } from "~/applying/routes/application";
import { loader as receipt } from "~/applying/routes/receipt";
import { loader as review } from "~/applying/routes/review";
import { action as submit } from "~/applying/routes/submission";
import { action as withdraw, loader as moreWays } from "~/applying/routes/withdrawal";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { getKey, unseal } from "~/platform/vault.server";
import { anApplication, completeAnswers, type Application } from "../factories/applications";
import { anEdition, formOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
beforeAll(async () => {
  edition = await anEdition();
});

async function aDraft(details: Parameters<typeof anApplication>[0] = {}) {
  const person = await aPerson({ timeZone: "Asia/Bishkek" });
  return { person, application: await anApplication({ edition, person, country: "TJ", ...details }) };
}

const send = (person: Person) => outcomeOf(submit, { as: person, path: "/application/submission", form: {} });
const takeBack = (person: Person, code: string) =>
  outcomeOf(withdraw, { as: person, path: "/application/more", form: { code, way: "withdraw" } });
const rowOf = async ({ id }: Application) =>
  (await database().select().from(applications).where(eq(applications.id, id)))[0];
const submissionsOf = ({ id }: Application) =>
  database().select().from(submissions).where(eq(submissions.applicationId, id));
const lettersTo = (person: Person) => database().select().from(mail).where(eq(mail.personId, person.id));

describe("submitting", () => {
  test("keeps everything as it stood, gives a code, and mails one receipt", async () => {
    const { person, application: draft } = await aDraft();
    expect(await send(person)).toMatchObject({ status: 302, location: "/application/receipt" });
    expect(await rowOf(draft)).toMatchObject({ status: "submitted", country: "TJ", code: draft.code });
    const [part] = (await readSubmission(database(), draft.id, ["panel"])) ?? [];
    expect(part?.answers["community"]).toBe(draft.answers["community"]);

    const shown = await call(receipt, { as: person, path: "/application/receipt" });
    expect(shown).toMatchObject({ code: draft.code, title: "Received" });
    const [letter, ...more] = await lettersTo(person);
    expect(more).toEqual([]);
    const key = await getKey(database(), person.id);
    const subject = unseal(key, "mail.subject", letter?.subject ?? Buffer.alloc(0));
    const text = unseal(key, "mail.text", letter?.text ?? Buffer.alloc(0));
    expect(`${subject} ${text.replaceAll(draft.code, "")}`).not.toMatch(
      /appl|fellow|programme|ELF|Prague fellowship|Person/i,
    );
    expect(text).toContain(draft.code);
    expect(text).toContain("(Bishkek)");
  });

  test("twice at once, and once more later, is one submission, one letter and the same receipt", async () => {
    const { person, application: draft } = await aDraft();
    const outcomes = await Promise.all([send(person), send(person), send(person)]);
    outcomes.push(await send(person));
    expect(outcomes.map(({ status, location }) => `${status} ${location}`)).toEqual(
      Array(4).fill("302 /application/receipt"),
    );
    expect(await submissionsOf(draft)).toHaveLength(1);
    expect(await lettersTo(person)).toHaveLength(1);
    const events = await database()
      .select()
      .from(applicationEvents)
      .where(eq(applicationEvents.applicationId, draft.id));
    expect(events.filter(({ kind }) => kind === "submitted")).toHaveLength(1);
  });

  test("with gaps is refused, and every gap leads to its field", async () => {
    const { person, application: draft } = await aDraft({ sections: 3 });
    expect(await send(person)).toMatchObject({ status: 422, data: { refused: true } });
    const page = await call(review, { as: person, path: "/application/review" });
    expect(page.gaps.map(({ section, question }) => `${section}#${question.key}`)).toEqual([
      "reflection#dilemma",
      "learning#skills",
      "learning#skills-why",
      "return#at-home",
      "return#why-now",
      "experience#languages",
      "consent#notice",
      "consent#process",
    ]);
    expect(await rowOf(draft)).toMatchObject({ status: "draft" });
    expect(await submissionsOf(draft)).toEqual([]);
    expect(await lettersTo(person)).toEqual([]);
  });

  test("with a word that a sign got into is refused, and says which", async () => {
    const { person, application: draft } = await aDraft({ answers: { community: "Наша пом\uFFFDощь" } });
    expect(await send(person)).toMatchObject({ status: 422 });
    const page = await call(review, { as: person, path: "/application/review" });
    expect(page.gaps.map(({ section, text }) => [section, text])).toEqual([
      ["community", expect.stringContaining("“пом\uFFFDощь”")],
    ]);
    expect(await rowOf(draft)).toMatchObject({ status: "draft" });
    // Whoever had sent one before this was asked is told as long as it can be changed.
    const sent = await aDraft({ status: "submitted", answers: { community: "Наша пом\uFFFDощь" } });
    const told = await call(application, { as: sent.person, path: "/application" });
    expect(told.status).toMatchObject({ mayReopen: true, damaged: [{ words: ["пом\uFFFDощь"] }] });
  });

  test("with an answer that is too long is refused", async () => {
    const { person, application: draft } = await aDraft({ answers: { community: "word ".repeat(201) } });
    expect(await send(person)).toMatchObject({ status: 422 });
    expect(await rowOf(draft)).toMatchObject({ status: "draft" });
  });

  test("counts by the server's clock: within the grace it is taken, after it the draft stays as it was", async () => {
    const late = await aDraft();
    const tooLate = await aDraft();
    const after = (minutes: number) => () => new Date(edition.callClosesAt.getTime() + minutes * 60_000);
    setClock(after(60));
    expect(await send(late.person)).toMatchObject({ status: 302 });
    setClock(after(60.1));
    expect(await send(tooLate.person)).toMatchObject({ status: 403 });
    const page = await call(application, { as: tooLate.person, path: "/application" });
    expect(page.status?.standing).toBe("unsent");
    setClock(undefined);
    expect(await rowOf(tooLate.application)).toMatchObject({ status: "draft" });
    expect(await submissionsOf(tooLate.application)).toEqual([]);
    const kept = await database()
      .select()
      .from(applicationSections)
      .where(eq(applicationSections.applicationId, tooLate.application.id));
    expect(kept.length).toBeGreaterThan(5);
  });

  test("at the same time as a save: what is submitted is what was acknowledged", async () => {
    for (let round = 0; round < 5; round++) {
      const { person, application: draft } = await aDraft();
      const actor = { personId: person.id, key: await getKey(database(), person.id) };
      const [saved, sent] = await Promise.all([
        saveSection(actor, {
          applicationId: draft.id,
          section: "community",
          revision: 1,
          answers: { community: "Newer", led: "Newer" },
        }),
        submitApplication(actor, draft.id),
      ]);
      expect(sent.outcome).toBe("submitted");
      const [part] = (await readSubmission(database(), draft.id, ["panel"])) ?? [];
      expect(part?.answers["community"]).toBe(
        saved.outcome === "saved" ? "Newer" : draft.answers["community"],
      );
    }
  });

  test("an application of somebody else is not there", async () => {
    const { application: theirs } = await aDraft();
    const person = await aPerson();
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    await expect(submitApplication(actor, theirs.id)).rejects.toMatchObject({ status: 404 });
    await expect(withdrawApplication(actor, theirs.id)).rejects.toMatchObject({ status: 404 });
    await expect(
      saveSection(actor, { applicationId: theirs.id, section: "about", revision: 1, answers: {} }),
    ).rejects.toMatchObject({ status: 404 });
    expect(await rowOf(theirs)).toMatchObject({ status: "draft" });
    expect(await send(person)).toMatchObject({ status: 404 });
  });

  test("the receipt is for what was submitted alone", async () => {
    const { person } = await aDraft();
    expect(await outcomeOf(receipt, { as: person, path: "/application/receipt" })).toMatchObject({
      status: 302,
      location: "/application",
    });
  });
});

describe("what an applicant is told", () => {
  test("nothing of a decision before its release, and all of it after", async () => {
    const { person, application: sent } = await aDraft({ status: "submitted" });
    await aDecision({ application: sent, outcome: "declined" });
    const before = await call(application, { as: person, path: "/application" });
    expect(before.status?.standing).toBe("reading");
    expect(JSON.stringify(before)).not.toContain("declined");
    const other = await aDraft({ status: "submitted" });
    await aDecision({ application: other.application, outcome: "reserve", released: true, reserveRank: 3 });
    const after = await call(application, { as: other.person, path: "/application" });
    expect(after.status?.standing).toBe("reserve");
  });
});

describe("taking an application back", () => {
  test("a submitted one is withdrawn, once, and can no longer be submitted", async () => {
    const { person, application: sent } = await aDraft({ status: "submitted" });
    expect(await takeBack(person, sent.code)).toMatchObject({ status: 302, location: "/application" });
    expect(await takeBack(person, sent.code)).toMatchObject({ status: 302 });
    expect(await rowOf(sent)).toMatchObject({ status: "withdrawn" });
    expect(await send(person)).toMatchObject({ status: 409 });
    // What it told then it no longer tells, and what was sent can still be read.
    const told = await call(receipt, { as: person, path: "/application/receipt" });
    expect(told).toMatchObject({ code: sent.code, steps: [] });
    expect(told.withdrawnAt).not.toBeNull();
    const page = await call(application, { as: person, path: "/application" });
    expect(page.status).toMatchObject({ standing: "withdrawn", mayWithdraw: false, hasWayOut: true });
  });

  test("a draft is deleted whole, and one can begin anew", async () => {
    const { person, application: draft } = await aDraft();
    expect(await takeBack(person, draft.code)).toMatchObject({ location: "/application?deleted=1" });
    expect(await rowOf(draft)).toBeUndefined();
    for (const table of [applicationSections, files])
      expect(await database().select().from(table).where(eq(table.applicationId, draft.id))).toEqual([]);
    expect(await startApplication({ personId: person.id }, edition)).toMatchObject({ outcome: "started" });
  });

  test("a second press never reaches an earlier application", async () => {
    const { person, application: earlier } = await aDraft({
      edition: await anEdition({ at: "selection" }),
      status: "submitted",
    });
    const draft = await anApplication({ edition, person, sections: 1 });
    await takeBack(person, draft.code);
    await takeBack(person, draft.code);
    expect(await rowOf(earlier)).toMatchObject({ status: "submitted" });
  });

  test("ends the place of somebody who had accepted one", async () => {
    const { person, application: sent } = await aDraft({ status: "submitted" });
    await database()
      .insert(fellows)
      .values({ editionId: edition.id, personId: person.id, applicationId: sent.id });
    await takeBack(person, sent.code);
    const [fellow] = await database().select().from(fellows).where(eq(fellows.applicationId, sent.id));
    expect(fellow?.endedAt).not.toBeNull();
  });

  test("is too late once the programme has begun", async () => {
    const person = await aPerson();
    const sent = await anApplication({
      edition: await anEdition({ at: "running" }),
      person,
      status: "submitted",
    });
    expect(await takeBack(person, sent.code)).toMatchObject({
      status: 409,
      data: { refusal: "withdrawal-too-late" },
    });
    expect(await rowOf(sent)).toMatchObject({ status: "submitted" });
  });

  test("is offered to nobody in whose programme it is too late, and leads nowhere", async () => {
    const begun = await anEdition({ at: "running" });
    const person = await aPerson();
    const sent = await anApplication({ edition: begun, person, status: "submitted" });
    const offered = async () => {
      const { status } = await call(application, { as: person, path: "/application" });
      const more = await outcomeOf(moreWays, { as: person, path: "/application/more" });
      return [status?.hasWayOut, more.status, (more.data as { kind?: string } | undefined)?.kind];
    };
    expect(await offered()).toEqual([true, 200, "kept"]);
    await database()
      .insert(fellows)
      .values({ editionId: begun.id, personId: person.id, applicationId: sent.id });
    expect(await offered()).toEqual([false, 302, undefined]);
    const other = await aDraft({ status: "submitted" });
    const place = { editionId: edition.id, personId: other.person.id, applicationId: other.application.id };
    await database().insert(fellows).values(place);
    expect(await call(moreWays, { as: other.person, path: "/application/more" })).toMatchObject({
      kind: "place",
    });
  });

  test("without the code nothing is done", async () => {
    const { person, application: sent } = await aDraft({ status: "submitted" });
    expect(
      await outcomeOf(withdraw, { as: person, path: "/application/more", form: { other: "x" } }),
    ).toMatchObject({ status: 400 });
    expect(await rowOf(sent)).toMatchObject({ status: "submitted" });
  });
});

test("the way can be walked by its functions alone, as a seed does", async () => {
  const person = await aPerson({ locale: "ru" });
  const actor = { personId: person.id, key: await getKey(database(), person.id) };
  const start = await startApplication(actor, edition);
  if (!("applicationId" in start)) throw new Error(start.outcome);
  const { definition } = await formOf(edition);
  const answers = completeAnswers(definition, "UZ");
  for (const section of definition.sections) {
    const own = Object.fromEntries(section.questions.map(({ key }) => [key, answers[key]]));
    expect(
      await saveSection(actor, {
        applicationId: start.applicationId,
        section: section.key,
        revision: 0,
        answers: own,
      }),
    ).toMatchObject({
      outcome: "saved",
      revision: 1,
    });
  }
  expect(await submitApplication(actor, start.applicationId)).toMatchObject({
    outcome: "submitted",
    again: false,
  });
  expect(await submitApplication(actor, start.applicationId)).toMatchObject({
    outcome: "submitted",
    again: true,
  });
  const [letter] = await lettersTo(person);
  expect(unseal(actor.key, "mail.subject", letter?.subject ?? Buffer.alloc(0))).toBe("Подтверждение");
});
