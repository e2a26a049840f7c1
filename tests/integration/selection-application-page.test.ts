import { PDFDocument } from "@cantoo/pdf-lib";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applicationEvents, applicationNotes, applicationTags, auditLog, tags } from "#db/schema";
import { nameReferee, requestReference } from "~/applying/referees.server";
import { answerReference } from "~/applying/references.server";
import { database } from "~/platform/database.server";
import { destroyKey, getKey } from "~/platform/vault.server";
import { loader as page } from "~/selection/routes/application";
import * as note from "~/selection/routes/application-note";
import * as notes from "~/selection/routes/application-notes";
import { action as removeNote } from "~/selection/routes/application-note-removal";
import { loader as pdf } from "~/selection/routes/application-pdf";
import { loader as print } from "~/selection/routes/application-print";
import * as tagging from "~/selection/routes/application-tags";
import { action as untag } from "~/selection/routes/application-tag-removal";
import { loader as version } from "~/selection/routes/application-version";
import {
  anApplication,
  sendAgain,
  type Application,
  type ApplicationDetails,
} from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { refereeLetters } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";
import { readPdf } from "../setup/pdf";

withTestDatabase();

let edition: Edition;
let coordinator: Person;
beforeAll(async () => {
  edition = await anEdition({ at: "selection", refereesAsked: "with-application" });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

const submitted = (details: ApplicationDetails = {}) =>
  anApplication({ edition, status: "submitted", ...details });
const at = (application: Application, more: Record<string, string> = {}) => ({
  path: `/office/${edition.slug}/applications/${application.code}`,
  params: { edition: edition.slug, code: application.code, ...more },
});
const open = async (application: Application, as = coordinator) => {
  const { submitted: shown } = await call(page, { as, ...at(application) });
  if (!shown) throw new Error("It is a draft.");
  return shown;
};
const add = (application: Application, text: string, as = coordinator) =>
  outcomeOf(notes.action, { as, ...at(application), form: { text } });
const tag = (application: Application, form: Record<string, string>) =>
  outcomeOf(tagging.action, { as: coordinator, ...at(application), form });
const eventsOf = async ({ id }: Application) =>
  (await database().select().from(applicationEvents).where(eq(applicationEvents.applicationId, id))).map(
    ({ kind }) => kind,
  );

describe("a note", () => {
  test("is sealed, dated, signed, and read by the edition's coordinators", async () => {
    const application = await submitted();
    const colleague = await aPerson({ name: "Petr", roles: [{ role: "coordinator", edition }] });
    const back = await add(application, "Asks for a visa early.\nCall in May.");
    expect(back.location).toBe(`${at(application).path}#notes`);
    const [row] = await database()
      .select()
      .from(applicationNotes)
      .where(eq(applicationNotes.applicationId, application.id));
    expect(row?.text.includes("visa")).toBe(false);
    const seen = await open(application, colleague);
    expect(seen.notes).toMatchObject([
      { text: "Asks for a visa early.\nCall in May.", author: "Jana", isOwn: false },
    ]);
    expect(seen.history.map(({ what }) => what)).toContain("Note added");
  });

  test("is changed and deleted by whoever wrote it, and by nobody else", async () => {
    const application = await submitted();
    const colleague = await aPerson({ roles: [{ role: "coordinator", edition }] });
    await add(application, "First");
    const [{ id } = { id: "" }] = (await open(application)).notes;
    const one = at(application, { id });
    const other = at(await submitted(), { id });
    for (const [as, where] of [
      [colleague, one],
      [coordinator, other],
    ] as const) {
      expect(await outcomeOf(note.loader, { as, ...where })).toMatchObject({ status: 404 });
      expect(await outcomeOf(note.action, { as, ...where, form: { text: "Mine" } })).toMatchObject({
        status: 404,
      });
      expect(await outcomeOf(removeNote, { as, ...where, form: {} })).toMatchObject({ status: 404 });
    }
    await outcomeOf(note.action, { as: coordinator, ...one, form: { text: "Second" } });
    expect((await open(application)).notes).toMatchObject([{ text: "Second" }]);
    await outcomeOf(removeNote, { as: coordinator, ...one, form: {} });
    expect((await open(application)).notes).toEqual([]);
    expect(await eventsOf(application)).toEqual(
      expect.arrayContaining(["noted", "note-changed", "note-removed"]),
    );
  });

  test.each([
    ["nothing", " "],
    ["too much", "a".repeat(4001)],
  ])("with %s is refused, and what was typed stays", async (_, text) => {
    const application = await submitted();
    const outcome = await add(application, text);
    expect(outcome.status).toBe(400);
    expect((await open(application)).notes).toEqual([]);
  });
});

describe("a tag", () => {
  test("is made by its name, put on once, offered to others, and taken off", async () => {
    const application = await submitted();
    const other = await submitted();
    await tag(application, { name: "  needs   visa " });
    await tag(application, { name: "needs visa" });
    const [mine] = (await open(application)).tags;
    expect(mine?.name).toBe("needs visa");
    expect((await open(other)).otherTags).toContainEqual(mine);
    await tag(other, { tag: mine?.id ?? "" });
    expect((await open(other)).tags).toEqual([mine]);
    await outcomeOf(untag, { as: coordinator, ...at(application, { id: mine?.id ?? "" }), form: {} });
    expect((await open(application)).tags).toEqual([]);
    expect((await eventsOf(application)).filter((kind) => kind.includes("tagged"))).toEqual([
      "tagged",
      "untagged",
    ]);
  });

  test("of another edition is not there", async () => {
    const application = await submitted();
    const elsewhere = await anEdition();
    const [theirs] = await database()
      .insert(tags)
      .values({ editionId: elsewhere.id, name: "Theirs" })
      .returning({ id: tags.id });
    expect(await tag(application, { tag: theirs?.id ?? "" })).toMatchObject({ status: 404 });
    expect(
      await database()
        .select()
        .from(applicationTags)
        .where(eq(applicationTags.applicationId, application.id)),
    ).toEqual([]);
  });

  test.each([
    ["nothing", ""],
    ["too many letters", "a".repeat(41)],
    ["an address", "ask aigerim@example.org"],
    ["a telephone number", "call 996555123456"],
  ])("with %s in its name is refused, and what was typed stays", async (_, name) => {
    const outcome = await tag(await submitted(), { name });
    expect(outcome).toMatchObject({ status: 400, data: { typed: name } });
  });
});

describe("referees", () => {
  test("are shown with their state and what they said, and a tie to the panel is pointed out", async () => {
    const panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
    const person = await aPerson();
    const application = await submitted({ person });
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    const details = { name: "Gulnara", relation: "A colleague", shownName: "Aisha", evidence: null };
    const named = await nameReferee(actor, application.id, { ...details, email: panelist.email }, "en");
    await nameReferee(actor, application.id, { ...details, email: null, evidence: "A newspaper." }, "en");
    if (named.outcome !== "named") throw new Error(named.outcome);
    await requestReference(actor, application.id, named.refereeId);
    const [letter] = await refereeLetters(person);
    await answerReference(letter?.token ?? "", { example: "Kept a library open.", recommend: "4" });
    const seen = await open(application);
    expect(seen.referees).toMatchObject([
      { name: "Gulnara", standing: "answered", isTied: true },
      { standing: "unsafe", isTied: false, evidence: "A newspaper.", email: null },
    ]);
    expect(JSON.stringify(seen.referees)).toContain("Kept a library open.");
    expect(JSON.stringify(seen.referees)).not.toContain(letter?.token);
    expect(seen.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["Referee named", "Request sent to a referee", "Reference arrived"]),
    );
    expect(seen.history.map(({ what }) => what)).not.toContain("Changed");
  });

  test("are asked for from the page only where an edition asks its shortlist", async () => {
    const later = await anEdition({ at: "selection" });
    const by = await aPerson({ roles: [{ role: "coordinator", edition: later }] });
    const application = await anApplication({ edition: later, status: "submitted" });
    const where = { as: by, path: "/x", params: { edition: later.slug, code: application.code } };
    expect((await call(page, where)).submitted?.canAskForReferees).toBe(false);
    await aDecision({ application, by });
    expect((await call(page, where)).submitted?.canAskForReferees).toBe(true);
  });
});

describe("versions", () => {
  test("are kept apart, with what changed from one to the next", async () => {
    const application = await submitted();
    await sendAgain(edition, application, { community: "Another story." });
    expect((await open(application)).versions).toHaveLength(2);
    const second = await call(version, { as: coordinator, ...at(application, { number: "2" }) });
    expect(second.changes).toMatchObject([{ key: "community", after: ["Another story."] }]);
    const first = await call(version, { as: coordinator, ...at(application, { number: "1" }) });
    expect(first.changes).toBeNull();
    expect(JSON.stringify(first.sections)).not.toContain("Another story.");
    for (const number of ["0", "3", "-1", "1e1", "x"])
      expect(await outcomeOf(version, { as: coordinator, ...at(application, { number }) })).toMatchObject({
        status: 404,
      });
  });
});

describe("on paper", () => {
  const letters = "әғқңөұүһі ӣӯҳҷ ў äçňöşüýž ʻʼ ěščřžýáíé";

  test("everything stands as it was answered, and nothing of the office", async () => {
    const application = await submitted({ answers: { community: "Кружок чтения в нашем городе." } });
    await add(application, "CANARY-NOTE");
    const { printed } = await call(print, { as: coordinator, ...at(application) });
    expect(JSON.stringify(printed)).toContain("Кружок чтения");
    expect(JSON.stringify(printed)).not.toContain("CANARY");
  });

  test("a PDF opens, holds the answers in their own letters, and is written down", async () => {
    const application = await submitted({
      answers: { community: `Кружок чтения. ${letters}`, dilemma: "Long. ".repeat(400) },
    });
    const answer = await outcomeOf(pdf, { as: coordinator, ...at(application) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("application/pdf");
    expect(answer.headers.get("Content-Disposition")).toBe(`attachment; filename="${application.code}.pdf"`);
    const bytes = await pdfBytes(application);
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBeGreaterThan(1);
    expect(document.getTitle()).toBe(application.code);
    expect(document.getAuthor()).toBeUndefined();
    const text = readPdf(document).replaceAll(/\s+/g, "");
    expect(text).toContain("Кружокчтения.");
    expect(text).toContain(letters.replaceAll(" ", ""));
    const exported = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.subjectId, application.id), eq(auditLog.action, "application.exported")));
    expect(exported).toHaveLength(2);
    expect(await eventsOf(application)).toContain("exported");
  }, 60_000);

  test("neither a draft, nor what was taken back, nor whom nobody can read any more is put on paper", async () => {
    const erased = await submitted();
    await destroyKey(database() as never, erased.personId);
    const others = [await anApplication({ edition }), await submitted({ status: "withdrawn" }), erased];
    for (const application of others)
      for (const handler of [pdf, print])
        expect(await outcomeOf(handler, { as: coordinator, ...at(application) })).toMatchObject({
          status: 404,
        });
  });
});

async function pdfBytes(application: Application): Promise<Uint8Array> {
  const response = await call(pdf, { as: coordinator, ...at(application) });
  return new Uint8Array(await response.arrayBuffer());
}
