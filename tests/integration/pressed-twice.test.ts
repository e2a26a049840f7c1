import { and, count, eq, isNull, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import * as schema from "#db/schema";
import { issueToken } from "~/accounts/tokens.server";
import * as invitation from "~/accounts/routes/invitation";
import * as message from "~/applying/routes/messages";
import * as referee from "~/applying/routes/referee-new";
import * as newEdition from "~/cohorts/routes/new-edition";
import * as pulse from "~/feedback/routes/pulse";
import * as places from "~/programme/routes/office-places";
import * as subscription from "~/programme/routes/subscription";
import * as tagging from "~/selection/routes/application-tags";
import * as notes from "~/selection/routes/application-notes";
import * as discussion from "~/selection/routes/application-discussion";
import * as views from "~/selection/routes/list-views";
import * as declaration from "~/selection/routes/office-conflict-declaration";
import * as conflict from "~/selection/routes/reading-conflict";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { publishRelease } from "~/programme/releases.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aFellow, aProgrammeSession, type ProgrammeSession } from "../factories/programme";
import { anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { outcomeOf, type HandlerArguments } from "../setup/request";

/*
 * Every form that makes something of which there is to be one: pressed four times at the same moment, as an impatient
 * finger does on a slow network, it makes one, and whoever pressed gets the same answer each time.
 */

withTestDatabase();
afterEach(() => setClock(undefined));

let selection: Edition;
let applying: Edition;
let running: Edition;
let coordinator: Person;
let panelist: Person;
let application: Application;
let applicant: Person;
let own: Application;
let fellow: Person;
let session: ProgrammeSession;
beforeAll(async () => {
  selection = await anEdition({ at: "selection" });
  applying = await anEdition({ refereesAsked: "with-application" });
  const role = "coordinator" as const;
  coordinator = await aPerson({ roles: [selection, applying].map((edition) => ({ role, edition })) });
  panelist = await aPerson({ roles: [{ role: "panelist", edition: selection }] });
  application = await anApplication({ edition: selection, status: "submitted", eligibility: "eligible" });
  await anAssignment({ application, panelist });
  applicant = await aPerson({ password: "correct horse battery staple" });
  own = await anApplication({ edition: applying, person: applicant });
  ({ edition: running, person: fellow } = await aFellow());
  session = await aProgrammeSession({ edition: running });
  await inTransaction((tx) => publishRelease(tx, running, null));
});

interface Press {
  action: (args: HandlerArguments) => unknown;
  as: () => Person | undefined;
  params?: () => Record<string, string> | Promise<Record<string, string>>;
  form: () => Record<string, string> | Promise<Record<string, string>>;
  /** Where the one row is to be found. */
  table: PgTable;
  where: () => SQL | undefined;
}

const somebody = {
  name: "Gulnara",
  relation: "We work together",
  email: "gulnara@example.net",
  locale: "en",
  shownName: "A.",
};
const ofApplication = () => ({ edition: selection.slug, code: application.code });
const t = schema;

const presses: Record<string, Press> = {
  "a tag": {
    action: tagging.action,
    as: () => coordinator,
    params: ofApplication,
    form: () => ({ name: "Rural" }),
    table: t.tags,
    where: () => eq(t.tags.editionId, selection.id),
  },
  "a note": {
    action: notes.action,
    as: () => coordinator,
    params: ofApplication,
    form: () => ({ text: "Ask about the dates." }),
    table: t.applicationNotes,
    where: () => eq(t.applicationNotes.applicationId, application.id),
  },
  "a contribution to a discussion": {
    action: discussion.action,
    as: () => coordinator,
    params: ofApplication,
    form: () => ({ text: "What do we make of it?" }),
    table: t.discussionPosts,
    where: () => eq(t.discussionPosts.applicationId, application.id),
  },
  "a view of a list": {
    action: views.action,
    as: () => coordinator,
    params: () => ({ edition: selection.slug }),
    form: () => ({ name: "Mine" }),
    table: t.savedViews,
    where: () => eq(t.savedViews.editionId, selection.id),
  },
  "a place": {
    action: places.action,
    as: () => coordinator,
    params: () => ({ edition: selection.slug }),
    form: () => ({ name: "The house", address: "A street 1" }),
    table: t.places,
    where: () => eq(t.places.editionId, selection.id),
  },
  "an edition": {
    action: newEdition.action,
    as: () => coordinator,
    form: () => ({
      ...{ name: "Another", slug: "another", zone: "Europe/Prague", places: "16", graceMinutes: "60" },
      ...{ readingsPerApplication: "2", acceptDays: "7", countries: "KG" },
      ...{ callOpensAt: "2031-01-10T09:00", callClosesAt: "2031-02-10T18:00" },
      ...{ startsOn: "2031-09-01", endsOn: "2031-11-09" },
    }),
    table: t.editions,
    where: () => eq(t.editions.slug, "another"),
  },
  "a conflict that the office tells": {
    action: declaration.action,
    as: () => coordinator,
    params: () => ({ edition: selection.slug }),
    form: async () => {
      const other = await aPerson({ roles: [{ role: "panelist", edition: selection }] });
      const [held] = await database().select().from(t.roles).where(eq(t.roles.personId, other.id));
      return { code: application.code, panelist: held?.id ?? "", reason: "They are cousins." };
    },
    table: t.conflicts,
    where: () => and(eq(t.conflicts.applicationId, application.id), eq(t.conflicts.source, "coordinator")),
  },
  "a conflict that a reader tells": {
    action: conflict.action,
    as: () => panelist,
    params: () => ({ code: application.code }),
    form: () => ({ reason: "We were at school together." }),
    table: t.conflicts,
    where: () => and(eq(t.conflicts.applicationId, application.id), eq(t.conflicts.panelistId, panelist.id)),
  },
  "a referee": {
    action: referee.action,
    as: () => applicant,
    form: () => somebody,
    table: t.referees,
    where: () => eq(t.referees.applicationId, own.id),
  },
  "a message": {
    action: message.action,
    as: () => applicant,
    form: () => ({ text: "May I write in Kyrgyz?" }),
    table: t.applicationMessages,
    where: () => eq(t.applicationMessages.applicationId, own.id),
  },
  "a calendar address": {
    action: subscription.action,
    as: () => fellow,
    form: () => ({}),
    table: t.calendarFeeds,
    where: () => and(eq(t.calendarFeeds.personId, fellow.id), isNull(t.calendarFeeds.revokedAt)),
  },
  "an answer on a session": {
    action: pulse.action,
    as: () => fellow,
    params: () => ({ id: session.id }),
    form: () => {
      setClock(() => new Date(session.endsAt.getTime() + 3_600_000));
      return { usefulness: "4", pace: "right", change: "" };
    },
    table: t.pulseAnswers,
    where: () => eq(t.pulseAnswers.personId, fellow.id),
  },
  "an invitation that is accepted": {
    action: invitation.action,
    as: () => undefined,
    params: async () => {
      await database()
        .insert(t.invitations)
        .values({ personId: applicant.id, role: "panelist", editionId: selection.id });
      return { token: await inTransaction((tx) => issueToken(tx, applicant.id, "invitation")) };
    },
    form: () => ({}),
    table: t.roles,
    where: () => eq(t.roles.personId, applicant.id),
  },
};

test.each(Object.entries(presses))("%s", async (_what, { action, as, params, form, table, where }) => {
  const person = as();
  const asked = {
    ...(person ? { as: person } : {}),
    ...(params ? { params: await params() } : {}),
    form: await form(),
  };
  const answers = await Promise.all(Array.from({ length: 4 }, () => outcomeOf(action, asked)));
  const told = answers.map(({ status, location }) => `${status} ${location}`);
  expect(told[0], JSON.stringify(answers[0]?.data)).toMatch(/^302 /);
  expect(new Set(told)).toEqual(new Set([told[0]]));
  const [rows] = await database().select({ count: count() }).from(table).where(where());
  expect(rows?.count).toBe(1);
});
