import { listCriteria } from "~/cohorts/editions.server";
import { worded } from "~/cohorts/questions";
import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { formatDuration, formatForReader, formatNumber } from "~/platform/locale/format";
import { parseForm } from "~/platform/forms";
import { describeAnswers, withoutFiles } from "./answers";
import { ScoresForm } from "./forms";
import {
  listOwnOrder,
  readForPanel,
  readMinutesLeft,
  readOthersScores,
  readScores,
  requireReader,
  requireReading,
  type Reading,
  type ScoreSheet,
} from "./reading.server";
import { countPosts } from "./discussion.server";
import { takeUpAgain, type ReviewDraft } from "./reviews.server";

/**
 * All that the page of one reading shows. Nothing in it says whose application it is: no name, no contact, no id of
 * a person, no answer that is not for the panel, and nothing of other readers before one's own scores are in.
 */
export async function loadReadingPage(args: Asking & { params: { code?: string | undefined } }) {
  const { viewer, reader } = await requireReader(args);
  const reading = await requireReading(reader, args);
  const db = database();
  await takeUpAgain(db, reading);
  const [{ locale, t }, part, criteria, order, scores, others, posts] = await Promise.all([
    readerWords(args),
    readForPanel(db, reading),
    listCriteria(db, reading.edition.id),
    listOwnOrder(reader, reading.edition.id),
    reading.review ? readScores(db, reading.review.id, reading.key) : nothingYet,
    readOthersScores(db, reader, reading),
    reading.review?.submittedAt ? countPosts(db, reading.applicationId) : 0,
  ]);
  const say = (at: Date) => formatForReader(at, locale, reading.edition.zone, viewer.timeZone);
  const at = order.findIndex(({ code }) => code === reading.code);
  const left = order.filter(({ isDone }) => !isDone).length;
  const minutes = await readMinutesLeft(reader, reading.edition.id, left);
  const toDo = [...order.slice(at + 1), ...order.slice(0, at)].filter(({ isDone }) => !isDone);
  return {
    title: t("selection:reading.title"),
    code: reading.code,
    panel: { slug: reading.edition.slug, name: reading.edition.name },
    place: { number: at + 1, total: order.length },
    /** How much is left at the reader's own pace; null where there is nothing, or too little is known. */
    left: minutes === null ? null : { count: left, time: formatDuration(minutes, locale) },
    nextCode: toDo[0]?.code ?? null,
    previousCode: at > 0 ? (order[at - 1]?.code ?? null) : null,
    sections: withoutFiles(describeAnswers(part, locale)),
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      title: worded(criterion.title, locale),
      anchors: criterion.anchors.map((anchor) => worded(anchor, locale)),
      weight: criterion.weight,
      commentRequired: criterion.commentRequired,
    })),
    state: stateOf(reading),
    revision: reading.review?.revision ?? 0,
    scores,
    savedAt: reading.review ? say(reading.review.updatedAt) : null,
    submittedAt: reading.review?.submittedAt ? say(reading.review.submittedAt) : null,
    mean: sayMean(reading.review?.mean ?? null, locale),
    posts,
    canChange: reading.edition.decisionsReleasedAt === null,
    others: others.map((one) => ({ ...one, mean: sayMean(one.mean, locale) })),
  };
}

const nothingYet: ScoreSheet = {};

export type ReadingPageData = Awaited<ReturnType<typeof loadReadingPage>>;

function stateOf(reading: Reading): "open" | "submitted" | "decided" {
  if (reading.review?.submittedAt) return "submitted";
  return reading.edition.decisionsReleasedAt ? "decided" : "open";
}

function sayMean(mean: number | null, locale: "en" | "ru"): string | null {
  return mean === null ? null : formatNumber(mean, locale, 2);
}

/** What a page sends back after a save that did not work: all that was typed, and what is wrong with it. */
export interface ReadingReply {
  typed: Record<string, { score: string; comment: string }>;
  /** Messages of the catalogue by field name; the empty name is the whole form. */
  errors: Record<string, string>;
  /** What another page had saved in the meantime. */
  stale?: { revision: number; stored: ScoreSheet };
  locked?: "submitted" | "decided";
  /** All that was typed is kept as a draft, though it could not be submitted. */
  isKept?: boolean;
}

/** Reads posted scores against the edition's criteria. */
export async function parseScores(reading: Reading, form: FormData, options: { complete: boolean }) {
  const criteria = await listCriteria(database(), reading.edition.id);
  const submission = parseForm(form, ScoresForm(criteria, options));
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const typed = Object.fromEntries(
    criteria.map(({ id }) => [id, { score: text(`score.${id}`), comment: text(`comment.${id}`) }]),
  );
  if (submission.status === "success") {
    return { draft: toDraft(criteria, submission.value), typed };
  }
  const errors = Object.fromEntries(
    Object.entries(submission.error ?? {}).map(([name, messages]) => [
      name,
      messages?.[0] ?? "platform:error.invalid",
    ]),
  );
  return { reply: { typed, errors } satisfies ReadingReply };
}

/** Scores as a schema gives them, as a reading keeps them: a line for every criterion. */
export function toDraft(
  criteria: readonly { id: string }[],
  parsed: {
    revision: number;
    seconds?: number | undefined;
    score: Record<string, number | undefined>;
    comment: Record<string, string | undefined>;
  },
): ReviewDraft {
  return {
    revision: parsed.revision,
    ...(parsed.seconds === undefined ? {} : { seconds: parsed.seconds }),
    scores: Object.fromEntries(
      criteria.map(({ id }) => [id, { score: parsed.score[id] ?? null, comment: parsed.comment[id] ?? "" }]),
    ),
  };
}
