import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  applications,
  assignments,
  calibrationFiles,
  conflicts,
  mail,
  reviewScores,
  reviews,
  roles,
} from "#db/schema";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction, openDatabase, useDatabase } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { embeddedTemplate } from "~/platform/migrate.server";
import { ruleOnConflict } from "~/selection/conflicts.server";
import { declareFromOffice } from "~/selection/declaring.server";
import { postAsReader } from "~/selection/discussion.server";
import { sendPanelistLetters } from "~/selection/panelist-letters.server";
import { serve, type RunningServer } from "~/serve.server";
import { loadBuild } from "~/start.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { createOwnDatabase, testsUsePostgres, type OwnDatabase } from "../setup/databases";
import { listen, type Ear, type Heard } from "../setup/ear";
import { useTestEnvironment } from "../setup/environment";
import { ask } from "../setup/http";
import { lettersTo } from "../setup/letters";
import { cookieOf } from "../setup/request";
import { freePort } from "../setup/server";

/*
 * A panelist who tries codes that are not theirs, over the wire and with a clock in hand: the built app, its whole
 * answers with their headers, and the work that it does for each.
 */

let own: OwnDatabase | undefined;
let server: RunningServer;
let ear: Ear;
let edition: Edition;
let panelist: Person;
let colleague: Person;
let coordinator: Person;
let cookie: string;
/** What a panelist is asked to read and keeps. */
let kept: Record<"fresh" | "read" | "shared", Application>;
/** The same, until a conflict takes it away. */
let tied: Record<"fresh" | "draft" | "read" | "shared", Application>;
/** Applications that were never theirs to open, each for another reason. */
let closed: Record<"others" | "elsewhere" | "ended" | "withdrawn" | "ineligible" | "unsent", Application>;

const monday = new Date("2027-03-01T07:05:00Z");

beforeAll(async () => {
  useTestEnvironment({ PORT: String(await freePort()), HOST: "127.0.0.1" });
  own = testsUsePostgres() ? await createOwnDatabase() : undefined;
  const handle = own
    ? await openDatabase(own.url, { poolSize: 8 })
    : await openDatabase("pglite://memory", { template: await embeddedTemplate() });
  useDatabase(handle);
  setClock(() => monday);
  await arrange();
  cookie = await cookieOf(panelist);
  server = await serve({ build: await loadBuild(), jobs: false });
  ear = listen(handle);
});
afterAll(async () => {
  ear.close();
  setClock(undefined);
  await server.close();
  await own?.drop();
  useTestEnvironment();
});

async function arrange() {
  edition = await anEdition({ at: "selection", readingUntil: "2027-03-12" });
  const elsewhere = await anEdition({ at: "selection" });
  const on = { roles: [{ role: "panelist" as const, edition }] };
  panelist = await aPerson(on);
  colleague = await aPerson(on);
  coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const one = async (where: Edition = edition) => {
    const application = await anApplication({
      edition: where,
      status: "submitted",
      eligibility: "eligible",
      answers: { community: "What the panel reads." },
    });
    await aReview({ application, panelist: colleague, comment: "What a colleague said." });
    return application;
  };
  kept = { fresh: await one(), read: await one(), shared: await one() };
  tied = { fresh: await one(), draft: await one(), read: await one(), shared: await one() };
  closed = {
    others: await one(),
    elsewhere: await one(elsewhere),
    ended: await one(),
    withdrawn: await one(),
    ineligible: await one(),
    unsent: await anApplication({ edition }),
  };
  const asked = [...Object.values(kept), ...Object.values(tied)];
  for (const application of [...asked, closed.ended, closed.withdrawn, closed.ineligible])
    await anAssignment({ application, panelist });
  for (const application of [kept.read, kept.shared, tied.read, tied.shared])
    await aReview({ application, panelist, comment: "What they said themselves." });
  await aReview({ application: tied.draft, panelist, submitted: false });
  for (const application of [kept.shared, tied.shared]) {
    await database()
      .insert(calibrationFiles)
      .values({ editionId: edition.id, applicationId: application.id, chosenBy: coordinator.id });
    await database()
      .update(assignments)
      .set({ kind: "calibration" })
      .where(eq(assignments.applicationId, application.id));
  }
  const set = (application: Application, change: Partial<typeof applications.$inferInsert>) =>
    database().update(applications).set(change).where(eq(applications.id, application.id));
  await set(closed.withdrawn, { status: "withdrawn" });
  await set(closed.ineligible, { eligibility: "ineligible" });
  await database().update(assignments).set({ endedAt: monday }).where(between(closed.ended));
  const writer = { personId: colleague.id, editionIds: [edition.id] };
  for (const application of [kept.read, tied.read, closed.others])
    await postAsReader(writer, application.code, "What was said of it.");
}

const between = (application: Application) =>
  and(eq(assignments.applicationId, application.id), eq(assignments.panelistId, panelist.id));

/** Conflicts as a coordinator declares them, or as they are dismissed. */
async function tie(): Promise<void> {
  const [role] = await database()
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.personId, panelist.id), eq(roles.editionId, edition.id)));
  const said = { editionId: edition.id, actorId: coordinator.id, roleId: role?.id ?? "", reason: "Friends." };
  for (const { code } of Object.values(tied))
    expect(await inTransaction((tx) => declareFromOffice(tx, { ...said, code }))).toBe("declared");
}
async function untie(): Promise<void> {
  const found = await database().select({ id: conflicts.id }).from(conflicts);
  const ruling = { editionId: edition.id, actorId: coordinator.id, holds: false };
  for (const { id } of found) await inTransaction((tx) => ruleOnConflict(tx, { ...ruling, conflictId: id }));
}

/** A code that no application has. */
const nobodys = "ELF-AAAAAA";

/** What can be asked about a code: every page with its data, every form, and where a code is part of something else. */
async function listAttempts(): Promise<
  [string, (code: string) => Parameters<typeof ask>[2] & { path: string }][]
> {
  const criteria = await criteriaOf(edition);
  const scores = criteria.map(({ id }) => `score.${id}=4&comment.${id}=So`).join("&");
  const pages = ["", "/submission", "/discussion", "/scores", "/conflict"];
  const office = `/office/${edition.slug}/applications`;
  const gets = [
    ...pages.flatMap((page) => [`/panel/CODE${page}`, `/panel/CODE${page}.data`]),
    "/panel/CODE.data?_routes=selection%2Froutes%2Freading",
    "/panel/CODE?submitted=1",
    "/panel?saved=CODE",
    "/panel?declared=CODE",
    "/panel?show=submitted&q=CODE",
    `${office}?q=CODE`,
    `${office}/CODE`,
    `${office}/CODE.data`,
    `${office}/CODE/discussion`,
    `${office}/CODE/print`,
    `/office/${edition.slug}/ranking?q=CODE`,
    "/application/receipt?code=CODE",
  ];
  const posts: [string, string][] = [
    ["/panel/CODE", `revision=0&${scores}`],
    ["/panel/CODE", `revision=1&then=later&${scores}`],
    ["/panel/CODE", ""],
    ["/panel/CODE/submission", `revision=0&${scores}`],
    ["/panel/CODE/submission.data", `revision=1&${scores}`],
    ["/panel/CODE/discussion", "text=Something"],
    ["/panel/CODE/scores", `revision=1&reason=Because&${scores}`],
    ["/panel/CODE/conflict", "reason=A+cousin"],
    ["/panel/CODE/conflict", "reason="],
    ["/panel/wishes", "wish.CODE=yes"],
    [`${office}/CODE/discussion`, "text=Something"],
    [`/office/${edition.slug}/panel/conflicts/declaration`, "code=CODE&reason=Why"],
  ];
  return [
    ...gets.map((path): [string, (code: string) => { path: string }] => [
      `GET ${path}`,
      (code) => ({ path: path.replaceAll("CODE", code) }),
    ]),
    ...posts.map(([path, body]): [string, (code: string) => { path: string; body: string }] => [
      `POST ${path} ${body.slice(0, 24)}`,
      (code) => ({ path: path.replaceAll("CODE", code), body: body.replaceAll("CODE", code) }),
    ]),
    [
      "POST /panel/CODE/draft",
      (code) => ({
        path: `/panel/${code}/draft`,
        body: JSON.stringify({ revision: 0, score: {}, comment: {} }),
        headers: { "Content-Type": "application/json" },
      }),
    ],
    ["HEAD /panel/CODE", (code) => ({ path: `/panel/${code}`, method: "HEAD" })],
  ];
}

/** An answer without what is new each time (its reference, its nonce, the time) and without the code that was asked for. */
async function answer(
  { path, ...options }: Parameters<typeof ask>[2] & { path: string },
  code = nobodys,
): Promise<{ status: number; headers: string[]; body: string; work: Heard }> {
  ear.take();
  const { status, headers, body } = await ask(env().origin, path, {
    ...options,
    cookie,
    // Compressed, lengths would follow from the references.
    headers: { "Accept-Encoding": "identity", ...options.headers },
  });
  const work = ear.take();
  const nonce = /'nonce-([\w-]+)'/.exec(headers.get("Content-Security-Policy") ?? "")?.[1] ?? "";
  const reference = headers.get("X-Request-Id") ?? "";
  const plain = (text: string) =>
    text.replaceAll(nonce, "NONCE").replaceAll(reference, "REFERENCE").replaceAll(code, "CODE");
  return {
    status,
    headers: [...headers]
      .filter(([name]) => name !== "date")
      .map(([name, value]) => `${name}: ${plain(value)}`),
    body: plain(body),
    work: { ...work, statements: work.statements.map(plain) },
  };
}

/** Every page that a panelist can reach from their own, with its data: address and bytes, in the order of addresses. */
async function walk(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [
    "/panel",
    "/panel/wishes",
    "/panel/calibration",
    "/panel/profile",
    "/panel/agreement",
    "/home",
  ];
  for (const tab of ["new", "draft", "submitted"]) waiting.push(`/panel?show=${tab}`);
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    if (seen.has(path)) continue;
    const { status, headers, body } = await answer({ path });
    expect(status, path).toBeLessThan(500);
    seen.set(path, [status, ...headers, body].join("\n"));
    for (const [, href] of body.matchAll(/href="([^"#]+)[#"]/g)) {
      const url = new URL((href ?? "").replaceAll("&amp;", "&"), env().origin);
      if (url.origin === env().origin && url.pathname.startsWith("/panel"))
        waiting.push(url.pathname + url.search);
    }
    if (!path.includes(".data") && path.startsWith("/panel"))
      waiting.push(path.replace(/^([^?]+)/, "$1.data"));
  }
  return new Map([...seen].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("a code that is not one's own", () => {
  test(
    "is answered like one that nobody has, byte for byte and after the same work, whatever is asked",
    { timeout: 120_000 },
    async () => {
      onTestFinished(untie);
      await tie();
      const codes = Object.entries({ ...closed, ...tied }).map(([why, { code }]) => [why, code] as const);
      for (const [name, attempt] of await listAttempts()) {
        // Asked once before: what is only done the first time is not counted.
        await answer(attempt(nobodys));
        const none = await answer(attempt(nobodys));
        expect(none.status, name).toBeLessThan(500);
        expect(none.work.statements.length, name).toBeGreaterThan(0);
        expect(none.work.opened, name).toBeGreaterThan(0);
        for (const [why, code] of codes)
          expect({ name, why, ...(await answer(attempt(code), code)) }).toEqual({ name, why, ...none });
      }
    },
  );

  test("while one's own is another matter, so that the above is not the same for all", async () => {
    for (const [name, attempt] of await listAttempts()) {
      if (!name.startsWith("GET /panel/CODE")) continue;
      const own = await answer(attempt(kept.read.code), kept.read.code);
      expect(own.body, name).not.toBe((await answer(attempt(nobodys))).body);
    }
  });
});

describe("a conflict", () => {
  const wasTold = /What was said of it|What a colleague said|What they said themselves/;

  test(
    "leaves every page as if the application had never been theirs, and dismissed gives it all back",
    { timeout: 120_000 },
    async () => {
      const before = await walk();
      for (const { code } of Object.values(tied))
        expect([...before.keys()]).toEqual(expect.arrayContaining([`/panel/${code}`, `/panel/${code}.data`]));
      expect(before.get(`/panel/${tied.read.code}/discussion`)).toMatch(wasTold);

      await tie();
      const during = await walk();
      const bytes = JSON.stringify([...during]);
      expect(during.size).toBeGreaterThan(12);
      for (const { code, id, personId } of [...Object.values(tied), ...Object.values(closed)])
        for (const telltale of [code, id, personId]) expect(bytes).not.toContain(telltale);

      await untie();
      expect(await walk()).toEqual(before);

      await tie();
      // Had they never been asked, nor read anything: their rows are gone.
      const ids = Object.values(tied).map(({ id }) => id);
      const theirs = await database()
        .select({ id: reviews.id })
        .from(reviews)
        .where(and(inArray(reviews.applicationId, ids), eq(reviews.panelistId, panelist.id)));
      const reviewIds = theirs.map(({ id }) => id);
      await database().delete(reviewScores).where(inArray(reviewScores.reviewId, reviewIds));
      await database().delete(reviews).where(inArray(reviews.id, reviewIds));
      await database()
        .delete(assignments)
        .where(and(inArray(assignments.applicationId, ids), eq(assignments.panelistId, panelist.id)));
      expect(reviewIds).toHaveLength(3);
      expect(await walk()).toEqual(during);
    },
  );

  test("is not in a letter either: it counts what is left without", async () => {
    await database().delete(mail).where(eq(mail.personId, panelist.id));
    await sendPanelistLetters();
    const [letter, ...more] = await lettersTo(panelist);
    expect(more).toEqual([]);
    expect(letter?.text).toContain("1 left");
    expect(letter?.text).not.toContain("ELF-");
  });
});
