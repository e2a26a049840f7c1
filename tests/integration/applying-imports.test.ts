import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applications, forms, imports, mail, people } from "#db/schema";
import { readingLimits } from "~/applying/import-reading.server";
import { importRetentionJob } from "~/applying/imports.server";
import { readSubmission } from "~/applying/reading.server";
import { action as complete } from "~/applying/routes/office-import-completion";
import { action as discard } from "~/applying/routes/office-import-removal";
import { action as map, loader as mapping } from "~/applying/routes/office-import";
import { action as upload, loader as list } from "~/applying/routes/office-imports";
import { questionsOf } from "~/cohorts/questions";
import { setClock } from "~/platform/clock.server";
import { database, rowsOf } from "~/platform/database.server";
import { emailHash } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition, formOf, type Edition } from "../factories/editions";
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

const header =
  "Timestamp,Email Address,Full name,Year of birth,Citizenship,Country where you live,dates-free,passport,travel-ban,preferred-name,harm,community,led,dilemma,skills,skills-why,at-home,why-now,Your languages [English],notice,process";
const row = (email: string, more: Partial<Record<"residence" | "free" | "when" | "name", string>> = {}) =>
  `${more.when ?? "2026/11/20 10:33:12 AM GMT+5"},${email},${more.name ?? "Айгуль"},1998,Kyrgyzstan,${more.residence ?? "Кыргызстан"},${more.free ?? "Yes"},valid,No,Aigul,No,"Our village, by the river",I led,I erred,"Fundraising, Conflict and negotiation",Because,A library,Now,B2,yes,yes`;

interface Place {
  edition: Edition;
  coordinator: Person;
}

async function aPlace(): Promise<Place> {
  const edition = await anEdition();
  return { edition, coordinator: await aPerson({ roles: [{ role: "coordinator", edition }] }) };
}

const pathOf = ({ edition }: Place) => `/office/${edition.slug}/applications/imports`;

function send(place: Place, content: string | Uint8Array<ArrayBuffer>, name = "answers.csv") {
  const form = new FormData();
  form.append("table", new File([content], name));
  return outcomeOf(upload, {
    as: place.coordinator,
    path: pathOf(place),
    params: { edition: place.edition.slug },
    form,
  });
}

async function bring(place: Place, content: string): Promise<string> {
  const sent = await send(place, content);
  return sent.location?.split("/").at(-1) ?? "";
}

const ask = (place: Place, id: string, as = place.coordinator) => ({
  as,
  path: `${pathOf(place)}/${id}`,
  params: { edition: place.edition.slug, id },
});
const look = async (place: Place, id: string) => {
  const outcome = await outcomeOf(mapping, ask(place, id));
  const { page } = outcome.data as {
    page: {
      separator: string;
      mapping: Record<string, string>;
      rows: number;
      columns: { name: string; asks: string | null; manner: string }[];
      problems: { row: string; column: string; text: string }[];
    };
  };
  return page;
};
const allowGaps = async (place: Place, id: string, more: Record<string, string> = {}) => {
  const { mapping: present } = await look(place, id);
  const columns = Object.entries(present).map(([column, target]) => [`column.${column}`, target]);
  return outcomeOf(map, {
    ...ask(place, id),
    form: { ...Object.fromEntries(columns), gaps: "yes", ...more },
  });
};
const finish = (place: Place, id: string) => outcomeOf(complete, { ...ask(place, id), form: {} });
const applicationsTo = ({ edition }: Place) =>
  database().select().from(applications).where(eq(applications.editionId, edition.id));

describe("bringing a table in", () => {
  test("makes an application of every row, sealed, with nobody written to", async () => {
    const place = await aPlace();
    const id = await bring(place, [header, row("one@people.example"), row("two@people.example")].join("\n"));
    const page = await look(place, id);
    expect(page).toMatchObject({ rows: 2, problems: [] });
    expect(Object.keys(page.mapping)).toHaveLength(header.split(",").length);
    expect(await finish(place, id)).toMatchObject({
      status: 302,
      location: `/office/${place.edition.slug}/applications?done=imported&n=2`,
    });
    const made = await applicationsTo(place);
    expect(made).toMatchObject([
      { status: "submitted", source: "import", country: "KG", enteredBy: place.coordinator.id },
      { status: "submitted", source: "import", country: "KG", enteredBy: place.coordinator.id },
    ]);
    expect(made[0]?.submittedAt?.toISOString()).toBe("2026-11-20T05:33:12.000Z");
    const parts = await readSubmission(database(), made[0]?.id ?? "", ["panel"]);
    expect(parts?.[0]?.answers).toMatchObject({
      community: "Our village, by the river",
      skills: ["conflict", "fundraising"],
    });
    expect(await database().select().from(mail)).toEqual([]);
    expect(await searchesFor(place.edition)).toEqual([{ application: null }]);
    const [kept] = await database().select().from(imports).where(eq(imports.id, id));
    expect(kept).toMatchObject({ content: null, made: 2 });
  });

  test("is done once, however often it is pressed", async () => {
    const place = await aPlace();
    const id = await bring(place, [header, row("once@people.example")].join("\n"));
    const pressed = await Promise.all([finish(place, id), finish(place, id), finish(place, id)]);
    expect(pressed.map(({ status }) => status).sort()).toEqual([302, 404, 404]);
    expect(await applicationsTo(place)).toHaveLength(1);
  });

  test("lists every row's problem and stores nothing while there is one", async () => {
    const place = await aPlace();
    const id = await bring(
      place,
      [
        header,
        row("good@people.example"),
        row("bad address"),
        row("free@people.example", { free: "Perhaps", residence: "Atlantis" }),
        row("good@people.example"),
        row("late@people.example", { when: "2199-01-01T00:00:00Z" }),
        row("when@people.example", { when: "yesterday" }),
        row("nameless@people.example", { name: "" }),
      ].join("\n"),
    );
    const { problems } = await look(place, id);
    expect(problems.map(({ row: at, column }) => [at, column])).toEqual([
      ["3", "Email Address"],
      ["4", "Country where you live"],
      ["4", "dates-free"],
      ["5", "Email Address"],
      ["6", "Timestamp"],
      ["7", "Timestamp"],
      ["8", "Full name"],
    ]);
    expect(await finish(place, id)).toMatchObject({
      status: 302,
      location: `${pathOf(place)}/${id}#problems`,
    });
    expect(await applicationsTo(place)).toEqual([]);
  });

  test("finds who has applied already, even since the rehearsal, and who judges", async () => {
    const place = await aPlace();
    const { edition } = place;
    await aPerson({ email: "reader@people.example", roles: [{ role: "panelist", edition }] });
    const id = await bring(place, [header, row("reader@people.example")].join("\n"));
    expect((await look(place, id)).problems).toMatchObject([{ row: "2", column: "Email Address" }]);

    const later = await bring(place, [header, row("soon@people.example")].join("\n"));
    expect((await look(place, later)).problems).toEqual([]);
    const person = await aPerson({ email: "soon@people.example" });
    const { code } = await anApplication({ edition, person });
    expect(await finish(place, later)).toMatchObject({ location: `${pathOf(place)}/${later}#problems` });
    expect((await look(place, later)).problems[0]?.text).toContain(code);
    expect(await applicationsTo(place)).toHaveLength(1);
  });

  test("gives an application to the account that an address has", async () => {
    const place = await aPlace();
    const person = await aPerson({ email: "Known@People.example" });
    const id = await bring(place, [header, row("known@people.example")].join("\n"));
    await finish(place, id);
    expect(await applicationsTo(place)).toMatchObject([{ personId: person.id }]);
    const known = await database()
      .select()
      .from(people)
      .where(eq(people.emailHash, emailHash("known@people.example")));
    expect(known).toHaveLength(1);
  });

  test("takes rows that leave required answers out only where that is allowed", async () => {
    const place = await aPlace();
    const id = await bring(place, "Full name,community\nAigul,Our village\nBakyt,Our town\n");
    const before = await look(place, id);
    expect(before.problems.length).toBeGreaterThan(10);
    expect(await allowGaps(place, id)).toMatchObject({ status: 302 });
    expect((await look(place, id)).problems).toEqual([]);
    await finish(place, id);
    expect(await applicationsTo(place)).toMatchObject([{ country: null }, { country: null }]);
  });

  test("says once that no column gives the name", async () => {
    const place = await aPlace();
    const id = await bring(place, "community\nOur village\nOur town\n");
    await allowGaps(place, id);
    expect((await look(place, id)).problems).toMatchObject([{ row: "1", column: "–" }]);
  });

  test("refuses a mapping with a target twice or unknown, at its column", async () => {
    const place = await aPlace();
    const id = await bring(place, "a,b,c\n1,2,3\n");
    const form = { "column.0": "name", "column.1": "name", "column.2": "answer.nothing" };
    expect(await outcomeOf(map, { ...ask(place, id), form })).toMatchObject({
      status: 400,
      data: {
        wrong: [
          { column: "1", problem: "twice" },
          { column: "2", problem: "unknown" },
        ],
      },
    });
    expect((await look(place, id)).mapping).toEqual({});
  });
});

describe("what a table leaves open", () => {
  test("is parted at another sign once a coordinator says so, with its columns guessed anew", async () => {
    const place = await aPlace();
    const id = await bring(place, "Full name;Email Address, please\nAida;aida@people.example\n");
    expect(await look(place, id)).toMatchObject({ separator: ";", mapping: { 0: "name" } });
    const commas = await outcomeOf(map, {
      ...ask(place, id),
      form: { between: "comma", "column.0": "name" },
    });
    expect(commas).toMatchObject({ status: 302 });
    expect((await look(place, id)).columns.map(({ name }) => name)).toEqual([
      "Full name;Email Address",
      "please",
    ]);
    const form = { between: "semicolon", "column.0": "email" };
    await outcomeOf(map, { ...ask(place, id), form });
    expect(await look(place, id)).toMatchObject({ separator: ";", mapping: { 0: "name" } });
    // The sign that it has already leaves what was said of the columns.
    await outcomeOf(map, { ...ask(place, id), form });
    expect(await look(place, id)).toMatchObject({ mapping: { 0: "email" } });
  });

  test("keeps what was said where another sign makes no table of it", async () => {
    const place = await aPlace();
    const id = await bring(place, 'Full name,x\nAida,"1;2"\n');
    expect(
      await outcomeOf(map, {
        ...ask(place, id),
        form: { between: "semicolon", "column.0": "name", "column.1": "email" },
      }),
    ).toMatchObject({
      status: 422,
      data: {
        problem: { reason: "quote-inside", row: 2 },
        sent: { between: "semicolon", mapping: { 1: "email" } },
      },
    });
    expect((await look(place, id)).separator).toBe(",");
  });

  test("is asked for at its column, and read as the coordinator says", async () => {
    const place = await aPlace();
    const id = await bring(place, "Timestamp,Full name\n03/04/2026 09:00,Aida\n");
    expect((await allowGaps(place, id)).status).toBe(302);
    const open = await look(place, id);
    expect(open.columns[0]).toMatchObject({ asks: "dates", manner: "" });
    expect(open.problems).toMatchObject([{ row: "2", column: "Timestamp" }]);
    await allowGaps(place, id, { "manner.0": "day-first" });
    const told = await look(place, id);
    expect(told).toMatchObject({ problems: [], columns: [{ asks: "dates", manner: "day-first" }, {}] });
    await finish(place, id);
    expect((await applicationsTo(place))[0]?.submittedAt).toEqual(new Date("2026-04-03T07:00:00Z"));
  });
});

describe("a table that takes too long", () => {
  test("is given up without stopping anybody, when it comes and when it is kept", async () => {
    const place = await aPlace();
    const id = await bring(place, [header, row("slow@people.example")].join("\n"));
    readingLimits.seconds = 0.001;
    try {
      expect(await send(place, "a,b\n1,2\n")).toMatchObject({
        status: 422,
        data: { problem: { reason: "too-slow" } },
      });
      expect((await outcomeOf(mapping, ask(place, id))).data).toMatchObject({
        page: null,
        problem: { reason: "too-slow" },
      });
      expect(await finish(place, id)).toMatchObject({
        status: 302,
        location: `${pathOf(place)}/${id}#problems`,
      });
      expect(await applicationsTo(place)).toEqual([]);
    } finally {
      readingLimits.seconds = 15;
    }
    expect((await look(place, id)).problems).toEqual([]);
  });

  test("is not one whose form has an option without words in a language", async () => {
    const place = await aPlace();
    const { id: formId, definition } = await formOf(place.edition);
    const blanked = structuredClone(definition);
    for (const question of questionsOf(blanked))
      if (question.type === "choices") for (const { label } of question.options) label["ru"] = " ";
    // As it was stored before forms were cleared of blanks.
    await database().update(forms).set({ definition: blanked }).where(eq(forms.id, formId));
    const id = await bring(place, [header, row("blank@people.example")].join("\n"));
    expect((await look(place, id)).problems).toEqual([]);
  });
});

describe("a table that cannot be read", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ["nothing", "", 400, "missing"],
    ["a head alone", "a,b\n", 422, "no-rows"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 422, "not-text"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 422, "workbook"],
    ["another encoding", new Uint8Array([0xe8, 0xec, 0xff, 0x0a, 0x61]), 422, "encoding"],
    ["a row too wide", "a\n1,2\n", 422, "ragged"],
    ["an open quotation mark", 'a\n"1\n', 422, "quote-open"],
    ["5 MB and more", `a\n${"x".repeat(5 * 1024 * 1024)}\n`, 413, "too-large"],
  ])("is refused in a sentence: %s", async (_, content, status, reason) => {
    const place = await aPlace();
    expect(await send(place, content)).toMatchObject({ status, data: { problem: { reason } } });
    expect(await database().select().from(imports).where(eq(imports.editionId, place.edition.id))).toEqual(
      [],
    );
  });
});

describe("another coordinator's import", () => {
  test("is not there: to see, to map, to finish or to throw away", async () => {
    const place = await aPlace();
    const id = await bring(place, [header, row("mine@people.example")].join("\n"));
    const colleague = await aPerson({ roles: [{ role: "coordinator", edition: place.edition }] });
    const asked = ask(place, id, colleague);
    expect(await outcomeOf(mapping, asked)).toMatchObject({ status: 404 });
    for (const action of [map, complete, discard])
      expect(await outcomeOf(action, { ...asked, form: {} })).toMatchObject({ status: 404 });
    const theirs = await outcomeOf(list, { ...asked, path: pathOf(place) });
    expect(theirs.data).toMatchObject({ open: [] });
    const elsewhere = await aPlace();
    const moved = { ...ask(elsewhere, id, place.coordinator), form: {} };
    expect(await outcomeOf(complete, moved)).toMatchObject({ status: 404 });
  });
});

describe("an import that nobody finishes", () => {
  test("can be thrown away, and goes by itself after a week", async () => {
    const place = await aPlace();
    const first = await bring(place, [header, row("a@people.example")].join("\n"));
    expect(await outcomeOf(discard, { ...ask(place, first), form: {} })).toMatchObject({ status: 302 });
    const second = await bring(place, [header, row("b@people.example")].join("\n"));
    await importRetentionJob.run({});
    expect(await look(place, second)).toMatchObject({ rows: 1 });
    setClock(() => new Date(Date.now() + 8 * 86_400_000));
    try {
      await importRetentionJob.run({});
    } finally {
      setClock(undefined);
    }
    const left = await database().select().from(imports).where(eq(imports.editionId, place.edition.id));
    expect(left).toEqual([]);
  });
});
