import { monitorEventLoopDelay } from "node:perf_hooks";
import { parse } from "csv-parse/sync";
import { and, eq } from "drizzle-orm";
import readXlsxFile from "read-excel-file/node";
import { beforeEach, describe, expect, test } from "vitest";
import { applicationTags, auditLog, tags } from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { destroyKey } from "~/platform/vault.server";
import * as scoresRoute from "~/selection/routes/ranking-scores";
import * as exportPage from "~/selection/routes/list-export";
import * as exportRoute from "~/selection/routes/list-export-file";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision, aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { readCsv, readWorkbook } from "../setup/foreign";
import { asRequest, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let by: Person;
beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  by = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

type Form = Record<string, string | string[]>;
const at = (search: string) => ({
  path: `/office/${edition.slug}/applications/export/file${search}`,
  params: { edition: edition.slug },
});

/** The file that a request for one gets. */
async function take(form: Form, search = "?all=yes", as = by): Promise<{ headers: Headers; bytes: Buffer }> {
  const answer = await exportRoute.action(await asRequest({ as, form, ...at(search) }));
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const csv = async (form: Form, search?: string) => {
  const { bytes } = await take({ format: "csv", ...form }, search);
  return parse<Record<string, string>>(bytes, { columns: true, bom: true });
};
const submitted = (details: Parameters<typeof anApplication>[0] = {}) =>
  anApplication({ edition, status: "submitted", ...details });

describe("a table as CSV", () => {
  test("has a mark of UTF-8, stable names of fields and what was chosen", async () => {
    const application = await submitted({
      eligibility: "eligible",
      country: "KG",
      submittedAt: new Date("2026-10-01T10:20:30.000Z"),
    });
    await aReview({ application, panelist: await aPerson() });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    await aDecision({ application, outcome: "cohort", by });
    const [tag] = await database()
      .insert(tags)
      .values([
        { editionId: edition.id, name: "B" },
        { editionId: edition.id, name: "A, first" },
      ])
      .returning();
    const all = await database().select().from(tags).where(eq(tags.editionId, edition.id));
    await database()
      .insert(applicationTags)
      .values(all.map(({ id }) => ({ applicationId: application.id, tagId: id })));
    expect(tag).toBeDefined();
    const columns = [
      "source",
      "tags",
      "submitted",
      "country",
      "eligibility",
      "check",
      "readings",
      "mean",
      "decision",
    ];
    const { bytes, headers } = await take({ format: "csv", col: columns });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("Content-Disposition")).toBe(`attachment; filename="${edition.slug}.csv"`);
    expect(headers.get("Cache-Control")).toBe("no-store");
    const text = bytes.toString("utf8").slice(1);
    expect(text.split("\r\n")[0]).toBe(
      "code,status,submitted_at,country,eligibility,check,readings,mean,decision,tags,source",
    );
    expect(await csv({ col: columns })).toEqual([
      expect.objectContaining({
        code: application.code,
        status: "submitted",
        submitted_at: "2026-10-01T10:20:30.000Z",
        country: "KG",
        eligibility: "eligible",
        readings: "1",
        decision: "cohort",
        tags: "A, first; B",
        source: "online",
      }),
    ]);
  });

  test("has answers by whom they are for, with values and words, and names only where they were ticked", async () => {
    const person = await aPerson({ name: "Айгүл Өмүрова", email: "aigul@example.org" });
    await submitted({ person, answers: { "preferred-name": "Айгүл" } });
    const [panel] = await csv({ answers: "panel" });
    expect(panel).toHaveProperty(["answer.community"]);
    expect(panel).not.toHaveProperty(["answer.birth-year"]);
    expect(JSON.stringify(panel)).not.toMatch(/Айгүл|aigul/);
    const [office] = await csv({ answers: ["office", "balance"] });
    expect(office).toMatchObject({ "answer.dates-free": "yes", "answer.dates-free.label": "Yes" });
    expect(office).not.toHaveProperty(["answer.community"]);
    const [named] = await csv({ names: "yes" });
    expect(named).toMatchObject({ name: "Айгүл" });
    expect(named).not.toHaveProperty("email");
    const [mailed] = await csv({ emails: "yes" });
    expect(mailed).toMatchObject({ email: "aigul@example.org" });
  });

  test("holds neither drafts nor what was taken back or erased", async () => {
    const kept = await submitted();
    await anApplication({ edition, answers: { community: "DRAFT" } });
    const withdrawn = await anApplication({ edition, status: "withdrawn", answers: { community: "BACK" } });
    const erased = await submitted({ answers: { community: "ERASED" } });
    await inTransaction((tx) => destroyKey(tx, erased.personId));
    const rows = await csv({ answers: ["panel", "office"], names: "yes" });
    expect(rows.map(({ code }) => code).sort()).toEqual([kept.code, erased.code].sort());
    expect(JSON.stringify(rows)).not.toContain("ERASED");
    const [back] = await csv({ answers: "panel" }, `?code=${withdrawn.code}`);
    expect(back).toMatchObject({ code: withdrawn.code, status: "withdrawn", "answer.community": "" });
  });

  test("keeps to what is filtered, and to its edition", async () => {
    const one = await submitted({ country: "KG" });
    await submitted({ country: "UZ" });
    const elsewhere = await anEdition({ at: "selection" });
    const foreign = await anApplication({ edition: elsewhere, status: "submitted" });
    expect((await csv({}, "?country=KG&all=yes")).map(({ code }) => code)).toEqual([one.code]);
    expect((await csv({}, `?code=${one.code}&code=${foreign.code}`)).map(({ code }) => code)).toEqual([
      one.code,
    ]);
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    const refused = await outcomeOf(exportRoute.action, {
      as: stranger,
      form: { format: "csv" },
      ...at("?all=yes"),
    });
    expect(refused.status).toBe(404);
  });
});

/** How many times something is said to have left this edition. */
async function exported(action: string): Promise<number> {
  const lines = await database()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, action), eq(auditLog.editionId, edition.id)));
  return lines.length;
}

const awkward = [
  '=HYPERLINK("http://evil","x")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\tTab first",
  'Запятая, «кавычки» и "ещё"',
  "two\nlines",
  "semi;colon",
  "'already",
];

describe("awkward text", () => {
  test("comes out of CSV as text, whole and harmless", async () => {
    for (const [index, text] of awkward.entries())
      await submitted({ code: `ELF-AAAA${index + 22}`, answers: { community: text } });
    const rows = await csv({ answers: "panel" });
    expect(rows.map((row) => row["answer.community"])).toEqual(
      awkward.map((text) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text)),
    );
  });

  test("comes out of a workbook as text, whole and harmless", async () => {
    for (const [index, text] of awkward.entries())
      await submitted({ code: `ELF-BBBB${index + 22}`, answers: { community: text } });
    const { bytes, headers } = await take({ format: "xlsx", answers: "panel", col: "submitted" });
    expect(headers.get("Content-Disposition")).toContain(".xlsx");
    const [sheet] = await readXlsxFile(bytes);
    const [head, ...rows] = sheet!.data;
    const column = head!.indexOf("answer.community");
    expect(head!.slice(0, 3)).toEqual(["code", "status", "submitted_at"]);
    // The reader trims; the apostrophe tells that the tab was there.
    expect(rows.map((row) => row[column])).toEqual(
      awkward.map((text) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text)),
    );
  });

  test("is one row of one cell to programs of other makers", async () => {
    const answers = [
      "One.\n\nTwo, «три».",
      "+996 555 12 34 56",
      "_x0041_",
      "a\vb",
      "=1+1",
      `${"я".repeat(31_999)}🙂🙂`,
    ];
    for (const [index, text] of answers.entries())
      await submitted({ code: `ELF-CCCC${index + 22}`, answers: { community: text } });
    // Told by its ends, as no one wants to read the rest.
    const short = (text: unknown) => String(text).replaceAll(/я{9,}/g, (run) => `я×${run.length}`);
    const cut = "я×31999…";
    const wish = { answers: ["panel", "office"] };
    const [head = [], ...lines] = readCsv((await take({ format: "csv", ...wish })).bytes);
    expect(lines.map((line) => short(line[head.indexOf("answer.community")]))).toEqual([
      answers[0],
      `'${answers[1]}`,
      "_x0041_",
      "a b",
      "'=1+1",
      cut,
    ]);
    const [names = [], ...rows] = readWorkbook((await take({ format: "xlsx", ...wish })).bytes);
    const column = (name: string) => rows.map((row) => row[names.indexOf(name)]);
    expect(column("answer.community").map(short)).toEqual([
      answers[0],
      answers[1],
      "_x0041_",
      "a b",
      "'=1+1",
      cut,
    ]);
    expect(column("answer.birth-year").every((year) => typeof year === "number")).toBe(true);
  });
});

describe("taking a table", () => {
  test("is written down, with how many rows and what kind of columns", async () => {
    await submitted();
    await submitted();
    await take({ format: "xlsx", answers: ["panel", "balance"], names: "yes" });
    const [line] = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "applications.exported"), eq(auditLog.editionId, edition.id)));
    expect(line).toMatchObject({
      actorId: by.id,
      detail: { format: "xlsx", rows: 2, names: true, addresses: false, answers: "panel balance" },
    });
  });

  test.each<[string, Form]>([
    ["no kind of file", {}],
    ["a kind that is none", { format: "pdf" }],
    ["a column that is none", { format: "csv", col: "password_hash" }],
    ["an audience that is none", { format: "csv", answers: "everything" }],
    ["a tick that is none", { format: "csv", names: "maybe" }],
  ])("is refused with %s", async (_what, form) => {
    await submitted();
    const refused = await outcomeOf(exportRoute.action, { as: by, form, ...at("?all=yes") });
    expect(refused.status).toBe(400);
  });

  test("begins on a page, which says what is wrong and keeps what was ticked, or sends the form on", async () => {
    await submitted();
    const post = (form: Form, search = "?all=yes&country=") =>
      outcomeOf(exportPage.action, {
        as: by,
        form,
        params: { edition: edition.slug },
        path: `/office/${edition.slug}/applications/export${search}`,
      });
    const ticks = { col: ["source", "mean"], answers: "panel", names: "yes" };
    const wrong = await post({ format: "pdf", ...ticks });
    expect([wrong.status, wrong.data]).toEqual([
      400,
      {
        problem: "platform:error.choose",
        ticked: { format: ["pdf"], col: ["source", "mean"], answers: ["panel"], names: ["yes"] },
      },
    ]);
    expect((await post({ format: "csv" }, "")).status).toBe(409);
    const right = await post({ format: "csv", ...ticks });
    expect([right.status, right.location]).toEqual([
      307,
      `/office/${edition.slug}/applications/export/file?all=yes`,
    ]);
    expect(await exported("applications.exported")).toBe(0);
  });

  test("is refused where nothing is chosen, and past its limit", async () => {
    const ask = (search: string) =>
      outcomeOf(exportRoute.action, { as: by, form: { format: "csv" }, ...at(search) });
    expect((await ask("")).status).toBe(409);
    await submitted();
    for (let taken = 0; taken < 20; taken++) expect((await ask("?all=yes")).status).toBe(200);
    expect((await ask("?all=yes")).status).toBe(429);
    expect(await exported("applications.exported")).toBe(20);
  });

  test("is not written down of who only asks what there would be, or has gone", async () => {
    await submitted();
    const scores = {
      as: by,
      params: { edition: edition.slug },
      path: `/office/${edition.slug}/ranking/scores`,
    };
    expect((await outcomeOf(scoresRoute.loader, { ...scores, method: "HEAD" })).status).toBe(200);
    expect(await exported("scores.exported")).toBe(0);
    expect((await outcomeOf(scoresRoute.loader, scores)).status).toBe(200);
    expect(await exported("scores.exported")).toBe(1);

    const gone = new AbortController();
    const args = await asRequest({ as: by, form: { format: "csv" }, ...at("?all=yes") });
    const taking = exportRoute.action({
      ...args,
      request: new Request(args.request, { signal: gone.signal }),
    });
    gone.abort(new Error("gone"));
    await expect(taking).rejects.toThrow("gone");
    expect(await exported("applications.exported")).toBe(0);
  });

  test("lets other requests go on", async () => {
    await Promise.all(Array.from({ length: 120 }, () => submitted()));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await take({ format: "csv", answers: ["panel", "office", "balance"], names: "yes", emails: "yes" });
    delay.disable();
    // In nanoseconds. Opened in one go these would take longer by themselves.
    expect(delay.max / 1e6).toBeLessThan(400);
  });
});
