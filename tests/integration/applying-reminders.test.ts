import { addHours } from "date-fns";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { applications, draftReminders } from "#db/schema";
import { deleteDrafts } from "~/applying/content.server";
import { sendReminders, switchToken } from "~/applying/reminders.server";
import { loader as application } from "~/applying/routes/application";
import { action as extend } from "~/applying/routes/office-extension";
import { action as reopen } from "~/applying/routes/reopening";
import { action as switchOff, loader as switchPage } from "~/applying/routes/reminder-switch";
import { action as setOwn } from "~/applying/routes/reminders";
import { submitApplication } from "~/applying/submission.server";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env, setEnv } from "~/platform/env.server";
import { sendWaiting } from "~/platform/mail.server";
import { wallClock } from "~/platform/locale/zones";
import { getKey } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person, type PersonDetails } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";
import { startMailServer, type MailServer } from "../setup/smtp";

withTestDatabase();

// The deadline is at noon in Prague, 16:00 in Almaty: no reminder falls into a night but where a test says so.
const callClosesAt = new Date("2027-02-15T11:00:00Z");
let edition: Edition;
let coordinator: Person;
beforeAll(async () => {
  coordinator = await aPerson();
  edition = await anEdition({
    by: coordinator,
    callOpensAt: new Date("2027-01-10T11:00:00Z"),
    callClosesAt,
    graceMinutes: 60,
    startsOn: "2027-08-02",
  });
});
afterEach(() => setClock(undefined));

async function aDraft(
  details: Parameters<typeof anApplication>[0] & { begunAt?: Date } & PersonDetails = {},
): Promise<{ person: Person; draft: Application }> {
  const { begunAt = new Date("2027-01-12T09:00:00Z"), locale, timeZone = "Asia/Almaty", ...more } = details;
  const person = await aPerson({ timeZone, ...(locale ? { locale } : {}) });
  const draft = await anApplication({ edition, person, ...more });
  await database().update(applications).set({ createdAt: begunAt }).where(eq(applications.id, draft.id));
  return { person, draft };
}

/** Sends what is due so many hours before the deadline. */
async function send(hours: number): Promise<number> {
  setClock(() => addHours(callClosesAt, -hours));
  return sendReminders();
}
const reminders = async (person: Person) =>
  (await lettersTo(person)).filter(({ kind }) => kind === "applying.reminder");
const countFor = async (person: Person) => (await reminders(person)).length;
const everyHour = async () => {
  for (let hours = 172; hours >= -2; hours -= 2) await send(hours);
};

describe("reminders about an unfinished draft", () => {
  test("come three times, each once, however many processes send them", async () => {
    const { person, draft } = await aDraft();
    await send(169);
    expect(await countFor(person)).toBe(0);
    const counts: number[] = [];
    for (const hours of [167, 166, 47, 46, 8, 7]) {
      setClock(() => addHours(callClosesAt, -hours));
      await Promise.all([sendReminders(), sendReminders(), sendReminders()]);
      counts.push(await countFor(person));
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3]);
    const rows = await database()
      .select()
      .from(draftReminders)
      .where(eq(draftReminders.applicationId, draft.id));
    expect(rows.map(({ kind }) => kind).sort()).toEqual(["twelve-hours", "two-days", "week"]);
  });

  test("say nothing of what they are about, in the person's language and zone", async () => {
    const english = await aDraft();
    const russian = await aDraft({ locale: "ru", timeZone: "Asia/Bishkek" });
    await send(167);
    const [letter] = await reminders(english.person);
    expect(`${letter?.subject} ${letter?.text}`.replaceAll(/https?:\S+/g, "")).not.toMatch(
      /appl|fellow|programme|draft|deadline|ELF|Person|form/i,
    );
    expect(letter?.text).toContain("(Almaty)");
    const [inRussian] = await reminders(russian.person);
    expect(inRussian?.subject).toBe("Скоро срок");
    expect(inRussian?.text).toContain("(Бишкек)");
    expect(inRussian?.text).not.toMatch(/заявк|стипенд|программ|черновик/i);
  });

  test("never come after a submission or a withdrawal, for what was taken back to be changed, or once it is too late", async () => {
    const submitted = await aDraft({ status: "submitted" });
    const withdrawn = await aDraft({ status: "withdrawn" });
    const again = await aDraft({ status: "submitted" });
    setClock(() => addHours(callClosesAt, -200));
    expect(
      (await outcomeOf(reopen, { as: again.person, path: "/application/reopening", form: {} })).status,
    ).toBe(302);
    const ineligible = await aDraft();
    await database()
      .update(applications)
      .set({ eligibilityCheck: "unmet" })
      .where(eq(applications.id, ineligible.draft.id));
    await everyHour();
    for (const { person } of [submitted, withdrawn, again, ineligible])
      expect(await countFor(person)).toBe(0);
  });

  test("do not come to somebody who submits at the same moment as well as before", async () => {
    const { person, draft } = await aDraft();
    setClock(() => addHours(callClosesAt, -150));
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    await Promise.all([submitApplication(actor, draft.id), sendReminders()]);
    const first = await countFor(person);
    expect(first).toBeLessThanOrEqual(1);
    await everyHour();
    expect(await countFor(person)).toBe(first);
  });

  test("do not come for what a coordinator types in", async () => {
    const { person, draft } = await aDraft();
    await database().update(applications).set({ source: "office" }).where(eq(applications.id, draft.id));
    await everyHour();
    expect(await countFor(person)).toBe(0);
  });

  test("do not come for a point that had passed when the draft was begun", async () => {
    const { person } = await aDraft({ begunAt: addHours(callClosesAt, -100) });
    await send(90);
    expect(await countFor(person)).toBe(0);
    await send(47);
    expect(await countFor(person)).toBe(1);
  });

  test("wait for the morning where somebody lives", async () => {
    // Seven days before is 06:00 in New York.
    const { person } = await aDraft({ timeZone: "America/New_York" });
    await send(167.5);
    expect(await countFor(person)).toBe(0);
    await send(165.9);
    expect(await countFor(person)).toBe(1);
  });

  test("follow a later deadline that a coordinator gave", async () => {
    const { person, draft } = await aDraft();
    await send(165);
    expect(await countFor(person)).toBe(1);
    const until = addHours(callClosesAt, 30 * 24);
    const { date, time } = wallClock(until, edition.zone);
    expect(
      await outcomeOf(extend, {
        as: coordinator,
        path: "/",
        params: { edition: edition.slug, code: draft.code },
        form: { until: `${date}T${time}`, reason: "x" },
      }),
    ).toMatchObject({ status: 302 });
    await send(47);
    await send(8);
    expect(await countFor(person)).toBe(1);
    setClock(() => addHours(until, -7 * 24 + 1));
    await sendReminders();
    expect(await countFor(person)).toBe(2);
    expect((await reminders(person))[0]?.text).toContain("17 March");
  });
});

describe("switching them off", () => {
  const at = (token: string) => ({ path: `/reminders/${token}`, params: { token } });

  test("by the link: looking changes nothing, the button does, and no log-in is asked", async () => {
    const { person, draft } = await aDraft();
    await send(165);
    const [letter] = await reminders(person);
    const token = /\/reminders\/([\w-]+)/.exec(letter?.text ?? "")?.[1] ?? "";
    expect(token).toBe(switchToken(draft.id));
    for (let i = 0; i < 3; i++) expect((await outcomeOf(switchPage, at(token))).status).toBe(200);
    const page = await call(switchPage, at(token));
    expect(JSON.stringify(page)).not.toMatch(/appl|fellow|draft/i);
    await send(47);
    expect(await countFor(person)).toBe(2);
    expect(
      await outcomeOf(switchOff, { ...at(token), form: { "List-Unsubscribe": "One-Click" } }),
    ).toMatchObject({
      status: 200,
      data: { done: true },
    });
    expect(await outcomeOf(switchOff, { ...at(token), form: {} })).toMatchObject({ status: 200 });
    await send(8);
    expect(await countFor(person)).toBe(2);
  });

  test("by the link still says so when there is nothing left to remind of", async () => {
    const { draft } = await aDraft();
    const token = switchToken(draft.id);
    await database().transaction((tx) => deleteDrafts(tx, [draft.id]));
    expect(await outcomeOf(switchOff, { ...at(token), form: {} })).toMatchObject({ status: 200 });
  });

  test.each([
    ["of nothing", ""],
    ["too short", "abc"],
    ["for another use", "x".repeat(65)],
    ["with strange characters", "../../".repeat(11).slice(0, 65)],
  ])("by a link %s is not there", async (_, token) => {
    expect(await outcomeOf(switchPage, at(token))).toMatchObject({ status: 404 });
    expect(await outcomeOf(switchOff, { ...at(token), form: {} })).toMatchObject({ status: 404 });
  });

  test("by one person's link does nothing to another's", async () => {
    const one = await aDraft();
    const other = await aDraft();
    const mixed = switchToken(one.draft.id).slice(0, 22) + switchToken(other.draft.id).slice(22);
    expect(await outcomeOf(switchOff, { ...at(mixed), form: {} })).toMatchObject({ status: 404 });
    await outcomeOf(switchOff, { ...at(switchToken(one.draft.id)), form: {} });
    await send(165);
    expect([await countFor(one.person), await countFor(other.person)]).toEqual([0, 1]);
  });

  test("on one's own page, and on again", async () => {
    const { person } = await aDraft();
    const set = (reminders: string, as: Person | undefined = person) =>
      outcomeOf(setOwn, { as, path: "/application/reminders", form: { reminders } });
    const isOff = async () =>
      (await call(application, { as: person, path: "/application" })).status?.remindersOff;
    expect(await set("off")).toMatchObject({ status: 302, location: "/application" });
    expect(await isOff()).toBe(true);
    expect(await set("on")).toMatchObject({ status: 302 });
    expect(await isOff()).toBe(false);
    expect(await set("maybe")).toMatchObject({ status: 400 });
    expect(await set("off", await aPerson())).toMatchObject({ status: 404 });
  });
});

describe("on the way through a mail server", () => {
  let smtp: MailServer;
  beforeAll(async () => {
    smtp = await startMailServer();
  });
  afterAll(() => smtp.close());

  test("a reminder carries the address a mail program posts to, and other letters do not", async () => {
    setEnv({ NODE_ENV: "test", SMTP_URL: smtp.url, ELF_ORIGIN: "https://apply.example.org" });
    const { person, draft } = await aDraft();
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    await send(165);
    await submitApplication(actor, draft.id);
    await sendWaiting();
    const raw = Object.fromEntries(
      smtp.mails
        .filter(({ to }) => String(to).includes(person.email))
        .map((one) => [one.subject, JSON.stringify(one)]),
    );
    const reminder = raw["A date is coming"] ?? "";
    expect(env().origin).toBe("https://apply.example.org");
    expect(reminder).toContain(`https://apply.example.org/reminders/${switchToken(draft.id)}`);
    expect(reminder.toLowerCase()).toContain("list-unsubscribe-post");
    expect(reminder).toContain("List-Unsubscribe=One-Click");
    expect((raw["Your receipt"] ?? "x").toLowerCase()).not.toContain("list-unsubscribe");
  });
});
