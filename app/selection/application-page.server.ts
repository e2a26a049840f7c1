import { asc, eq } from "drizzle-orm";
import { applicationEvents } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { countUnread } from "~/applying/messages.server";
import { listFiles, readSubmission } from "~/applying/reading.server";
import { getForm, listCriteria, requireCoordinator, type Edition } from "~/cohorts/editions.server";
import { audiences, questionsOf, worded, type Answers } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatBytes, formatForReader, formatNumber, languagesInWords } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { canReadAnswers, canRuleOnEligibility } from "./access";
import { describeAnswers } from "./answers";
import { listSearch, readListQuery } from "./application-list";
import {
  findApplication,
  findMatches,
  findNeighbours,
  readApplicant,
  recordOpening,
} from "./applications.server";
import { loadBeside } from "./application-beside.server";
import { countPosts } from "./discussion.server";
import { listRulings } from "./eligibility.server";
import { listConflicts } from "./office-conflicts.server";
import { listReaders } from "./office-readings.server";
import { pageSize } from "./paging";
import { asksShortlist } from "./referee-requests.server";
import { disputedCriteria } from "./scoring";
import { readWrittenLanguages, type Written } from "./written-languages.server";

type Params = Asking & { params: { edition?: string | undefined; code?: string | undefined } };

/** The coordinator of the edition in the address, and the application that it names; 404 for anything else. */
export async function requireApplication(args: Params) {
  const { viewer, edition } = await requireCoordinator(args, args.params.edition);
  const found = args.params.code ? await findApplication(database(), edition.id, args.params.code) : null;
  if (!found) throw notFound();
  return { viewer, edition, ...found };
}

/** The same for what only a submitted application has: a draft and what was taken back are not there. */
export async function requireReadable(args: Params) {
  const found = await requireApplication(args);
  if (!canReadAnswers(found.application)) throw notFound();
  return found;
}

/** Where an application's own page is, with the list that somebody came from. */
export function applicationPath(
  request: Request,
  edition: { slug: string },
  application: { code: string },
): { path: string; search: string } {
  return {
    path: `/office/${edition.slug}/applications/${application.code}`,
    search: listSearch(readListQuery(new URL(request.url).searchParams)),
  };
}

/** All that a coordinator sees of one application. Of a draft that is hardly more than that there is one. */
export async function loadApplicationPage(args: Params) {
  const { viewer, edition, application, standing, outcome } = await requireApplication(args);
  const { locale, t } = await readerWords(args);
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  const list = await loadPlace(args.request, edition, application.id);
  const common = {
    title: application.code,
    code: application.code,
    edition: { slug: edition.slug, name: edition.name },
    list,
    startedAt: say(application.createdAt),
    unread:
      application.status === "withdrawn" ? 0 : await countUnread(database(), application.id, "applicant"),
  };
  if (application.status === "draft") return { ...common, submitted: null };

  const isReadable = canReadAnswers(application);
  await recordOpening(args.request, database(), {
    actorId: viewer.personId,
    editionId: edition.id,
    applicationId: application.id,
  });
  const [applicant, answers, rulings, known, conflicts, criteria, history, beside, posts, written] =
    await Promise.all([
      readApplicant(database(), application),
      isReadable ? loadAnswers(application, locale) : null,
      listRulings(application),
      listReaders(application),
      listConflicts({ applicationId: application.id }),
      listCriteria(database(), edition.id),
      loadHistory(application),
      loadBeside(args, edition, application, viewer.personId),
      isReadable ? countPosts(database(), application.id, { whole: true }) : 0,
      isReadable ? readWrittenLanguages(database(), [application.id]) : null,
    ]);
  const readers = isReadable ? known : known.map((reader) => ({ ...reader, scores: {} }));
  const counting = readers.filter(({ counts }) => counts);
  return {
    ...common,
    submitted: {
      status: application.status,
      eligibility: application.eligibility,
      name: applicant?.name ?? null,
      accountName: applicant?.accountName ?? null,
      email: applicant?.email ?? null,
      country: application.country,
      submittedAt: application.submittedAt ? say(application.submittedAt) : null,
      withdrawnAt: application.withdrawnAt ? say(application.withdrawnAt) : null,
      outcome,
      standing: standing
        ? {
            mean: formatNumber(standing.mean, locale, 2),
            spread: standing.spread === null ? null : formatNumber(standing.spread, locale, 2),
            readings: standing.readings,
          }
        : null,
      wanted: edition.readingsPerApplication,
      isReadable,
      /** Null when they may not be read any more, or can't be since the person has been erased. */
      answers,
      canRule: canRuleOnEligibility({
        status: application.status,
        decisionsReleasedAt: edition.decisionsReleasedAt,
      }),
      rulings: rulings.map((ruling) => ({ ...ruling, ruledAt: say(ruling.ruledAt) })),
      criteria: criteria.map(({ id, title }) => ({ id, title: worded(title, locale) })),
      readers: readers.map(({ mean, askedAt, submittedAt, ...reader }) => ({
        ...reader,
        mean: mean === null ? null : formatNumber(mean, locale, 2),
        askedAt: say(askedAt),
        submittedAt: submittedAt ? say(submittedAt) : null,
      })),
      disputed: disputedCriteria(counting.map(({ scores }) => onlyScores(scores))),
      ...beside,
      /** What has been said in its discussion, by whomever. */
      posts,
      written: sayWritten(written?.get(application.id), locale),
      check: application.eligibilityCheck,
      source: application.source,
      extendedUntil: application.extendedUntil ? say(application.extendedUntil) : null,
      canAskForReferees:
        asksShortlist(edition) &&
        application.status === "submitted" &&
        (outcome === "cohort" || outcome === "reserve") &&
        !history.some(({ kind }) => kind === "referees-asked"),
      conflicts: conflicts
        .filter(({ state }) => state !== "dismissed")
        .map(({ name, kinds, reason, declaredAt }) => ({
          name,
          declaredAt: say(declaredAt),
          reason:
            kinds.length > 0
              ? kinds.map((kind) => t(`selection:panel.conflicts.rule.${kind}.label`)).join("; ")
              : (reason ?? t("selection:applications.readings.conflict-unreadable")),
        })),
      history: history.map((event) => ({
        what: t(`selection:applications.history.${event.kind}`, {
          defaultValue: t("selection:applications.history.other"),
        }),
        who: event.isApplicant ? t("selection:applications.history.applicant") : event.who,
        at: say(event.at),
      })),
    },
  };
}

export type ApplicationPageData = Awaited<ReturnType<typeof loadApplicationPage>>;
export type SubmittedApplication = NonNullable<ApplicationPageData["submitted"]>;

/** What it is written in, and whether that is only a guess; null once it can't be opened. */
function sayWritten(written: Written | undefined, locale: Locale) {
  if (!written) return null;
  const { languages, isGuessed } = written;
  return { languages: languages.length > 0 ? languagesInWords(languages, locale) : null, isGuessed };
}

function onlyScores(sheet: Record<string, { score: number | null }>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(sheet).map(([criterion, { score }]) => [criterion, score]));
}

/** Where the application stands in the list that the coordinator came from; the list is in the address. */
async function loadPlace(request: Request, edition: Edition, applicationId: string) {
  const query = readListQuery(new URL(request.url).searchParams);
  const matches = await findMatches(database(), edition.id, query.search);
  const place = await findNeighbours(edition.id, query, matches, applicationId);
  const page = Math.ceil(place.position / pageSize);
  return {
    ...place,
    search: listSearch(query),
    back: listSearch(query, { page: page > 1 ? page : null }),
  };
}

/** The application after this one in the list in the address; null where there is none. */
export async function loadNext(
  request: Request,
  edition: Edition,
  applicationId: string,
): Promise<string | null> {
  return (await loadPlace(request, edition, applicationId)).next;
}

/** Every answer in the form's order, for whomever it was meant, with uploads at their questions; null once erased. */
export async function loadAnswers(application: { id: string; formId: string }, locale: Locale) {
  const db = database();
  const [form, submitted, files] = await Promise.all([
    getForm(db, application.formId),
    readSubmission(db, application.id, audiences),
    listFiles(db, application.id),
  ]);
  if (!submitted) return null;
  const answers = Object.assign({}, ...submitted.map((part) => part.answers)) as Answers;
  const audienceOf = new Map(questionsOf(form).map(({ key, audience }) => [key, audience]));
  return describeAnswers({ sections: form.sections, answers }, locale).map((section) => ({
    ...section,
    questions: section.questions.map((question) => ({
      ...question,
      audience: audienceOf.get(question.key) ?? "office",
      files: files
        .filter((file) => file.question === question.key)
        .map(({ id, name, size }) => ({ id, name, size: formatBytes(size, locale) })),
    })),
  }));
}

/** What happened to an application, in its order, with who did it. */
export async function loadHistory(application: { id: string; personId: string }) {
  const rows = await database()
    .select()
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, application.id))
    .orderBy(asc(applicationEvents.at), asc(applicationEvents.id))
    .limit(200);
  const others = rows.flatMap(({ actorId }) =>
    actorId && actorId !== application.personId ? [actorId] : [],
  );
  const names = await readPeople([...new Set(others)]);
  return rows.map(({ kind, actorId, at }) => ({
    kind,
    at,
    isApplicant: actorId === application.personId,
    who: actorId ? (names.get(actorId)?.name ?? null) : null,
  }));
}
