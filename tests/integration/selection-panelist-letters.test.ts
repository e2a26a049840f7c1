import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { conflicts, mail, panelists } from "#db/schema";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { linkToken } from "~/platform/link-token.server";
import { getKey } from "~/platform/vault.server";
import { assignPanel } from "~/selection/assignments.server";
import { findFurtherReaders } from "~/selection/further-reader.server";
import { findTellingWords } from "~/selection/neutral-words";
import { sendPanelistLetters, switchPanelistLettersOff } from "~/selection/panelist-letters.server";
import { saveProfile } from "~/selection/panelists.server";
import * as offRoute from "~/selection/routes/letters-off";
import english from "~/selection/words.en.json";
import russian from "~/selection/words.ru.json";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { outcomeOf } from "../setup/request";

withTestDatabase();

const catalogue = { en: english, ru: russian };

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
    expect(letters[0]?.text).toContain("Осталось: 1. Срок — пятница, 12 марта.");
    expect(letters[0]?.text).toContain("Осталось: 1. Срок — суббота, 20 марта.");
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

describe("a letter of what has been added", () => {
  const told = async (person: Person) =>
    (await lettersTo(person)).filter(({ kind }) => kind === "panel.assigned");

  test("says how many, what is left and until when, in their language, and nothing of what", async () => {
    const russian = await aPerson({ locale: "ru", roles: [{ role: "panelist", edition }] });
    const done = await asked(russian);
    await aReview({ application: done, panelist: russian });
    await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await assignPanel(edition, { actorId: null, seed: "seed" });
    const [english] = await told(panelist);
    const [letter] = await told(russian);
    // Five applications of two readings over the two of them: each reads all.
    expect(english?.text).toContain("2 more have been added to what you have been asked to do.");
    expect(english?.text).toContain("5 left, by Friday 12 March.");
    expect(letter?.text).toContain("К тому, о чём вас просили, кое-что добавилось: 4.");
    expect(letter?.text).toContain("Осталось: 4. Срок — пятница, 12 марта.");
    for (const one of [english, letter]) {
      expect(JSON.stringify(one)).not.toMatch(/SECRET|ELF-|panel(?!\.)/i);
      // The address of the site is not what a letter says.
      const said = `${one?.subject} ${one?.text.replaceAll(/https?:\S+/g, "")}`;
      expect(findTellingWords(said, edition.name)).toEqual([]);
    }
  });

  test("comes to a further reader once, and names no day that is over", async () => {
    const others = [
      await aPerson({ roles: [{ role: "panelist", edition }] }),
      await aPerson({ roles: [{ role: "panelist", edition }] }),
    ] as const;
    const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await aReview({ application, panelist: others[0], scores: 5 });
    await aReview({ application, panelist: others[1], scores: 2 });
    at("2027-03-13T09:00:00Z");
    await findFurtherReaders(edition.id);
    await findFurtherReaders(edition.id);
    const letters = await told(panelist);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain("One more has been added");
    expect(letters[0]?.text).not.toMatch(/left|March/);
    // After the last day nothing else comes.
    at("2027-03-15T09:00:00Z");
    await sendPanelistLetters();
    expect(await lettersTo(panelist)).toHaveLength(1);
  });
});

test("every letter to panelists is worded so that whoever sees an inbox learns nothing", () => {
  for (const locale of ["en", "ru"] as const) {
    const words = JSON.stringify(catalogue[locale]["panelist-letters"]);
    expect(findTellingWords(words), locale).toEqual([]);
    expect(words, locale).not.toMatch(/panel\b|review|score|эксперт|жюри|оцен/iu);
  }
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

  test("holds for a panel that they join later, until they say otherwise in their profile", async () => {
    const earlier = await anEdition({ at: "selection" });
    await database().insert(panelists).values({ editionId: earlier.id, personId: panelist.id });
    await switchPanelistLettersOff(panelist.id);
    await database()
      .delete(panelists)
      .where(and(eq(panelists.personId, panelist.id), eq(panelists.editionId, edition.id)));
    await sendPanelistLetters();
    expect(await lettersTo(panelist)).toEqual([]);
    await inTransaction(async (tx) =>
      saveProfile(
        tx,
        await getKey(tx, panelist.id),
        { personId: panelist.id, editionIds: [edition.id] },
        {
          languages: ["en"],
          cap: null,
          organisation: "",
          expertise: [],
          familyNames: "",
          citizenship: null,
          employerState: null,
        },
      ),
    );
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
