import { and, desc, eq, ne, sql } from "drizzle-orm";
import { applications, decisions, editions, offers } from "#db/schema";
import type { Viewer } from "~/accounts/session.server";
import type { Edition } from "~/cohorts/editions.server";
import { shownQuestions } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatCalendarDate, formatForReader } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";
import { canReopen, canWithdraw, deadlineOf, lastMomentOf } from "./access";
import { turnedTo, type Application, type OwnApplication } from "./applications.server";
import { deadlineInWords } from "./deadline-words";
import { readDraft } from "./sections.server";
import { damageIn, titledProgressOf } from "./drafts";
import { ineligibility } from "./eligibility";
import { hasWayOut } from "./erasure.server";
import { standingOf, type Standing } from "./standing";
import { nextSteps } from "./steps";
import { listOwnFiles } from "./uploads.server";

/** What somebody may know of the application that their pages are about, ready to be shown. */
export async function readOwnStatus(viewer: Viewer, own: OwnApplication, locale: Locale) {
  const { application, edition, form } = own;
  const at = now();
  const [outcome, wayOut, { answers, savedAt }, files] = await Promise.all([
    readOutcome(application.id),
    hasWayOut(database(), viewer, own),
    readDraft(database(), viewer, own),
    listOwnFiles(database(), viewer, application.id),
  ]);
  const standing = standingOf({ ...sendingOf(application, edition, at), ...outcome }, at);
  const inWords = (moment: Date) => formatForReader(moment, locale, edition.zone, viewer.timeZone);
  const sections = titledProgressOf(
    form,
    answers,
    new Set(files.map(({ question }) => question)),
    edition.countries,
  );
  const shown = shownQuestions(form.sections, answers);
  return {
    code: application.code,
    standing: standing.kind,
    call: own.isOneOfSeveral ? edition.name : null,
    deadline: {
      iso: deadlineOf(application, edition).toISOString(),
      ...deadlineInWords(own, viewer, locale),
      // Somebody whose own zone is known reads it already; a device need not add its own.
      zone: viewer.timeZone ? undefined : edition.zone,
    },
    sections,
    ineligible: ineligibility(own, answers),
    // Words that only their writer can put right, by the page that they stand on.
    damaged: form.sections.flatMap(({ key, title, ...section }) => {
      const words = damageIn({ key, title, ...section }, answers, shown).flatMap((one) => one.damaged ?? []);
      return words.length > 0 ? [{ key, title, words }] : [];
    }),
    savedAt: savedAt ? formatForReader(savedAt, locale, viewer.timeZone ?? edition.zone, null) : null,
    submittedAt: application.submittedAt ? inWords(application.submittedAt) : null,
    withdrawnAt: application.withdrawnAt ? inWords(application.withdrawnAt) : null,
    answerBy: standing.kind === "offered" ? inWords(standing.answerBy) : null,
    steps: nextSteps(edition, locale, at),
    facts: { starts: formatCalendarDate(edition.startsOn, locale), acceptDays: edition.acceptDays },
    mayReopen: canReopen(application, edition, at),
    mayWithdraw: canWithdraw(application, edition, wallClock(at, edition.zone).date),
    hasWayOut: wayOut,
    remindersOff: application.remindersOff,
    isErased: application.erasedAt !== null,
  };
}

/** What the standing of an application needs to know of its sending. */
function sendingOf(application: Application, edition: Edition, at: Date) {
  return {
    status: application.status,
    sent: application.submittedAt !== null,
    closed: at > lastMomentOf(application, edition),
  };
}

async function readOutcome(applicationId: string) {
  const [row] = await database()
    .select({ decision: decisions, offer: offers })
    .from(decisions)
    .leftJoin(offers, eq(offers.applicationId, decisions.applicationId))
    .where(eq(decisions.applicationId, applicationId));
  return { decision: row?.decision ?? null, offer: row?.offer ?? null };
}

/** Another application of somebody's, in a few lines. */
export interface OtherApplication {
  id: string;
  code: string;
  call: string;
  standing: Standing["kind"];
  /** By when it must be sent; null where it can't be any more, or has been. */
  sendBy: string | null;
  /** Messages from the office that have not been opened. */
  unread: number;
}

/** Somebody's applications but the one that their pages are about, the one they turned to last in front. */
export async function listOtherApplications(
  viewer: Viewer,
  currentId: string,
  locale: Locale,
): Promise<OtherApplication[]> {
  const rows = await database()
    .select({
      application: applications,
      edition: editions,
      decision: decisions,
      offer: offers,
      unread:
        sql<number>`(select count(*) from application_messages m where m.application_id = ${applications.id}
        and m.from_office and m.read_at is null)`.mapWith(Number),
    })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .leftJoin(offers, eq(offers.applicationId, applications.id))
    .where(and(eq(applications.personId, viewer.personId), ne(applications.id, currentId)))
    .orderBy(desc(turnedTo), desc(applications.createdAt))
    .limit(50);
  const at = now();
  return rows.map(({ application, edition, decision, offer, unread }) => {
    const { kind } = standingOf({ ...sendingOf(application, edition, at), decision, offer }, at);
    return {
      id: application.id,
      code: application.code,
      call: edition.name,
      standing: kind,
      sendBy:
        kind === "draft" || kind === "reopened"
          ? deadlineInWords({ application, edition }, viewer, locale).submitBy
          : null,
      unread: application.erasedAt ? 0 : unread,
    };
  });
}

/** What {@link readOwnStatus} tells. */
export type OwnStatus = NonNullable<Awaited<ReturnType<typeof readOwnStatus>>>;
