import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  applicationMessages,
  applicationNotes,
  applications,
  assignments,
  calibrationFiles,
  discussionPosts,
  editions,
  eligibilityRulings,
  fellows,
  forms,
  imports,
  mail,
  people,
  pulseAnswers,
  referees,
  releases,
  reviews,
  sessions,
  standings,
  submissions,
  vaultKeys,
  weeks,
} from "#db/schema";
import { demoPassword, demoPeople, demoReference } from "#db/seed/accounts";
import { datesOf, editionParts, zone } from "#db/seed/calendar";
import { isDemonstration, isEmpty, seedDemonstration } from "#db/seed/demonstration";
import { editionId } from "#db/seed/editions";
import { datedColumns, shiftDemonstration } from "#db/seed/shift";
import { verifyPassword } from "~/accounts/password.server";
import { findPersonByEmail } from "~/accounts/people.server";
import { refereeStateOf } from "~/applying/referees";
import { readReference } from "~/applying/references.server";
import { findGaps, formSchema, type Answers } from "~/cohorts/questions";
import { stageOf } from "~/cohorts/stages";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { wallClock } from "~/platform/locale/zones";
import { openKey, unseal, unsealJson } from "~/platform/vault.server";
import { listWithoutFurtherReader } from "~/selection/further-reader.server";
import { cookieOf } from "../setup/request";
import { withTestDatabase } from "../setup/database";

withTestDatabase();

const startedAt = new Date("2026-11-25T10:00:00Z");
const countOf = async (query: PromiseLike<unknown[]>) => (await query).length;
const inEdition = (part: string) => eq(applications.editionId, editionId(part));

beforeAll(async () => {
  setClock(() => startedAt);
  expect(await isEmpty(database())).toBe(true);
  await seedDemonstration(database(), startedAt);
}, 120_000);

describe("the demonstration", () => {
  test("is known for what it is, and fills only what is empty", async () => {
    expect(await isEmpty(database())).toBe(false);
    expect(await isDemonstration(database())).toBe(true);
  });

  test("lets everybody in who is named at the start", async () => {
    for (const { email, name } of Object.values(demoPeople)) {
      const person = await findPersonByEmail(database(), email);
      expect(person?.emailConfirmedAt, email).toBeTruthy();
      const [row] = await database()
        .select()
        .from(vaultKeys)
        .where(eq(vaultKeys.personId, person?.id ?? ""));
      const key = openKey(person?.id ?? "", row?.wrapped ?? Buffer.alloc(0));
      expect(unseal(key, "people.name", person?.name ?? null)).toBe(name);
      expect(unseal(key, "people.email", person?.email ?? null)).toBe(email);
    }
    const coordinator = await findPersonByEmail(database(), demoPeople.coordinator.email);
    expect(await verifyPassword(coordinator?.passwordHash, demoPassword)).toBe(true);
  });

  test("has some three hundred applications in selection, most of them eligible, and others under way", async () => {
    const submitted = and(inEdition("selection"), eq(applications.status, "submitted"));
    expect(await countOf(database().select().from(applications).where(submitted))).toBe(300);
    const eligible = await countOf(
      database()
        .select()
        .from(applications)
        .where(and(submitted, eq(applications.eligibility, "eligible"))),
    );
    expect(eligible).toBeGreaterThan(240);
    expect(eligible).toBeLessThan(270);
    expect(await countOf(database().select().from(applications).where(inEdition("open")))).toBeGreaterThan(
      40,
    );
  });

  test("has submitted nothing that the form would not take", async () => {
    const rows = await database()
      .select({
        personId: applications.personId,
        answers: submissions.answers,
        wrapped: vaultKeys.wrapped,
        definition: forms.definition,
        countries: editions.countries,
      })
      .from(submissions)
      .innerJoin(applications, eq(applications.id, submissions.applicationId))
      .innerJoin(editions, eq(editions.id, applications.editionId))
      .innerJoin(forms, eq(forms.id, applications.formId))
      .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId));
    expect(rows.length).toBeGreaterThan(340);
    const parsed = new Map<string, ReturnType<typeof formSchema.parse>>();
    for (const row of rows) {
      const source = JSON.stringify(row.definition);
      const form = parsed.get(source) ?? formSchema.parse(row.definition);
      parsed.set(source, form);
      const answers = unsealJson(
        openKey(row.personId, row.wrapped),
        "submission.answers",
        row.answers,
      ) as Answers;
      expect(findGaps(form.sections, answers, new Set(), row.countries)).toEqual([]);
    }
  });

  test("has somebody asked to read further wherever readings differ, and nobody written to for it", async () => {
    expect(await listWithoutFurtherReader(editionId("selection"))).toEqual([]);
    const further = await database()
      .select()
      .from(assignments)
      .where(and(eq(assignments.editionId, editionId("selection")), eq(assignments.kind, "further")));
    expect(further.length).toBeGreaterThan(10);
    expect(further.every(({ assignedAt }) => assignedAt < startedAt)).toBe(true);
    expect(await countOf(database().select().from(mail).where(eq(mail.kind, "panel.assigned")))).toBe(0);
  });

  test("has a panel at work: two readers each, some seven of ten readings in, and both of its own on one file", async () => {
    const all = await database()
      .select({
        assigned: assignments.id,
        submittedAt: reviews.submittedAt,
        applicationId: assignments.applicationId,
        panelistId: assignments.panelistId,
      })
      .from(assignments)
      .leftJoin(
        reviews,
        and(
          eq(reviews.applicationId, assignments.applicationId),
          eq(reviews.panelistId, assignments.panelistId),
        ),
      )
      .where(eq(assignments.editionId, editionId("selection")));
    const share = all.filter(({ submittedAt }) => submittedAt).length / all.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.85);
    const [first, second] = await Promise.all(
      [demoPeople.panelist, demoPeople.panelist2].map(({ email }) => findPersonByEmail(database(), email)),
    );
    const readBy = (id: string | undefined) =>
      new Set(
        all
          .filter(({ panelistId, submittedAt }) => panelistId === id && submittedAt)
          .map((row) => row.applicationId),
      );
    const both = readBy(first?.id).intersection(readBy(second?.id));
    expect(both.size).toBeGreaterThan(0);
    expect(all.some(({ panelistId, submittedAt }) => panelistId === first?.id && !submittedAt)).toBe(true);
    expect(await countOf(database().select().from(standings))).toBeGreaterThan(200);
  });

  test("has something on every desk: referees in all states, threads that wait, notes, and what came on paper", async () => {
    const states = new Set(
      (await database().select().from(referees)).map((referee) => refereeStateOf(referee, startedAt)),
    );
    expect([...states].sort()).toEqual(
      ["answered", "asked", "declined", "expired", "named", "retracted", "unsafe"].sort(),
    );
    const lines = await database().select().from(applicationMessages);
    expect(lines.some(({ fromOffice, readAt }) => !fromOffice && !readAt)).toBe(true);
    expect(lines.some(({ fromOffice, readAt }) => fromOffice && !readAt)).toBe(true);
    expect(lines.every(({ at, readAt }) => at <= startedAt && (!readAt || readAt <= startedAt))).toBe(true);
    expect(await countOf(database().select().from(applicationNotes))).toBeGreaterThan(6);
    const open = await database().select().from(applications).where(inEdition("open"));
    expect(open.filter(({ extendedUntil, source }) => extendedUntil && source === "online")).toHaveLength(1);
    expect(open.filter(({ status, submittedAt }) => status === "draft" && submittedAt)).toHaveLength(1);
    expect(open.filter(({ source }) => source === "import")).toHaveLength(3);
    expect(open.filter(({ source }) => source === "office")).toHaveLength(2);
    expect(await countOf(database().select().from(imports).where(isNull(imports.appliedAt)))).toBe(1);
    expect(await countOf(database().select().from(calibrationFiles))).toBe(3);
    expect(await countOf(database().select().from(discussionPosts))).toBeGreaterThan(2);
  });

  test("has judged answers by the form's own rules, and let one person through against them", async () => {
    const through = await database()
      .select({ reason: eligibilityRulings.reason })
      .from(applications)
      .innerJoin(eligibilityRulings, eq(eligibilityRulings.applicationId, applications.id))
      .where(
        and(
          inEdition("selection"),
          eq(applications.eligibilityCheck, "unmet"),
          eq(applications.eligibility, "eligible"),
          isNotNull(eligibilityRulings.reason),
        ),
      );
    expect(through).toHaveLength(1);
  });

  test("has a link of a referee that can be opened by its address", async () => {
    expect(await readReference(demoReference)).toMatchObject({ state: "asked", shownName: "Rustam" });
  });

  test("has a cohort in Prague with a published programme and answers above and below the floor", async () => {
    const cohort = await database()
      .select()
      .from(fellows)
      .where(eq(fellows.editionId, editionId("running")));
    expect(cohort.length).toBeGreaterThanOrEqual(4);
    expect(cohort.length).toBeLessThanOrEqual(6);
    const fellow = await findPersonByEmail(database(), demoPeople.fellow.email);
    expect(cohort.map(({ personId }) => personId)).toContain(fellow?.id);
    expect(await countOf(database().select().from(weeks))).toBe(10);
    expect(await countOf(database().select().from(releases))).toBe(2);
    const counts = await database()
      .select({ count: sql<number>`count(*)::int` })
      .from(pulseAnswers)
      .groupBy(pulseAnswers.sessionId);
    expect(counts.some(({ count }) => count >= 3)).toBe(true);
    expect(counts.some(({ count }) => count < 3)).toBe(true);
  });
});

describe("a demonstration that has aged", () => {
  test("stays as it is within its week", async () => {
    expect(await inTransaction((tx) => shiftDemonstration(tx, new Date("2026-11-29T20:00:00Z")))).toBe(0);
  });

  test("names every date there is, and leaves log-ins alone", () => {
    const names = datedColumns().map(({ table, column }) => `${table}.${column}`);
    expect(names).toEqual(
      expect.arrayContaining([
        "editions.starts_on",
        "releases.starts_on",
        "released_sessions.starts_at",
        "reviews.submitted_at",
        "pulse_answers.answered_at",
      ]),
    );
    expect(names.filter((name) => /^(sessions|tokens|rate_limits)\./.test(name))).toEqual([]);
  });

  test("moves on by whole weeks, across the change of the clock, and is alive again", async () => {
    const coordinator = await findPersonByEmail(database(), demoPeople.coordinator.email);
    await cookieOf({ id: coordinator?.id ?? "" });
    const [loggedIn] = await database().select().from(sessions);
    const later = new Date("2027-05-04T10:00:00Z");
    expect(await inTransaction((tx) => shiftDemonstration(tx, later))).toBe(23);
    expect(await inTransaction((tx) => shiftDemonstration(tx, later))).toBe(0);

    const present = await database()
      .select()
      .from(editions)
      .where(inArray(editions.id, editionParts.map(editionId)));
    const stages = new Map(
      present.map((edition) => [edition.id, stageOf(edition, later, wallClock(later, zone).date)]),
    );
    expect(editionParts.map((part) => stages.get(editionId(part)))).toEqual([
      "call-open",
      "selection",
      "running",
    ]);
    for (const part of editionParts) {
      const edition = present.find(({ id }) => id === editionId(part));
      expect(edition).toMatchObject(datesOf(part, later));
    }
    const [person] = await database()
      .select()
      .from(people)
      .where(eq(people.id, coordinator?.id ?? ""));
    expect(wallClock(person?.createdAt ?? later, zone).time).toBe(
      wallClock(coordinator?.createdAt ?? later, zone).time,
    );
    expect(await database().select().from(sessions)).toEqual([loggedIn]);
  });
});
