import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { conflicts, mail, panelists } from "#db/schema";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { linkToken } from "~/platform/link-token.server";
import { sendPanelistLetters } from "~/selection/panelist-letters.server";
import * as offRoute from "~/selection/routes/letters-off";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
const monday = new Date("2027-03-01T07:05:00Z");
const at = (moment: string) => setClock(() => new Date(moment));

beforeEach(async () => {
  setClock(() => monday);
  edition = await anEdition({ at: "selection", name: "SECRET-EDITION", readingUntil: "2027-03-12" });
  panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  for (let index = 0; index < 3; index++) await asked();
});

async function asked(whom: Person = panelist, where: Edition = edition): Promise<Application> {
  const application = await anApplication({ edition: where, status: "submitted", eligibility: "eligible" });
  await anAssignment({ application, panelist: whom });
  return application;
}

describe("a letter to a panelist", () => {
  test("says on Monday what is left and until when, and nothing of what", async () => {
    const application = await asked();
    await aReview({ application, panelist });
    await sendPanelistLetters();
    const letters = await lettersTo(panelist);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain("3 left, by Friday 12 March.");
    expect(JSON.stringify(letters)).not.toMatch(/SECRET|fellow|panel(?!\.)|ELF-|read/i);
    await sendPanelistLetters();
    at("2027-03-01T15:00:00Z");
    await sendPanelistLetters();
    expect(await lettersTo(panelist)).toHaveLength(1);
  });

  test("reminds three days and one day before, one letter a day", async () => {
    for (const moment of [
      "2027-03-08T07:05:00Z",
      "2027-03-09T07:05:00Z",
      "2027-03-09T12:05:00Z",
      "2027-03-10T07:05:00Z",
      "2027-03-11T07:05:00Z",
      "2027-03-12T07:05:00Z",
      "2027-03-15T07:05:00Z",
    ]) {
      at(moment);
      await sendPanelistLetters();
    }
    expect((await lettersTo(panelist)).map(({ kind }) => kind).sort()).toEqual([
      "panel.digest",
      "panel.reminder",
      "panel.reminder",
    ]);
  });

  test("is in their language, and one for several panels", async () => {
    const other = await anEdition({ at: "selection", readingUntil: "2027-03-20" });
    const both = await aPerson({
      locale: "ru",
      roles: [edition, other].map((one) => ({ role: "panelist" as const, edition: one })),
    });
    await asked(both);
    await asked(both, other);
    await sendPanelistLetters();
    const letters = await lettersTo(both);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain("Осталась 1, срок — пятница, 12 марта.");
    expect(letters[0]?.text).toContain("Осталась 1, срок — суббота, 20 марта.");
  });

  test("does not come with nothing left, after a conflict, or from two processes at once twice", async () => {
    const done = await aPerson({ roles: [{ role: "panelist", edition }] });
    await aReview({ application: await asked(done), panelist: done });
    const tied = await aPerson({ roles: [{ role: "panelist", edition }] });
    const application = await asked(tied);
    await database().insert(conflicts).values({ applicationId: application.id, panelistId: tied.id });
    await Promise.all([sendPanelistLetters(), sendPanelistLetters(), sendPanelistLetters()]);
    expect(await lettersTo(done)).toEqual([]);
    expect(await lettersTo(tied)).toEqual([]);
    expect(await lettersTo(panelist)).toHaveLength(1);
  });
});

describe("the link that switches them off", () => {
  const link = (token: string) => ({ path: `/letters/${token}`, params: { token } });

  test("is in the letter, changes nothing by being looked at, and works without logging in", async () => {
    await sendPanelistLetters();
    const [letter] = await lettersTo(panelist);
    const token = /\/letters\/([\w-]+)/.exec(letter?.text ?? "")?.[1] ?? "";
    const [row] = await database().select().from(mail).where(eq(mail.personId, panelist.id));
    expect(row?.unsubscribe).not.toBeNull();
    expect((await outcomeOf(offRoute.loader, link(token))).status).toBe(200);
    const stored = () =>
      database()
        .select()
        .from(panelists)
        .where(and(eq(panelists.personId, panelist.id), eq(panelists.editionId, edition.id)));
    expect((await stored())[0]?.lettersOff).toBe(false);
    expect((await outcomeOf(offRoute.action, { form: {}, ...link(token) })).status).toBe(200);
    expect((await stored())[0]?.lettersOff).toBe(true);
    at("2027-03-08T07:05:00Z");
    await sendPanelistLetters();
    expect(await lettersTo(panelist)).toHaveLength(1);
  });

  test("is refused when made up, or made for something else", async () => {
    const foreign = linkToken("reminders", panelist.id);
    for (const token of ["x".repeat(65), foreign, "", `${linkToken("panelist-letters", panelist.id)}a`]) {
      expect((await outcomeOf(offRoute.loader, link(token))).status).toBe(404);
      expect((await outcomeOf(offRoute.action, { form: {}, ...link(token) })).status).toBe(404);
    }
  });
});
