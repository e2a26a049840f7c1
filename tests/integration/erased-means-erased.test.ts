import { randomUUID } from "node:crypto";
import { and, eq, getTableColumns, is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import * as schema from "#db/schema";
import { action as eraseAccountPage } from "~/applying/routes/account-erasure";
import { action as upload } from "~/applying/routes/office-imports";
import { action as withdraw } from "~/applying/routes/withdrawal";
import { sealReferee } from "~/applying/referee-details.server";
import { unwantedPurpose } from "~/applying/unwanted-readers";
import { database, inTransaction, rowsOf } from "~/platform/database.server";
import { postLetter, postLettersFor } from "~/platform/mail.server";
import { getKey, openKey, seal, unseal, type PersonKey } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aProgrammeSession } from "../factories/programme";
import { aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

/*
 * Erased means erased. The register says of every column that holds text, bytes or JSON what erasing does to what it
 * holds of an applicant. A new column fails the first test until it is in it. All columns but those that never name an
 * applicant are then filled, something is erased on its page, and the whole database is read: every row of every table,
 * those of the job queue too, and whatever opens with the keys that are left.
 *
 * Columns of fixed words (`enum`) name nobody. The app writes no files of its own: uploads are rows.
 */
withTestDatabase({ jobs: true });

type Fate = { goesWith: "application" | "account"; purpose?: string } | { never: string };

/** Goes when the application is erased, and with the account too. */
const ofApplication = (purpose?: string): Fate => ({ goesWith: "application", ...(purpose && { purpose }) });
/** The account's own: it stays while the account does. */
const ofAccount = (purpose?: string): Fate => ({ goesWith: "account", ...(purpose && { purpose }) });
const never = (why: string): Fate => ({ never: why });

const key = never("a key of the form");
const callText = never("the edition's own texts, written for everybody");
const programmeText = never("the programme's texts, published to all its fellows");
const language = never("a language of letters");
const figures = never("ids and figures");

const register: Record<string, Fate> = {
  "people.email_hash": ofAccount(),
  "people.email": ofAccount("people.email"),
  "people.name": ofAccount("people.name"),
  "people.password_hash": ofAccount(),
  "people.locale": language,
  "people.time_zone": ofAccount(),
  "vault_keys.wrapped": ofAccount(),
  "vault_keys.master_key_id": never("names a master key"),
  "sessions.id": ofAccount(),
  "tokens.token_hash": ofAccount(),
  "tokens.onward": ofAccount(),
  "tokens.password_hash": ofAccount(),
  "entrance_requests.details": never(
    "sealed for the seconds until a job has done what was asked for, and deleted then",
  ),
  "rate_limits.key": never("keyed hashes, which the sweep deletes within thirty days"),
  "audit_log.action": never("a fixed name"),
  "audit_log.subject_type": never("a fixed name"),
  "audit_log.subject_id": never("an id, of an empty row"),
  "audit_log.detail": never("ids, counts and names of settings; the codes of applications"),
  "mail.kind": never("a fixed name"),
  "mail.recipient": ofApplication("mail.recipient"),
  "mail.subject": ofApplication("mail.subject"),
  "mail.text": ofApplication("mail.text"),
  "mail.html": ofApplication("mail.html"),
  "mail.unsubscribe": ofApplication("mail.unsubscribe"),
  "mail.message_id": ofApplication(),
  "mail.last_error": never("the kind of an error, without what it says"),

  "applications.code": never("random; it stays, so that counts are right"),
  "applications.country": ofApplication(),
  "application_sections.section": key,
  "application_sections.answers": ofApplication("section.answers"),
  "submissions.answers": ofApplication("submission.answers"),
  "files.question": key,
  "files.name": ofApplication("file.name"),
  "files.media_type": never("one of three kinds of file"),
  "files.content": ofApplication("file.content"),
  "files.recorded": ofApplication("file.recorded"),
  "application_events.kind": never("a fixed name"),
  "application_events.detail": never("counts, dates and fixed names"),
  "uploads.id": ofApplication(),
  "uploads.question": key,
  "uploads.name": ofApplication("upload.details"),
  "upload_parts.upload_id": ofApplication(),
  "upload_parts.content": ofApplication("upload.part"),
  "referees.details": ofApplication("referees.details"),
  "referees.email_hash": ofApplication(),
  "referees.locale": language,
  "referees.token_hash": ofApplication(),
  "referees.answers": ofApplication("referees.answers"),
  "referees.draft": ofApplication("referees.draft"),
  "application_messages.text": ofApplication("application_messages.text"),
  "application_notes.text": ofApplication("application_notes.text"),
  "tags.name": never("a label for many, which must say nothing of a person (coordinators' guide)"),
  "saved_views.name": never("a name for a way of looking at the list"),
  "saved_views.query": never("names and addresses are taken out before it is kept"),
  "fingerprints.question": key,
  "fingerprints.value": ofApplication(),
  "imports.name": ofApplication("import.name"),
  "imports.content": ofApplication("import.content"),
  "imports.mapping": never("numbers of columns and keys of questions"),

  "eligibility_rulings.reason": ofApplication("ruling.reason"),
  "conflicts.rule": ofApplication(),
  "conflicts.reason": ofApplication("conflict.reason"),
  "review_scores.comment": ofApplication("score.comment"),
  "standings.adjustment": figures,
  "calibrations.figures": figures,
  "panelists.languages": never("a panelist's own"),
  "panelists.profile": never("a panelist's own, sealed under their key"),
  "written_languages.languages": ofApplication(),
  "unwanted_readers.details": ofApplication(unwantedPurpose),
  "redactions.question": key,
  "traces.mark": ofApplication(),
  "traces.places": ofApplication(),
  "trace_looks.state": ofApplication(),
  "discussion_posts.text": ofApplication("discussion.text"),
  "score_changes.reason": ofApplication("score-change.reason"),
  "assignment_plans.seed": figures,
  "assignment_plans.progress": figures,
  "assignment_plans.fingerprint": figures,
  "assignment_plans.plan": figures,

  "editions.slug": callText,
  "editions.name": callText,
  "editions.zone": callText,
  "editions.countries": callText,
  "editions.covers": callText,
  "editions.conflict_rules": callText,
  "editions.controller": callText,
  "editions.contact": callText,
  "editions.contact_note": callText,
  "editions.letters_from": callText,
  "editions.referees_told": callText,
  "forms.definition": callText,
  "criteria.title": callText,
  "criteria.anchors": callText,

  "weeks.theme": programmeText,
  "places.name": programmeText,
  "places.address": programmeText,
  "programme_sessions.title": programmeText,
  "programme_sessions.description": programmeText,
  "releases.zone": programmeText,
  "released_sessions.title": programmeText,
  "released_sessions.description": programmeText,
  "released_sessions.place_name": programmeText,
  "released_sessions.place_address": programmeText,
  "calendar_feeds.token_hash": ofAccount(),
  "calendar_feeds.token": ofAccount("calendar.token"),
  "pulse_answers.change": ofAccount("pulse.change"),
};

const tables = Object.values(schema as Record<string, unknown>).filter((one) => is(one, PgTable));
const holding = tables.flatMap((table) => {
  const { name, columns } = getTableConfig(table);
  return columns
    .filter((column) => /^(text|varchar|char|bytea|jsonb?)\b/.test(column.getSQLType()))
    .filter((column) => !column.enumValues?.length)
    .map((column) => `${name}.${column.name}`);
});

const password = "correct horse battery staple";
const canary = (column: string) => `canary-${column}`;
const filled = (goesWith?: "application" | "account") =>
  Object.entries(register)
    .filter(([, fate]) => "goesWith" in fate && (!goesWith || fate.goesWith === goesWith))
    .map(([column]) => column)
    .sort();

interface World {
  edition: Edition;
  person: Person;
  sent: Application;
  /** What stands in each column. */
  needles: Map<string, string>;
}

/** Somebody whose name, words and secrets stand in every column that may hold them. */
async function aFullWorld(status: "draft" | "submitted"): Promise<World> {
  const db = database();
  const edition = await anEdition();
  const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  const email = `${canary("people.email")}-${randomUUID()}@example.org`;
  const name = canary("people.name");
  const person = await aPerson({ password, email, name, timeZone: canary("people.time_zone") });
  const sent = await anApplication({ edition, person, status });
  const own = { applicationId: sent.id, personId: person.id };
  const by = { applicationId: sent.id, authorId: coordinator.id };
  const theirs = await getKey(db, person.id);
  const sealed = (column: string, under: PersonKey = theirs) => {
    const fate = register[column];
    if (!fate || !("purpose" in fate) || !fate.purpose) throw new Error(`${column} is not sealed.`);
    return seal(under, fate.purpose, JSON.stringify({ text: canary(column) }));
  };
  const ofThis = eq(schema.applicationSections.applicationId, sent.id);

  await db
    .update(schema.applications)
    .set({ country: canary("applications.country") })
    .where(eq(schema.applications.id, sent.id));
  await db
    .update(schema.applicationSections)
    .set({ answers: sealed("application_sections.answers") })
    .where(ofThis);
  await db.delete(schema.submissions).where(eq(schema.submissions.applicationId, sent.id));
  const [form] = await db.select().from(schema.forms).where(eq(schema.forms.editionId, edition.id));
  await db.insert(schema.submissions).values({
    applicationId: sent.id,
    number: 1,
    formId: form?.id ?? "",
    answers: sealed("submissions.answers"),
  });
  await db.insert(schema.files).values({
    ...own,
    question: "cv",
    name: sealed("files.name"),
    mediaType: "application/pdf",
    size: 1,
    content: sealed("files.content"),
    recorded: sealed("files.recorded"),
  });
  const uploadId = `${canary("uploads.id")}-${randomUUID()}`;
  await db
    .insert(schema.uploads)
    .values({ ...own, id: uploadId, question: "cv", name: sealed("uploads.name"), size: 9 });
  await db
    .insert(schema.uploadParts)
    .values({ uploadId, offset: 0, content: sealed("upload_parts.content") });
  const asked = {
    name: "A",
    relation: "B",
    evidence: null,
    email: `${canary("mail.recipient")}-${randomUUID()}@example.org`,
  };
  await db.insert(schema.referees).values({
    ...own,
    position: 1,
    details: sealReferee(theirs, { ...asked, shownName: canary("referees.details") }),
    emailHash: canary("referees.email_hash"),
    tokenHash: `${canary("referees.token_hash")}-${randomUUID()}`,
    answers: sealed("referees.answers"),
    draft: sealed("referees.draft"),
  });
  await db
    .insert(schema.applicationMessages)
    .values({ ...by, fromOffice: true, text: sealed("application_messages.text") });
  await db.insert(schema.applicationNotes).values({ ...by, text: sealed("application_notes.text") });
  await db
    .insert(schema.fingerprints)
    .values({ applicationId: sent.id, kind: "person", value: canary("fingerprints.value") });
  await db.insert(schema.eligibilityRulings).values({
    applicationId: sent.id,
    eligible: true,
    reason: sealed("eligibility_rulings.reason"),
    ruledBy: coordinator.id,
  });
  await db.insert(schema.conflicts).values({
    applicationId: sent.id,
    panelistId: panelist.id,
    rule: canary("conflicts.rule"),
    reason: sealed("conflicts.reason", await getKey(db, panelist.id)),
  });
  await db.insert(schema.writtenLanguages).values({
    applicationId: sent.id,
    languages: [canary("written_languages.languages")],
    saidBy: coordinator.id,
  });
  await db
    .insert(schema.unwantedReaders)
    .values({ applicationId: sent.id, details: sealed("unwanted_readers.details") });
  await db.insert(schema.traces).values({
    applicationId: sent.id,
    mark: canary("traces.mark"),
    kind: "name",
    number: 1,
    places: [{ place: canary("traces.places"), from: 0, to: 3 }],
  });
  await db.insert(schema.traceLooks).values({ applicationId: sent.id, state: canary("trace_looks.state") });
  await db.insert(schema.discussionPosts).values({ ...by, text: sealed("discussion_posts.text") });
  if (status === "submitted") {
    const review = await aReview({ application: sent, panelist, comment: canary("review_scores.comment") });
    const [criterion] = await criteriaOf(edition);
    await db.insert(schema.scoreChanges).values({
      reviewId: review.id,
      criterionId: criterion?.id ?? "",
      reason: sealed("score_changes.reason"),
    });
  }
  // Of the year before: what a fellow said, and the address of their calendar.
  const session = await aProgrammeSession({ edition, week: 1 });
  await db.insert(schema.pulseAnswers).values({
    editionId: edition.id,
    sessionId: session.id,
    personId: person.id,
    usefulness: 3,
    pace: "right",
    change: sealed("pulse_answers.change"),
  });
  await db.insert(schema.calendarFeeds).values({
    personId: person.id,
    tokenHash: `${canary("calendar_feeds.token_hash")}-${randomUUID()}`,
    token: sealed("calendar_feeds.token"),
  });
  await db.insert(schema.tokens).values({
    personId: person.id,
    purpose: "recovery",
    tokenHash: `${canary("tokens.token_hash")}-${randomUUID()}`,
    expiresAt: new Date(Date.now() + 60_000),
    onward: canary("tokens.onward"),
    passwordHash: canary("tokens.password_hash"),
  });
  // Letters as the app writes them: to a referee, which still waits, and to the applicant, which has left.
  const letter = {
    kind: "reference.request",
    editionId: edition.id,
    subject: canary("mail.subject"),
    paragraphs: [canary("mail.text"), canary("mail.html")],
    unsubscribe: { label: "No more", path: `/${canary("mail.unsubscribe")}` },
  };
  await inTransaction(async (tx) => {
    await postLettersFor(tx, [{ behalf: theirs, address: asked.email, letter }]);
    await postLetter(tx, person.id, { ...letter, kind: "selection.news" });
  });
  const letters = eq(schema.mail.personId, person.id);
  await db
    .update(schema.mail)
    .set({ state: "sent" })
    .where(and(letters, eq(schema.mail.kind, "selection.news")));
  // A table under way, which a coordinator has sent on its page.
  const table = new FormData();
  const rows = `Email Address,Full name\n${email.toUpperCase()},${canary("imports.content")}\n`;
  table.append("table", new File([rows], `${canary("imports.name")}.csv`));
  const path = `/office/${edition.slug}/applications/imports`;
  const params = { edition: edition.slug };
  expect(await outcomeOf(upload, { as: coordinator, path, params, form: table })).toMatchObject({
    status: 302,
  });

  const [[row], [wrapped], [mailed]] = await Promise.all([
    db.select().from(schema.people).where(eq(schema.people.id, person.id)),
    db.select().from(schema.vaultKeys).where(eq(schema.vaultKeys.personId, person.id)),
    db.select().from(schema.mail).where(letters),
  ]);
  await db.insert(schema.sessions).values({
    id: `${canary("sessions.id")}-${randomUUID()}`,
    userId: person.id,
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  const needles = new Map(filled().map((column) => [column, canary(column)]));
  for (const [column, value] of Object.entries({
    "people.email_hash": row?.emailHash,
    "people.password_hash": row?.passwordHash,
    "people.email": email,
    "vault_keys.wrapped": wrapped?.wrapped.toString("hex"),
    "upload_parts.upload_id": uploadId,
    "mail.message_id": mailed?.messageId,
  }))
    needles.set(column, value ?? "");
  return { edition, person, sent, needles };
}

/** Everything that the database says: all rows of all tables as text, and what opens with the keys that are left. */
async function readAll(): Promise<string> {
  const db = database();
  const said: string[] = [];
  const named = await rowsOf<{ schema: string; name: string }>(
    db,
    sql`select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  expect(named.map(({ name }) => name)).toContain("job");
  for (const { schema: within, name } of named) {
    const rows = await rowsOf<{ row: string }>(
      db,
      sql`select t::text as row from ${sql.identifier(within)}.${sql.identifier(name)} t`,
    );
    said.push(...rows.map(({ row }) => row));
  }
  const kept = await db.select().from(schema.vaultKeys);
  const keys = kept.map(({ personId, wrapped }) => openKey(personId, wrapped));
  for (const table of tables) {
    const { name } = getTableConfig(table);
    const columns = Object.entries(getTableColumns(table)).flatMap(([property, column]) => {
      const fate = register[`${name}.${column.name}`];
      return fate && "purpose" in fate && fate.purpose ? [{ property, purpose: fate.purpose }] : [];
    });
    if (columns.length === 0) continue;
    for (const row of (await db.select().from(table)) as Record<string, unknown>[])
      for (const { property, purpose } of columns) {
        const value = row[property];
        if (Buffer.isBuffer(value)) said.push(...keys.flatMap((one) => opened(one, purpose, value)));
      }
  }
  return said.join("\n");
}

function opened(under: PersonKey, purpose: string, value: Buffer): string[] {
  try {
    return [unseal(under, purpose, value)];
  } catch {
    return [];
  }
}

/** The columns whose content is still to be found anywhere, also as bytes in clear. */
async function found({ needles }: World): Promise<string[]> {
  const all = (await readAll()).toLowerCase();
  return [...needles]
    .filter(
      ([, needle]) => all.includes(needle.toLowerCase()) || all.includes(Buffer.from(needle).toString("hex")),
    )
    .map(([column]) => column)
    .sort();
}

const leave = ({ person, sent }: World, way: string) =>
  outcomeOf(withdraw, { as: person, path: "/application/more", form: { code: sent.code, way, password } });

test("every column that holds text, bytes or JSON says what erasing does to it", () => {
  expect(holding.filter((column) => !register[column])).toEqual([]);
  expect(Object.keys(register).filter((column) => !holding.includes(column))).toEqual([]);
});

describe("nothing is to be found any more", () => {
  test("of an application that was erased, and of its owner's account once that is erased too", async () => {
    const world = await aFullWorld("submitted");
    expect(await found(world)).toEqual(filled());
    expect(await leave(world, "erase")).toMatchObject({ location: "/application?erased=1" });
    expect(await found(world)).toEqual(filled("account"));
    const erased = await outcomeOf(eraseAccountPage, {
      as: world.person,
      path: "/account/more",
      form: { password },
    });
    expect(erased).toMatchObject({ location: "/login?note=erased" });
    expect(await found(world)).toEqual([]);
  });

  test.each(["application", "page"])("of an account erased from its own %s at once", async (from) => {
    const world = await aFullWorld("submitted");
    const form = { password };
    await (from === "application"
      ? leave(world, "account")
      : outcomeOf(eraseAccountPage, { as: world.person, path: "/account/more", form }));
    expect(await found(world)).toEqual([]);
  });

  test("of a draft that was deleted, where its owner has another application", async () => {
    const world = await aFullWorld("draft");
    await anApplication({ edition: await anEdition({ at: "selection" }), person: world.person });
    expect(await leave(world, "withdraw")).toMatchObject({ location: "/application?deleted=1" });
    expect(await found(world)).toEqual(filled("account"));
  });
});
