import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applications, mail, people } from "#db/schema";
import { accountLetter } from "~/accounts/letters.server";
import { readSubmission } from "~/applying/reading.server";
import { action as finish, loader as overview } from "~/applying/routes/office-entry";
import { action as addFile } from "~/applying/routes/office-entry-files";
import { action as discard } from "~/applying/routes/office-entry-removal";
import { action as save, loader as section } from "~/applying/routes/office-entry-section";
import { action as begin, loader as list } from "~/applying/routes/office-new-entry";
import { database, inTransaction, rowsOf } from "~/platform/database.server";
import { postLetter } from "~/platform/mail.server";
import { findKey } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition, type EditionTime } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase({ jobs: true });

/** Searches for ties between the panel and applicants that wait to be done for an edition. */
const searchesFor = (edition: Edition) =>
  rowsOf<{ application: string | null }>(
    database(),
    sql`select data ->> 'applicationId' as application from pgboss.job
      where name = 'tie-search' and data ->> 'editionId' = ${edition.id}`,
  );

interface Desk {
  edition: Edition;
  coordinator: Person;
}

async function aDesk(at: EditionTime = "call-open"): Promise<Desk> {
  const edition = await anEdition({ at });
  return { edition, coordinator: await aPerson({ roles: [{ role: "coordinator", edition }] }) };
}

const ask = ({ edition, coordinator }: Desk, code = "", more: Record<string, string> = {}) => ({
  as: coordinator,
  path: `/office/${edition.slug}/applications/${code || "new"}`,
  params: { edition: edition.slug, code, ...more },
});

async function started(desk: Desk, form: Record<string, string> = {}): Promise<string> {
  const outcome = await outcomeOf(begin, {
    ...ask(desk),
    form: { name: "Гүлнара", email: "", locale: "ru", ...form },
  });
  const code = /applications\/(ELF-[^/]+)\/entry$/.exec(outcome.location ?? "")?.[1];
  if (!code) throw new Error(`Nothing was begun: ${outcome.status}.`);
  return code;
}

const typePage = (desk: Desk, code: string, revision: number, community: string) =>
  outcomeOf(save, {
    ...ask(desk, code, { section: "community" }),
    form: { revision: String(revision), community, led: "I led", next: "on" },
  });

const rowOf = async (code: string) => {
  const [row] = await database().select().from(applications).where(eq(applications.code, code));
  return row;
};

describe("typing an application in", () => {
  test("goes from a name to a submitted application, after the deadline too, with no mail", async () => {
    const desk = await aDesk("selection");
    const code = await started(desk);
    const pages = await outcomeOf(list, ask(desk));
    expect(pages.data).toMatchObject({ entries: [{ code, name: "Гүлнара" }] });

    expect(await typePage(desk, code, 0, "Our village")).toMatchObject({
      status: 302,
      location: `/office/${desk.edition.slug}/applications/${code}/entry/reflection`,
    });
    const shown = await outcomeOf(section, ask(desk, code, { section: "community" }));
    expect(shown.data).toMatchObject({ answers: { community: "Our village" }, revision: 1 });

    const form = { receivedOn: "2026-11-02" };
    expect(await outcomeOf(finish, { ...ask(desk, code), form })).toMatchObject({
      status: 422,
      data: { error: "gaps" },
    });
    expect(await rowOf(code)).toMatchObject({ status: "draft", source: "office" });
    const taken = await outcomeOf(finish, { ...ask(desk, code), form: { ...form, gaps: "yes" } });
    expect(taken).toMatchObject({
      status: 302,
      location: `/office/${desk.edition.slug}/applications/${code}`,
    });
    const row = await rowOf(code);
    expect(row).toMatchObject({ status: "submitted", enteredBy: desk.coordinator.id, extendedUntil: null });
    expect(row?.submittedAt?.toISOString()).toBe("2026-11-02T11:00:00.000Z");
    const [panel] = (await readSubmission(database(), row?.id ?? "", ["panel"])) ?? [];
    expect(panel?.answers).toMatchObject({ community: "Our village", led: "I led" });
    expect(await database().select().from(mail)).toEqual([]);
    expect(await searchesFor(desk.edition)).toEqual([{ application: row?.id }]);
    // It is no draft any more: there is nothing left to type in.
    expect(await outcomeOf(overview, ask(desk, code))).toMatchObject({ status: 404 });
  });

  test("keeps what is wrong, says so at its question, and tells of a colleague's save", async () => {
    const desk = await aDesk();
    const code = await started(desk);
    const long = "word ".repeat(201);
    expect(await typePage(desk, code, 0, long)).toMatchObject({
      status: 400,
      data: { kind: "problems", problems: [{ question: "community", error: "too-many-words" }] },
    });
    expect(await typePage(desk, code, 0, "Another text")).toMatchObject({
      status: 409,
      data: { kind: "conflict", answers: { community: "Another text" }, revision: 1 },
    });
    expect(await typePage(desk, code, 1, "Another text")).toMatchObject({ status: 302 });
    expect(await typePage(desk, code, 2, "Еще одна м\uFFFDысль")).toMatchObject({
      status: 400,
      data: {
        revision: 3,
        problems: [{ question: "community", error: "damaged", damaged: ["м\uFFFDысль"] }],
      },
    });
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["no name", { name: " " }, 400, "name"],
    ["an address that is none", { email: "nobody" }, 400, "email"],
    ["a language that nobody writes to", { locale: "xx" }, 400, "locale"],
  ])("refuses %s at its field", async (_, form, status, field) => {
    const desk = await aDesk();
    const outcome = await outcomeOf(begin, {
      ...ask(desk),
      form: { name: "Gulnara", email: "", locale: "ru", ...form },
    });
    expect(outcome).toMatchObject({ status, data: { result: { error: { [field]: expect.any(Array) } } } });
  });

  test("tells nobody that an address is somebody's, and leaves their account as it was", async () => {
    const desk = await aDesk();
    const known = await aPerson({ email: "known@people.example", name: "Gulnara of the account" });
    const [before] = await database().select().from(people).where(eq(people.id, known.id));
    const typed = (email: string) =>
      outcomeOf(begin, { ...ask(desk), form: { name: "Gulnara", email, locale: "ru" } });
    const outcomes = await Promise.all(
      ["Known@people.example", "new@people.example", "new@people.example"].map(typed),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([302, 302, 302]);
    for (const { location } of outcomes) {
      const row = await rowOf(location?.split("/").at(-2) ?? "");
      expect(row?.personId).not.toBe(known.id);
      const letter = accountLetter("en", "known-address", "/login");
      const sent = await inTransaction((tx) => postLetter(tx, row?.personId ?? "", letter));
      expect(sent).not.toBeNull();
    }
    const [after] = await database().select().from(people).where(eq(people.id, known.id));
    expect(after).toEqual(before);
  });

  test("refuses a day to come", async () => {
    const desk = await aDesk();
    const code = await started(desk);
    for (const receivedOn of ["2199-01-01", "2026-02-31", "soon"])
      expect(
        await outcomeOf(finish, { ...ask(desk, code), form: { receivedOn, gaps: "yes" } }),
      ).toMatchObject({ status: 400, data: { error: "date" } });
  });

  test("refuses a file that is none, and a question that asks for none", async () => {
    const desk = await aDesk();
    const code = await started(desk);
    const place = ask(desk, code, { section: "experience" });
    const form = new FormData();
    form.append("cv", new File(["no picture"], "scan.pdf"));
    const path = `${place.path}/entry/experience/files`;
    expect(await outcomeOf(addFile, { ...place, path: `${path}?question=cv`, form })).toMatchObject({
      status: 415,
      data: { question: "cv", reason: "wrong-type" },
    });
    expect(await outcomeOf(addFile, { ...place, path: `${path}?question=languages`, form })).toMatchObject({
      status: 404,
    });
  });

  test("can be thrown away, and the person made for it is forgotten", async () => {
    const desk = await aDesk();
    const code = await started(desk, { email: "gone@people.example" });
    const personId = (await rowOf(code))?.personId ?? "";
    expect(await outcomeOf(discard, { ...ask(desk, code), form: {} })).toMatchObject({ status: 302 });
    expect(await rowOf(code)).toBeUndefined();
    expect(await findKey(database(), personId)).toBeNull();
    const [left] = await database().select().from(people).where(eq(people.id, personId));
    expect(left).toMatchObject({ email: null, emailHash: null, name: null });
  });
});

describe("what nobody types in", () => {
  test("a draft begun online, another edition's entry and an unknown code are not there", async () => {
    const desk = await aDesk();
    const { code: online } = await anApplication({ edition: desk.edition });
    const elsewhere = await aDesk();
    const theirs = await started(elsewhere);
    for (const code of [online, theirs, "ELF-AAAAAA"]) {
      expect(await outcomeOf(overview, ask(desk, code))).toMatchObject({ status: 404 });
      const place = ask(desk, code, { section: "community" });
      expect(await outcomeOf(section, place)).toMatchObject({ status: 404 });
      for (const action of [finish, save, addFile, discard])
        expect(await outcomeOf(action, { ...place, form: { revision: "0" } })).toMatchObject({ status: 404 });
    }
    const untouched = await database()
      .select({ code: applications.code })
      .from(applications)
      .where(and(eq(applications.code, online), eq(applications.status, "draft")));
    expect(untouched).toEqual([{ code: online }]);
  });
});
