import { beforeEach, describe, expect, test } from "vitest";
import { conflicts, referees } from "#db/schema";
import { database } from "~/platform/database.server";
import { emailHash, getKey, sealJson } from "~/platform/vault.server";
import * as calibrationRoute from "~/selection/routes/panel-calibration";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import * as draftRoute from "~/selection/routes/reading-draft";
import * as panelRoute from "~/selection/routes/panel";
import * as readingRoute from "~/selection/routes/reading";
import * as submissionRoute from "~/selection/routes/reading-submission";
import * as wishesRoute from "~/selection/routes/panel-wishes";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { outcomeOf, type Outcome } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let mine: Application;
let notMine: Application;
let number = 0;

/** An application that is full of what must not be told. */
async function aTelltale(of: Edition): Promise<Application> {
  number += 1;
  const person = await aPerson({ name: "CANARY Name", email: `canary-mail-${number}@example.org` });
  const application = await anApplication({
    edition: of,
    person,
    status: "submitted",
    eligibility: "eligible",
    country: "TM",
    answers: {
      "preferred-name": "CANARY Preferred",
      "safe-channel": "CANARY channel",
      gender: "CANARY gender",
      place: "CANARY-PLACE",
      "birth-year": "1999",
      experience: [{ what: "CANARY what", where: "CANARY where", from: "2020", to: "" }],
      community: "What the panel reads.",
    },
  });
  const key = await getKey(database(), person.id);
  await database()
    .insert(referees)
    .values({
      applicationId: application.id,
      personId: person.id,
      position: 1,
      details: sealJson(key, "referee.details", { name: "CANARY Referee", email: "canary@referee.example" }),
      emailHash: emailHash(`canary-${number}@referee.example`),
    });
  return application;
}

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  mine = await aTelltale(edition);
  notMine = await aTelltale(edition);
  await anAssignment({ application: mine, panelist });
  const colleague = await aPerson({ name: "CANARY Colleague", roles: [{ role: "panelist", edition }] });
  await aReview({ application: mine, panelist: colleague, comment: "CANARY comment" });
  await aReview({ application: notMine, panelist: colleague });
});

/** Everything that a panelist can ask for about a code, by page, data request and form. */
async function askAll(code: string): Promise<Outcome[]> {
  const at = (path: string) => ({ as: panelist, path: `/panel/${code}${path}`, params: { code } });
  return [
    await outcomeOf(readingRoute.loader, at("")),
    await outcomeOf(readingRoute.loader, at(".data")),
    await outcomeOf(readingRoute.action, { ...at(""), form: { revision: "0" } }),
    await outcomeOf(draftRoute.action, { ...at("/draft"), json: { revision: 0, score: {}, comment: {} } }),
    await outcomeOf(submissionRoute.loader, at("/submission")),
    await outcomeOf(submissionRoute.action, { ...at("/submission"), form: { revision: "0" } }),
    await outcomeOf(conflictRoute.loader, at("/conflict")),
    await outcomeOf(conflictRoute.action, { ...at("/conflict"), form: { reason: "" } }),
  ];
}

async function askLists(): Promise<Outcome[]> {
  const at = (path: string) => ({ as: panelist, path });
  return [
    await outcomeOf(panelRoute.loader, at("/panel")),
    await outcomeOf(panelRoute.loader, at("/panel?show=submitted")),
    await outcomeOf(panelRoute.loader, at(`/panel?edition=${edition.slug}&page=9`)),
    await outcomeOf(wishesRoute.loader, at("/panel/wishes")),
    await outcomeOf(calibrationRoute.loader, at("/panel/calibration")),
  ];
}

const bytesOf = (outcomes: Outcome[]) =>
  JSON.stringify(outcomes.map(({ data, location }) => [data, location]));

describe("what a panelist is sent", () => {
  test("never says who it is: no name, address, place, referee or id, on any page", async () => {
    const bytes = bytesOf([...(await askAll(mine.code)), ...(await askLists())]);
    expect(bytes).toContain("What the panel reads.");
    for (const secret of ["canary", '"tm"', "turkmenistan", "1999", mine.personId, mine.id])
      expect(bytes.toLowerCase()).not.toContain(secret);
  });

  test("is the same for an application of others, of another edition, and for none", async () => {
    const elsewhere = await anEdition({ at: "selection" });
    const foreign = await aTelltale(elsewhere);
    const asked = [await askAll("ELF-000000"), await askAll(notMine.code), await askAll(foreign.code)];
    for (const outcomes of asked)
      expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 404));
    const [none, others, far] = asked.map((outcomes) => bytesOf(outcomes));
    expect(others).toBe(none);
    expect(far).toBe(none);
    const lists = bytesOf(await askLists());
    expect(lists).not.toContain(notMine.code);
    expect(lists).not.toContain(foreign.code);
  });

  test("with a conflict is what it is for a code that nobody has, and comes back when that is dismissed", async () => {
    const before = bytesOf(await askLists());
    await database()
      .insert(conflicts)
      .values({ applicationId: mine.id, panelistId: panelist.id, source: "rule", rule: "organisation" });
    expect(bytesOf(await askAll(mine.code))).toBe(bytesOf(await askAll("ELF-000000")));
    expect(bytesOf(await askLists())).not.toContain(mine.code);
    await database().update(conflicts).set({ dismissedAt: new Date() });
    expect(bytesOf(await askLists())).toBe(before);
  });
});
