import { and, asc, eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { applicationEvents, editions, forms, referees } from "#db/schema";
import { openReferee } from "~/applying/referee-details.server";
import { clearDeadDrafts, expireReferences, remindReferees } from "~/applying/references.server";
import { loader as status } from "~/applying/routes/application";
import * as list from "~/applying/routes/referees";
import * as one from "~/applying/routes/referee";
import * as naming from "~/applying/routes/referee-new";
import { loader as messages } from "~/applying/routes/messages";
import { loader as receipt } from "~/applying/routes/receipt";
import { action as reopen } from "~/applying/routes/reopening";
import { loader as review } from "~/applying/routes/review";
import { action as submit } from "~/applying/routes/submission";
import { sendMessage } from "~/applying/messages.server";
import { action as remove } from "~/applying/routes/referee-removal";
import { action as request } from "~/applying/routes/referee-request";
import { action as takeBack } from "~/applying/routes/referee-request-withdrawal";
import * as reference from "~/applying/routes/reference";
import { action as saveDraft } from "~/applying/routes/reference-draft";
import { action as decline } from "~/applying/routes/reference-refusal";
import { action as retract } from "~/applying/routes/reference-retraction";
import { withdrawApplication } from "~/applying/applications.server";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatByOffset, formatForReader } from "~/platform/locale/format";
import type { FormSection } from "~/questions/definition";
import { digest, getKey, unsealJson } from "~/platform/vault.server";
import { loader as applicationPage } from "~/selection/routes/application";
import { action as askAll } from "~/selection/routes/office-referees";
import { action as askOne } from "~/selection/routes/application-referees";
import { anApplication, type Application, type ApplicationDetails } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo, refereeLetters } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

const somebody = {
  name: "Gulnara Referee",
  relation: "Led the library where I volunteered",
  email: "gulnara@example.net",
  locale: "en",
  shownName: "Aisha",
};
const answers = {
  acquaintance: "A colleague for six years.",
  example: "She kept a reading circle alive through a winter without heating.",
  "to-learn": "To ask for help sooner.",
  recommend: "5",
  "anything-else": "",
};

let edition: Edition;
beforeAll(async () => {
  edition = await anEdition({ name: "Canary edition", refereesAsked: "with-application" });
});
afterEach(() => setClock(undefined));

async function anApplicant(details: ApplicationDetails & { locale?: string } = {}) {
  const { locale, ...application } = details;
  const person = await aPerson({ name: "Canary Accountname", ...(locale ? { locale } : {}) });
  return { person, application: await anApplication({ edition, person, country: "TJ", ...application }) };
}

const add = (person: Person, more: Record<string, string> = {}, without: string[] = []) =>
  outcomeOf(naming.action, {
    as: person,
    path: "/application/referees/new",
    form: Object.fromEntries(
      Object.entries({ ...somebody, ...more }).filter(([name]) => !without.includes(name)),
    ),
  });
const refereesOf = ({ id }: Application) =>
  database().select().from(referees).where(eq(referees.applicationId, id)).orderBy(asc(referees.position));
const press = (action: (args: Parameters<typeof request>[0]) => unknown, person: Person, id: string) =>
  outcomeOf(action, { as: person, params: { id }, form: {} });
const eventsOf = async ({ id }: Application) =>
  (
    await database()
      .select()
      .from(applicationEvents)
      .where(eq(applicationEvents.applicationId, id))
      .orderBy(asc(applicationEvents.at))
  ).map(({ kind }) => kind);
const open = (token: string, more: { path?: string; address?: string; as?: Person } = {}) =>
  outcomeOf(reference.loader, { path: `/reference/${token}`, ...more, params: { token } });
const rowOf = async (token: string) => {
  const [row] = await database()
    .select()
    .from(referees)
    .where(eq(referees.tokenHash, digest(token)));
  return row;
};
/** Sends the reference from a page that was opened just now. */
const answer = async (token: string, form: Record<string, string> = answers) =>
  post(token, { revision: String((await rowOf(token))?.draftRevision ?? 0), next: "send", ...form });
const post = (token: string, form: Record<string, string>, path = `/reference/${token}`) =>
  outcomeOf(reference.action, { path, params: { token }, form });
const days = (count: number) => setClock(() => new Date(Date.now() + count * 86_400_000));

/** An applicant who has named somebody and sent the request, and the link that went out. */
async function asked(details: Parameters<typeof anApplicant>[0] = {}, more: Record<string, string> = {}) {
  const { person, application } = await anApplicant(details);
  await add(person, more);
  const [row] = await refereesOf(application);
  const id = row?.id ?? "";
  expect(await press(request, person, id)).toMatchObject({ status: 302 });
  const [letter] = await refereeLetters(person);
  return { person, application, id, letter, token: letter?.token ?? "" };
}

describe("what waits for an applicant", () => {
  test("is said on the review, on the receipt and in its letter, as long as it does", async () => {
    const { person, application } = await anApplicant({ sections: 99, status: "draft" });
    await add(person);
    const openOf = async (loader: typeof review) =>
      ((await call(loader, { as: person })) as { open: unknown }).open;
    expect(await openOf(review)).toEqual({ references: 1, requests: 1, messages: 0 });
    await sendMessage({
      authorId: (await aPerson({ roles: [{ role: "coordinator", edition }] })).id,
      applicationId: application.id,
      fromOffice: true,
      text: "A question to you",
    });
    expect(await outcomeOf(submit, { as: person, form: {} })).toMatchObject({
      location: "/application/receipt",
    });
    const [first] = (await lettersTo(person)).filter(({ kind }) => kind === "applying.receipt");
    expect(first?.text).not.toContain("nothing for you to do");
    expect(first?.text).toContain("2 people who can speak for you have yet to be asked");
    expect(first?.text).toContain("1 message is not read yet");
    for (const page of [review, receipt] as (typeof review)[])
      expect(await openOf(page)).toEqual({ references: 1, requests: 1, messages: 1 });

    await call(messages, { as: person, path: "/application/messages" });
    await add(person, { email: "second@example.net" });
    for (const { id } of await refereesOf(application)) await press(request, person, id);
    for (const page of [review, receipt] as (typeof review)[])
      expect(await openOf(page)).toEqual({ references: 0, requests: 0, messages: 0 });
    await outcomeOf(reopen, { as: person, form: {} });
    await outcomeOf(submit, { as: person, form: {} });
    const [second] = (await lettersTo(person)).filter(({ kind }) => kind === "applying.receipt");
    expect(second?.text).toContain("nothing for you to do");
  });
});

describe("naming a referee", () => {
  test("sends nothing, keeps everything sealed, and shows how it stands", async () => {
    const { person, application } = await anApplicant();
    expect(await add(person)).toMatchObject({ status: 302, location: "/application/referees?note=saved" });
    const [row] = await refereesOf(application);
    expect(row).toMatchObject({ state: "named", unsafe: false, tokenHash: null });
    for (const word of ["Gulnara", "gulnara@", "Aisha"]) expect(row?.details.includes(word)).toBe(false);
    expect(await refereeLetters(person)).toEqual([]);
    const page = await call(list.loader, { as: person, path: "/application/referees" });
    expect(page.referees).toMatchObject([{ name: "Gulnara Referee", standing: "named" }]);
    expect(await call(status, { as: person, path: "/application" })).toMatchObject({
      beside: { referees: { wanted: 2, done: 0 } },
    });
  });

  test.each([
    ["no name", { name: "  " }, "name", "required"],
    ["a name of two lines", { name: "A\nBcc: x@example.org" }, "name", "invalid"],
    ["a name that is too long", { name: "a".repeat(121) }, "name", "too-long"],
    ["no relation", { relation: "" }, "relation", "required"],
    ["no address", { email: "" }, "email", "required"],
    ["no address at all", { email: "gulnara" }, "email", "email"],
    ["two addresses", { email: "a@example.org,b@example.org" }, "email", "email"],
    ["a header in the address", { email: "a@example.org\r\nBcc: b@example.org" }, "email", "email"],
    ["a display name", { email: "Gulnara <a@example.org>" }, "email", "email"],
    ["a quoted address", { email: '"a b"@example.org' }, "email", "email"],
    ["an address without a domain", { email: "root@localhost" }, "email", "email"],
    ["an address that is too long", { email: `${"a".repeat(250)}@example.org` }, "email", "too-long"],
    ["a shown name with a link", { shownName: "Win at www.example.org" }, "shownName", "shown-name"],
    ["a shown name with an address", { shownName: "a@b" }, "shownName", "shown-name"],
    ["no shown name", { shownName: "" }, "shownName", "required"],
    ["a shown name that is too long", { shownName: "a".repeat(61) }, "shownName", "too-long"],
    ["an unknown language", { locale: "kk" }, "locale", "choose"],
    ["unsafe without other evidence", { unsafe: "yes" }, "evidence", "evidence"],
    [
      "other evidence of too many words",
      { unsafe: "yes", evidence: "слово ".repeat(201) },
      "evidence",
      "too-many-words",
    ],
  ])("with %s is refused at its field, and what was typed is kept", async (_, more, field, error) => {
    const { person, application } = await anApplicant();
    const outcome = await add(person, more);
    expect(outcome.status).toBe(400);
    const { result } = outcome.data as {
      result: { error: Record<string, string[]>; initialValue: Record<string, unknown> };
    };
    expect(Object.keys(result.error)).toEqual([field]);
    expect(result.error[field]?.[0]).toContain(error);
    expect(result.initialValue["relation"] ?? "").toBe(
      (more as Record<string, string>)["relation"] ?? somebody.relation,
    );
    expect(await refereesOf(application)).toEqual([]);
  });

  test("refuses one's own address, however it is written", async () => {
    const { person, application } = await anApplicant();
    const outcome = await add(person, { email: ` ${person.email.toUpperCase()} ` });
    expect(outcome).toMatchObject({ status: 400 });
    expect(JSON.stringify(outcome.data)).toContain("own-address");
    expect(await refereesOf(application)).toEqual([]);
  });

  test("refuses the same person twice, also when they come by a change", async () => {
    const { person, application } = await anApplicant();
    await add(person);
    expect(JSON.stringify(await add(person, { email: "GULNARA@example.net" }))).toContain("twice");
    await add(person, { email: "other@example.net" });
    const [, second] = await refereesOf(application);
    const outcome = await outcomeOf(one.action, {
      as: person,
      params: { id: second?.id ?? "" },
      form: somebody,
    });
    expect(outcome.status).toBe(400);
    expect(JSON.stringify(outcome.data)).toContain("twice");
  });

  test("stops at the number that is wanted, also for many at once", async () => {
    const { person, application } = await anApplicant();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map((n) => add(person, { email: `referee${n}@example.net` })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([302, 302, 302, 302]);
    expect((await refereesOf(application)).map(({ position }) => position)).toEqual([1, 2]);
  });

  test("keeps no address of somebody who must not be contacted, and never writes to them", async () => {
    const { person, application } = await anApplicant();
    await add(person, { unsafe: "yes", evidence: "A newspaper wrote about it in March." });
    const [row] = await refereesOf(application);
    expect(row).toMatchObject({ unsafe: true, emailHash: null });
    const key = await getKey(database(), person.id);
    expect(row && openReferee(key, row)).toMatchObject({
      email: null,
      evidence: expect.stringContaining("March"),
    });
    expect(await press(request, person, row?.id ?? "")).toMatchObject({
      location: "/application/referees?note=closed",
    });
    days(30);
    await remindReferees();
    expect(await refereeLetters(person)).toEqual([]);
  });

  test("is nobody else's to see or to change", async () => {
    const { person, application } = await anApplicant();
    await add(person);
    const [row] = await refereesOf(application);
    const other = await anApplicant();
    for (const action of [remove, request, takeBack])
      expect(await press(action, other.person, row?.id ?? "")).toMatchObject({ status: 404 });
    expect(await outcomeOf(one.loader, { as: other.person, params: { id: row?.id ?? "" } })).toMatchObject({
      status: 404,
    });
    expect(
      await outcomeOf(one.action, { as: other.person, params: { id: row?.id ?? "" }, form: somebody }),
    ).toMatchObject({ status: 404 });
    expect(await outcomeOf(one.loader, { as: person, params: { id: "mistyped" } })).toMatchObject({
      status: 404,
    });
  });
});

describe("being asked after shortlisting", () => {
  test("opens nothing, and tells nothing, until a coordinator says so", async () => {
    const later = await anEdition({ at: "selection" });
    const by = await aPerson({ roles: [{ role: "coordinator", edition: later }] });
    const details = { edition: later, status: "submitted", eligibility: "eligible" } as const;
    const chosen = await anApplicant(details);
    const reserve = await anApplicant({ ...details, locale: "ru" });
    const rest = await anApplicant(details);
    await aDecision({ application: chosen.application, by });
    await aDecision({ application: reserve.application, by, outcome: "reserve", reserveRank: 1 });
    await aDecision({ application: rest.application, by, outcome: "declined" });

    // A mark alone changes nothing that an applicant sees.
    const seen = async (person: Person) =>
      JSON.stringify(await call(status, { as: person, path: "/application" })).replaceAll(
        /ELF-\w{6}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g,
        "",
      );
    expect(await seen(chosen.person)).toBe(await seen(rest.person));
    expect(await outcomeOf(list.loader, { as: chosen.person })).toMatchObject({ status: 404 });
    expect(await add(chosen.person)).toMatchObject({ status: 404 });

    const params = { edition: later.slug };
    const one = { ...params, code: rest.application.code };
    await outcomeOf(askOne, { as: by, params: one, path: "/x", form: {} });
    expect(await eventsOf(rest.application)).not.toContain("referees-asked");

    const pressed = await Promise.all([1, 2].map(() => outcomeOf(askAll, { as: by, params, form: {} })));
    expect(pressed.map(({ location }) => location?.split("asked=")[1]).sort()).toEqual(["0", "2"]);
    for (const { person, application } of [chosen, reserve]) {
      expect((await eventsOf(application)).filter((kind) => kind === "referees-asked")).toHaveLength(1);
      const letters = await lettersTo(person);
      expect(letters.map(({ kind }) => kind)).toEqual(["applying.referees"]);
      expect(JSON.stringify(letters)).not.toMatch(/shortlist|referee"|список|fellow|programme|Edition/i);
      expect(await call(list.loader, { as: person })).toMatchObject({ isOpen: true, onShortlist: true });
    }
    expect(await lettersTo(rest.person)).toEqual([]);
    expect(await outcomeOf(list.loader, { as: rest.person })).toMatchObject({ status: 404 });
    expect(await add(chosen.person)).toMatchObject({ status: 302 });
  });

  test("is over once decisions are out: nothing is asked, named or answered any more", async () => {
    const own = await anEdition({ refereesAsked: "with-application" });
    const { person, id, token } = await asked({ edition: own, status: "submitted" });
    await database().update(editions).set({ decisionsReleasedAt: new Date() }).where(eq(editions.id, own.id));
    expect(await call(list.loader, { as: person })).toMatchObject({ isOpen: false });
    expect(await add(person, { email: "late@example.net" })).toMatchObject({
      location: "/application/referees?note=closed",
    });
    expect(await open(token)).toMatchObject({ status: 404 });
    expect(await answer(token)).toMatchObject({ status: 404 });
    expect(await press(request, person, id)).toMatchObject({ location: "/application/referees?note=sent" });
    expect(await refereeLetters(person)).toHaveLength(1);
  });
});

describe("the request", () => {
  test("is one neutral letter to the referee's address, with a link of which only a hash is stored", async () => {
    const { person, application, id, letter, token } = await asked();
    expect(letter).toMatchObject({ to: "gulnara@example.net", kind: "reference.request" });
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await refereesOf(application);
    expect(row).toMatchObject({ state: "asked", tokenHash: digest(token) });
    expect(row?.details.includes(token)).toBe(false);
    expect(letter?.text).toContain("Aisha");
    const said = `${letter?.subject} ${letter?.text}`;
    expect(said).not.toMatch(
      /fellow|programme|edition|canary|application|applicant|prague|tajik|people in need|\bTJ\b/i,
    );
    expect(said).not.toContain(person.email);
    expect(said).not.toContain(application.code);
    await Promise.all([press(request, person, id), press(request, person, id)]);
    expect(await refereeLetters(person)).toHaveLength(1);
  });

  test("is written in the language that the applicant chose, and its page opens in it", async () => {
    const { letter, token } = await asked({}, { locale: "ru" });
    expect(letter?.subject).toBe("Просьба о рекомендации");
    expect(letter?.text).toContain("?language=ru");
    const russian = await open(token, { path: `/reference/${token}?language=ru` });
    expect(russian.data).toMatchObject({ title: "Рекомендация" });
    const chosen = await outcomeOf(reference.loader, {
      path: `/reference/${token}?language=ru`,
      params: { token },
      headers: { Cookie: "elf-language=en" },
    });
    expect(chosen.data).toMatchObject({ title: "A reference" });
  });

  test("says to the minute until when its link works, by the edition's clock, to referee and applicant alike", async () => {
    const { person, application, letter, token } = await asked();
    const { expiresAt } = (await refereesOf(application))[0] ?? {};
    if (!expiresAt) throw new Error("The link has no end.");
    expect(expiresAt.getTime() % 60_000).toBe(0);
    const until = formatByOffset(expiresAt, "en", edition.zone);
    expect(until).toMatch(/\d\d:\d\d \(UTC\+[12]\)$/);
    const named = formatForReader(expiresAt, "en", edition.zone, null);
    expect(named.split("(")[0]).toBe(until.split("(")[0]);
    expect(letter?.text).toContain(`works until ${until}.`);
    expect((await open(token)).data).toMatchObject({ until });
    const own = await call(list.loader, { as: person });
    expect(own.referees[0]?.until.startsWith(named)).toBe(true);
    setClock(() => new Date(expiresAt.getTime() - 1));
    expect((await open(token)).status).toBe(200);
    setClock(() => expiresAt);
    expect((await open(token)).status).toBe(404);
  });

  test("kills its link when it is taken back, and recalls a letter that still waits", async () => {
    const { person, application, id, token } = await asked();
    expect(await press(takeBack, person, id)).toMatchObject({ location: "/application/referees?note=back" });
    expect(await refereeLetters(person)).toEqual([]);
    expect(await open(token)).toMatchObject({ status: 404 });
    expect(await answer(token)).toMatchObject({ status: 404 });
    expect((await refereesOf(application))[0]).toMatchObject({ state: "named", tokenHash: null });
  });

  test("holds what was said of the referee until it is taken back", async () => {
    const { person, application, id } = await asked();
    expect(await press(remove, person, id)).toMatchObject({ location: "/application/referees?note=closed" });
    const change = { as: person, params: { id }, form: { ...somebody, email: "other@example.net" } };
    expect(await outcomeOf(one.action, change)).toMatchObject({
      location: "/application/referees?note=closed",
    });
    expect(await refereesOf(application)).toMatchObject([{ state: "asked" }]);
  });

  test("reaches one address only so often in a day", async () => {
    const { person, id } = await asked({}, { email: "often@example.net" });
    for (let n = 0; n < 2; n++) {
      await press(takeBack, person, id);
      expect(await press(request, person, id)).toMatchObject({ status: 302 });
    }
    await press(takeBack, person, id);
    expect(await press(request, person, id)).toMatchObject({ status: 429 });
  });

  test("to a panelist of the edition is sent, and noted for coordinators", async () => {
    const panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
    const { person, application } = await asked({}, { email: panelist.email });
    expect(await eventsOf(application)).toContain("referee-tied");
    expect(JSON.stringify(await call(list.loader, { as: person }))).not.toContain("tied");
  });
});

describe("a referee's link", () => {
  test("shows the name that the applicant chose, and changes nothing by being opened", async () => {
    const { person, application, token } = await asked();
    for (let n = 0; n < 3; n++) {
      const page = await open(token);
      expect(page).toMatchObject({ status: 200, data: { state: "asked", shownName: "Aisha" } });
      const text = JSON.stringify(page.data);
      for (const canary of [
        "Canary",
        "Edition",
        "TJ",
        "Tajik",
        "Fellow",
        person.email,
        application.code,
        "Gulnara",
      ])
        expect(text).not.toContain(canary);
    }
    expect((await refereesOf(application))[0]).toMatchObject({ state: "asked" });
  });

  test("takes an answer once, sealed, and thanks whoever comes back", async () => {
    const { person, application, token } = await asked();
    expect(await answer(token)).toMatchObject({ status: 302 });
    expect(await answer(token, { ...answers, recommend: "1" })).toMatchObject({ status: 302 });
    const [row] = await refereesOf(application);
    expect(row?.answers?.includes("reading circle")).toBe(false);
    const key = await getKey(database(), person.id);
    expect(row?.answers && unsealJson(key, "referees.answers", row.answers)).toMatchObject({
      recommend: "5",
    });
    expect(await open(token)).toMatchObject({ status: 200, data: { state: "answered" } });
    expect(await call(list.loader, { as: person })).toMatchObject({ referees: [{ standing: "answered" }] });
    expect(JSON.stringify(await call(list.loader, { as: person }))).not.toContain("reading circle");
    expect(await press(remove, person, row?.id ?? "")).toMatchObject({
      location: "/application/referees?note=closed",
    });
    expect(await eventsOf(application)).toContain("referee-answered");
  });

  test.each([
    ["nothing", { acquaintance: "", example: "", "to-learn": "", recommend: "" }, 4],
    ["a text of too many words", { example: "слово ".repeat(301) }, 1],
    ["a word that a sign got into", { example: "Она пом\uFFFDогла нам" }, 1],
    ["a mark off the scale", { recommend: "9" }, 1],
    ["a mark that is none", { recommend: "=1+1" }, 1],
  ])("with %s comes back with what was typed", async (_, more, problems) => {
    const { application, token } = await asked();
    const outcome = await answer(token, { ...answers, ...more });
    expect(outcome.status).toBe(400);
    const { problems: found, answers: kept } = outcome.data as {
      problems: unknown[];
      answers: Record<string, string>;
    };
    expect(found).toHaveLength(problems);
    expect(kept["anything-else"]).toBe("");
    expect(Object.values(kept)).toContain(
      (more as Record<string, string>)["example"]?.trim() ?? answers.example,
    );
    expect((await refereesOf(application))[0]).toMatchObject({ state: "asked", answers: null });
  });

  test.each([
    ["NUL", "a\0b"],
    ["far too much", "a".repeat(300_000)],
  ])("with %s is refused", async (_, text) => {
    const { token } = await asked();
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...answers, example: text })) form.set(name, value);
    const outcome = await outcomeOf(reference.action, { params: { token }, form });
    expect(outcome.status).toBeGreaterThanOrEqual(300);
    expect(outcome.status).toBeLessThan(500);
  });

  test("can be declined, after which the applicant is told and nobody is asked again", async () => {
    const { person, application, id, token } = await asked();
    expect(
      await outcomeOf(decline, { path: `/reference/${token}`, params: { token }, form: {} }),
    ).toMatchObject({
      status: 302,
    });
    expect(await open(token)).toMatchObject({ status: 200, data: { state: "declined" } });
    expect(await answer(token)).toMatchObject({ status: 404, data: { answers } });
    expect((await lettersTo(person)).map(({ kind }) => kind)).toContain("applying.referee-news");
    expect(await press(request, person, id)).toMatchObject({ location: "/application/referees?note=closed" });
    expect((await refereesOf(application))[0]).toMatchObject({ state: "declined", answers: null });
    // Two are wanted: with another named there is room for one in the place of whoever said no.
    await add(person, { email: "second@example.net" });
    expect(await add(person, { email: "third@example.net" })).toMatchObject({ status: 302 });
    await add(person, { email: "fourth@example.net" });
    expect(await refereesOf(application)).toHaveLength(3);
    expect(await press(remove, person, id)).toMatchObject({ location: "/application/referees?note=removed" });
  });

  test("takes an answer back until decisions are out, long after it ran out", async () => {
    const own = await anEdition({ refereesAsked: "with-application" });
    const { application, token } = await asked({ edition: own, status: "submitted" });
    await answer(token);
    const released = await asked({ edition: own }, { email: "second@example.net" });
    await answer(released.token);
    days(40);
    expect(await open(token)).toMatchObject({ data: { state: "answered" } });
    await outcomeOf(retract, { path: `/reference/${token}`, params: { token }, form: {} });
    expect((await refereesOf(application))[0]).toMatchObject({ state: "retracted", answers: null });
    expect(await open(token)).toMatchObject({ data: { state: "retracted" } });
    await database().update(editions).set({ decisionsReleasedAt: new Date() }).where(eq(editions.id, own.id));
    const late = await outcomeOf(retract, { path: "/x", params: { token: released.token }, form: {} });
    expect(late).toMatchObject({ status: 404 });
    expect((await refereesOf(released.application))[0]).toMatchObject({ state: "answered" });
  });

  test("is kept while it is written, for whoever has the link and for nobody else", async () => {
    const { person, application, token } = await asked({ status: "submitted" });
    const half = { ...answers, example: "Half a sentence about", recommend: "" };
    const saved = await post(
      token,
      { ...half, revision: "0", next: "later" },
      `/reference/${token}?language=ru`,
    );
    expect(saved).toMatchObject({ status: 302, location: `/reference/${token}?language=ru&saved=1` });
    for (const language of ["", "?language=ru"])
      expect(await open(token, { path: `/reference/${token}${language}` })).toMatchObject({
        data: { state: "asked", answers: { example: half.example }, revision: 1, note: "kept" },
      });
    const row = await rowOf(token);
    expect(row?.draft?.includes("Half a sentence")).toBe(false);
    expect(row).toMatchObject({ state: "asked", answers: null });
    const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
    const seen = await Promise.all([
      call(list.loader, { as: person }),
      call(status, { as: person, path: "/application" }),
      call(applicationPage, { as: coordinator, params: { edition: edition.slug, code: application.code } }),
    ]);
    for (const word of ["Half a sentence", '"draft":', "draftRevision"])
      expect(JSON.stringify(seen)).not.toContain(word);
    // What is too long for now is kept as well, and not taken for an answer.
    const long = { ...half, example: "слово ".repeat(400).trim() };
    expect(await post(token, { ...long, revision: "1", next: "send" })).toMatchObject({ status: 400 });
    expect(await open(token)).toMatchObject({ data: { answers: { example: long.example }, revision: 2 } });
    expect(await rowOf(token)).toMatchObject({ state: "asked", answers: null });
  });

  test("is saved after a pause, tells two tabs apart, and takes a repetition for what it is", async () => {
    const { token } = await asked();
    const save = (revision: number, example: string, more: [string, string][] = []) =>
      outcomeOf(saveDraft, {
        path: `/reference/${token}/draft`,
        params: { token },
        json: { revision, fields: [["example", example], ...more] },
      });
    expect(await save(0, "One")).toMatchObject({ status: 200, data: { revision: 1 } });
    expect(await save(0, "One")).toMatchObject({ status: 200, data: { revision: 1 } });
    expect(await save(0, "Two")).toMatchObject({ status: 409, data: { answers: { example: "One" } } });
    expect(await save(1, "Two")).toMatchObject({ status: 200, data: { revision: 2 } });
    expect(await save(2, "Two", [["recommend", "9"]])).toMatchObject({ status: 422 });
    // By the button as well, to send or not: both versions stand on the page before one takes the other's place.
    for (const next of ["later", "send"])
      expect(await post(token, { ...answers, example: "Three", revision: "1", next })).toMatchObject({
        status: 409,
        data: { answers: { example: "Three" }, saved: { example: "Two" }, revision: 2 },
      });
    expect(await post(token, { ...answers, revision: "2", next: "send" })).toMatchObject({ status: 302 });
    expect(await save(3, "Four")).toMatchObject({ status: 403 });
  });

  test.each<[string, (one: Awaited<ReturnType<typeof asked>>) => Promise<unknown>]>([
    ["sent", ({ token }) => answer(token)],
    ["declined", ({ token }) => outcomeOf(decline, { path: "/x", params: { token }, form: {} })],
    ["taken back by the applicant", ({ person, id }) => press(takeBack, person, id)],
    ["run out", () => (days(15), expireReferences())],
    [
      "withdrawn",
      async ({ person, application }) => {
        await withdrawApplication({ personId: person.id }, application.id);
        await clearDeadDrafts();
      },
    ],
  ])("leaves nothing of its draft once it is %s", async (_, end) => {
    const one = await asked({ status: "submitted" });
    await post(one.token, { ...answers, revision: "0", next: "later" });
    expect((await refereesOf(one.application))[0]?.draft).not.toBeNull();
    await end(one);
    expect((await refereesOf(one.application))[0]?.draft).toBeNull();
  });

  test("names the organisation in its letter and on its page only where the edition says so", async () => {
    const told = "People in Need";
    const quiet = await asked();
    const own = await anEdition({ refereesAsked: "with-application", refereesTold: told });
    const telling = await asked({ edition: own });
    expect(quiet.letter?.text).not.toMatch(/People in Need|The request comes from/);
    expect(await open(quiet.token)).toMatchObject({ data: { told: "" } });
    expect(telling.letter?.text).toContain(`The request comes from ${told}.`);
    expect(await open(telling.token)).toMatchObject({ data: { told } });
    days(10);
    await remindReferees();
    const reminders = await Promise.all([quiet, telling].map(({ person }) => refereeLetters(person)));
    expect(reminders.map(([letter]) => letter?.kind)).toEqual(["reference.reminder", "reference.reminder"]);
    expect(reminders.map(([letter]) => letter?.text.includes(told))).toEqual([false, true]);
  });

  test("looks the same for everything that is dead: unknown, mistyped, expired, withdrawn", async () => {
    const expired = await asked();
    const withdrawn = await asked({ status: "submitted" });
    await withdrawApplication({ personId: withdrawn.person.id }, withdrawn.application.id);
    days(15);
    const seen = await Promise.all(
      ["A".repeat(43), "short", "' or 1=1", "", expired.token, withdrawn.token].map(async (token) => {
        const { status, data } = await open(token);
        return JSON.stringify({ status, data });
      }),
    );
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain("404");
    for (const token of ["A".repeat(43), expired.token, withdrawn.token]) {
      expect(await answer(token)).toMatchObject({ status: 404, data: { answers, problems: [] } });
      for (const action of [decline, retract])
        expect(await outcomeOf(action, { path: "/x", params: { token }, form: {} })).toMatchObject({
          status: 404,
        });
    }
  });

  test("can be guessed at only so often from one network, which shuts out nobody who has one", async () => {
    const { token } = await asked();
    const address = "198.51.100.7";
    for (let n = 0; n < 240; n++) await open("A".repeat(43), { address });
    expect(await open("B".repeat(43), { address })).toMatchObject({ status: 429 });
    expect(await open(token, { address })).toMatchObject({ status: 200 });
    expect(await open(token, { address: "198.51.100.8" })).toMatchObject({ status: 200 });
  });

  test("is neither kept by a browser nor found by a search engine", () => {
    const headers = new Headers(reference.headers({} as Parameters<typeof reference.headers>[0]));
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Robots-Tag")).toContain("noindex");
  });
});

describe("a referee's form that is published anew", () => {
  const shorter = {
    sections: [
      {
        key: "reference",
        title: { en: "A reference" },
        questions: [
          {
            key: "met",
            type: "text",
            maxCharacters: 50,
            label: { en: "Where did you meet?" },
            required: true,
            audience: "office",
          },
        ],
      },
    ],
  };

  test("reaches whoever is asked from then on; earlier links keep theirs, and each answer is read as it was asked", async () => {
    const own = await anEdition({ refereesAsked: "with-application" });
    const coordinator = await aPerson({ roles: [{ role: "coordinator", edition: own }] });
    const early = await asked({ edition: own, status: "submitted" });
    await database()
      .insert(forms)
      .values({
        ...{ editionId: own.id, kind: "reference", version: 2 },
        ...{ definition: shorter, publishedAt: new Date() },
      });
    const late = await asked({ edition: own, status: "submitted" });
    const keysAt = async (token: string) => {
      const { data } = await open(token);
      return (data as { section: FormSection }).section.questions.map(({ key }) => key);
    };
    expect(await keysAt(early.token)).toContain("acquaintance");
    expect(await keysAt(late.token)).toEqual(["met"]);
    expect(await answer(late.token)).toMatchObject({ status: 400 });
    expect(await answer(late.token, { met: "In a library." })).toMatchObject({ status: 302 });
    expect(await answer(early.token)).toMatchObject({ status: 302 });
    for (const [{ application }, label] of [
      [late, "Where did you meet?"],
      [early, "How do you know this person, and for how long?"],
    ] as const) {
      const page = await call(applicationPage, {
        as: coordinator,
        path: `/office/${own.slug}/applications/${application.code}`,
        params: { edition: own.slug, code: application.code },
      });
      expect(JSON.stringify(page)).toContain(label);
    }
  });
});

describe("as days pass", () => {
  test("a referee is reminded once, with the same link, and the applicant is told when it runs out", async () => {
    const { person, application, id, token } = await asked();
    await remindReferees();
    expect(await refereeLetters(person)).toHaveLength(1);
    days(10);
    await Promise.all([remindReferees(), remindReferees()]);
    await remindReferees();
    const letters = await refereeLetters(person);
    expect(letters.map(({ kind }) => kind).sort()).toEqual(["reference.reminder", "reference.request"]);
    expect(letters.map((letter) => letter.token)).toEqual([token, token]);
    days(15);
    while ((await expireReferences()) > 0);
    expect((await lettersTo(person)).filter(({ kind }) => kind === "applying.referee-news")).toHaveLength(1);
    expect(await call(list.loader, { as: person })).toMatchObject({ referees: [{ standing: "expired" }] });
    expect(await eventsOf(application)).toEqual(
      expect.arrayContaining(["referee-reminded", "referee-expired"]),
    );

    setClock(() => new Date(Date.now() + 15 * 86_400_000));
    expect(await call(list.loader, { as: person })).toMatchObject({ isOpen: true });
    await press(request, person, id);
    const [newest] = await refereeLetters(person);
    expect(newest?.token).not.toBe(token);
    expect(await open(newest?.token ?? "")).toMatchObject({ status: 200 });
    expect(await open(token)).toMatchObject({ status: 404 });
  });

  test("neither who answered nor who declined is reminded, nor anyone of an application taken back", async () => {
    const answered = await asked();
    await answer(answered.token);
    const declined = await asked();
    await outcomeOf(decline, { path: "/x", params: { token: declined.token }, form: {} });
    const withdrawn = await asked({ status: "submitted" });
    await withdrawApplication({ personId: withdrawn.person.id }, withdrawn.application.id);
    days(10);
    await remindReferees();
    for (const { person } of [answered, declined, withdrawn])
      expect((await refereeLetters(person)).filter(({ kind }) => kind === "reference.reminder")).toEqual([]);
  });
});

describe("an edition that asks for none", () => {
  test("has no such pages", async () => {
    const none = await anEdition({ refereesAsked: "never" });
    const { person } = await anApplicant({ edition: none });
    expect(await outcomeOf(list.loader, { as: person })).toMatchObject({ status: 404 });
    expect(await add(person)).toMatchObject({ status: 404 });
    expect(await call(status, { as: person, path: "/application" })).toMatchObject({
      beside: { referees: null },
    });
  });
});

test("a draft that is deleted takes its referees along", async () => {
  const { person, application } = await anApplicant();
  await add(person);
  await withdrawApplication({ personId: person.id }, application.id);
  expect(
    await database()
      .select()
      .from(referees)
      .where(and(eq(referees.applicationId, application.id))),
  ).toEqual([]);
});
