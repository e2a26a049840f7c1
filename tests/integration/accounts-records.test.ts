import { expect, test } from "vitest";
import * as auditPage from "~/accounts/routes/audit";
import * as letterPage from "~/accounts/routes/letter";
import * as mailPage from "~/accounts/routes/mail";
import * as peoplePage from "~/accounts/routes/people";
import { submitApplication } from "~/applying/submission.server";
import { database, inTransaction } from "~/platform/database.server";
import { postLetter } from "~/platform/mail.server";
import { getKey } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

test("the log tells an admin what applicants did, and not who they are; staff it names, but for what they do for themselves", async () => {
  const edition = await anEdition();
  const admin = await aPerson({ roles: ["admin"], name: "Ondřej the admin" });
  const applicant = await aPerson({ name: "Aigerim Canary", email: "canary@example.org" });
  const panelist = await aPerson({
    name: "Tereza Canary",
    roles: [{ role: "panelist", edition: await anEdition() }],
  });
  for (const person of [applicant, panelist]) {
    const { id } = await anApplication({ edition, person });
    await submitApplication({ personId: person.id, key: await getKey(database(), person.id) }, id);
  }
  await outcomeOf(peoplePage.action, {
    as: admin,
    form: { email: "somebody@example.org", role: "panelist", edition: edition.slug },
  });
  const page = JSON.stringify((await outcomeOf(auditPage.loader, { as: admin })).data);
  expect(page).toContain("application.submitted");
  expect(page).not.toMatch(/canary/i);
  expect(page).toContain("Ondřej the admin");
});

test("somebody invited who has an account already is shown as they were invited, until they accept", async () => {
  const edition = await anEdition();
  const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const known = await aPerson({ name: "Aigerim Canary" });
  const form = { email: known.email, role: "panelist", edition: edition.slug };
  await outcomeOf(peoplePage.action, { as: coordinator, form });
  const page = JSON.stringify((await outcomeOf(peoplePage.loader, { as: coordinator })).data);
  expect(page).toContain(known.email);
  expect(page).not.toContain("Canary");
});

test("a coordinator sees how the letters of their own editions fare, and no others", async () => {
  const [edition, other] = [await anEdition(), await anEdition()];
  const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const person = await aPerson();
  await anApplication({ edition, person });
  await anApplication({ edition: other, person });
  const write = async (kind: string, editionId: string | null, to = person) => {
    const letter = { kind, editionId, subject: "A letter", paragraphs: ["Its text."] };
    return (await inTransaction((tx) => postLetter(tx, to.id, letter))) ?? "";
  };
  const own = await write("own.letter", edition.id);
  // Somebody in two editions: each sees their own letters, and those about the account.
  const foreign = await write("foreign.letter", other.id);
  await write("account.letter", null);
  const elsewhere = await aPerson();
  await anApplication({ edition: other, person: elsewhere });
  const strange = await write("strange.letter", null, elsewhere);
  const kinds = async (as: typeof coordinator) =>
    ((await outcomeOf(mailPage.loader, { as })).data as { rows: { kind: string }[] }).rows.map(
      ({ kind }) => kind,
    );
  expect(await kinds(coordinator)).toEqual(expect.arrayContaining(["own.letter", "account.letter"]));
  expect(await kinds(coordinator)).not.toContain("foreign.letter");
  expect(await kinds(coordinator)).not.toContain("strange.letter");
  const admin = await aPerson({ roles: ["admin"] });
  expect(await kinds(admin)).toEqual(expect.arrayContaining(["own.letter", "foreign.letter"]));
  for (const id of [own, foreign, strange])
    expect((await outcomeOf(letterPage.loader, { as: coordinator, params: { id } })).status).toBe(404);
});
