import { listCriteria } from "~/cohorts/editions.server";
import { worded } from "~/cohorts/questions";
import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { readPeople } from "~/accounts/people.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { pageParam } from "~/platform/http/params.server";
import { formatForReader, formatMoment, formatNumber } from "~/platform/locale/format";
import { findKey } from "~/platform/vault.server";
import { numberReaders, readPosts, readScoreChanges, type ScoreChange } from "./discussion.server";
import { listReaders } from "./office-readings.server";
import { readOthersScores, readScores, requireReader, requireReading } from "./reading.server";
import { requireReadable } from "./redactions-page.server";

type PanelParams = Asking & { params: { code?: string | undefined } };
type OfficeParams = Asking & { params: { edition?: string | undefined; code?: string | undefined } };

/** A panelist whose own reading is in, and the application; 404 before that, and for whatever they may not read. */
export async function requireDiscussion(args: PanelParams) {
  const { viewer, reader } = await requireReader(args);
  const reading = await requireReading(reader, args);
  const { review } = reading;
  if (!review?.submittedAt) throw notFound();
  return { viewer, reader, reading, review };
}

/** All that a panelist sees of a discussion: numbers for the readers, no names. */
export async function loadDiscussion(args: PanelParams) {
  const { viewer, reader, reading, review } = await requireDiscussion(args);
  const db = database();
  const page = pageParam(args.request);
  const [{ locale, t }, criteria, own, others, numbers, changes, { posts, pages }] = await Promise.all([
    readerWords(args),
    listCriteria(db, reading.edition.id),
    readScores(db, review.id, reading.key),
    readOthersScores(db, reader, reading),
    numberReaders(db, reading.applicationId),
    readScoreChanges(db, reading.key, reading.applicationId),
    readPosts(db, reading.key, reading.applicationId, { page }),
  ]);
  const say = (at: Date) => formatMoment(at, locale, viewer.timeZone ?? reading.edition.zone, { year: true });
  const nameOf = (personId: string) => {
    if (personId === reader.personId) return t("selection:reading.results.you");
    const number = numbers.get(personId);
    return number === undefined
      ? t("selection:discussion.coordinator")
      : t("selection:reading.results.other", { number });
  };
  const mean = (value: number | null) => (value === null ? null : formatNumber(value, locale, 2));
  const lines = criteria.map(({ id, title }) => ({ id, title: worded(title, locale) }));
  return {
    title: t("selection:discussion.title"),
    path: `/panel/${reading.code}`,
    code: reading.code,
    isClosed: reading.edition.decisionsReleasedAt !== null,
    criteria: lines,
    readers: [
      { name: t("selection:reading.results.you"), mean: mean(review.mean), scores: own },
      ...others.map((other) => ({
        name: t("selection:reading.results.other", { number: other.number }),
        mean: mean(other.mean),
        scores: other.scores,
      })),
    ],
    changes: wordChanges(changes, lines, nameOf, say),
    posts: posts.map(({ id, authorId, text, at }) => ({
      id,
      text,
      own: authorId === reader.personId,
      who: nameOf(authorId),
      when: say(at),
    })),
    page,
    pages,
    sent: new URL(args.request.url).searchParams.has("sent"),
  };
}

/** The discussion as coordinators see it: with names, and with what somebody wrote who has a conflict. */
export async function loadOfficeDiscussion(args: OfficeParams) {
  const { viewer, edition, application } = await requireReadable(args);
  const db = database();
  const key = await findKey(db, application.personId);
  if (!key) throw notFound();
  const page = pageParam(args.request);
  const [{ locale, t }, criteria, readers, numbers, changes, { posts, pages }] = await Promise.all([
    readerWords(args),
    listCriteria(db, edition.id),
    listReaders(application),
    numberReaders(db, application.id),
    readScoreChanges(db, key, application.id),
    readPosts(db, key, application.id, { page, whole: true }),
  ]);
  const names = await readPeople([
    ...new Set([...posts.map(({ authorId }) => authorId), ...changes.map(({ panelistId }) => panelistId)]),
  ]);
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  const nameOf = (personId: string) =>
    names.get(personId)?.name ?? t("selection:applications.ruling.somebody");
  const lines = criteria.map(({ id, title }) => ({ id, title: worded(title, locale) }));
  return {
    title: t("selection:discussion.title"),
    path: `/office/${edition.slug}/applications/${application.code}`,
    code: application.code,
    criteria: lines,
    readers: readers
      .filter(({ counts }) => counts)
      .map(({ name, mean, scores }) => ({
        name: name ?? t("selection:applications.ruling.somebody"),
        mean: mean === null ? null : formatNumber(mean, locale, 2),
        scores,
      })),
    changes: wordChanges(changes, lines, nameOf, say),
    posts: posts.map(({ id, authorId, text, at }) => {
      const number = numbers.get(authorId);
      return {
        id,
        text,
        own: authorId === viewer.personId,
        who:
          number === undefined
            ? nameOf(authorId)
            : t("selection:discussion.named-reader", { name: nameOf(authorId), number }),
        when: say(at),
      };
    }),
    page,
    pages,
    sent: new URL(args.request.url).searchParams.has("sent"),
  };
}

/** Changed scores in words: who, which criterion, both values, the reason. */
function wordChanges(
  changes: readonly ScoreChange[],
  criteria: readonly { id: string; title: string }[],
  nameOf: (personId: string) => string,
  say: (at: Date) => string,
) {
  return changes.map(({ panelistId, criterionId, before, after, reason, at }) => ({
    who: nameOf(panelistId),
    criterion: criteria.find(({ id }) => id === criterionId)?.title ?? "",
    before,
    after,
    reason,
    when: say(at),
  }));
}

export type DiscussionPageData = Pick<
  Awaited<ReturnType<typeof loadDiscussion>>,
  "path" | "code" | "criteria" | "readers" | "changes" | "posts" | "page" | "pages" | "sent"
>;
