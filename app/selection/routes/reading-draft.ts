import type { ActionFunctionArgs } from "@remix-run/node";
import { readerLocale, readerWords } from "~/accounts/locale.server";
import { listCriteria, type Criterion } from "~/cohorts/editions.server";
import { worded } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { notFound, readJson, refuse } from "~/platform/http/body.server";
import { errorText } from "~/platform/forms";
import { formatTime } from "~/platform/locale/format";
import { ScoresForm } from "../forms";
import { toDraft } from "../reading-page.server";
import { requireReader, requireReading } from "../reading.server";
import { saveReview } from "../reviews.server";

/** Keeps a draft while somebody scores: `{ revision, score: { criterion: 1–5 }, comment: { criterion: text } }`. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, reader } = await requireReader(args);
  const reading = await requireReading(reader, args);
  const body = await readJson(args.request, { limit: 64 * 1024, maxDepth: 3 });
  const criteria = await listCriteria(database(), reading.edition.id);
  const parsed = ScoresForm(criteria, { complete: false }).safeParse(body);
  if (!parsed.success) {
    const text = await wordProblem(args, criteria, parsed.error.issues);
    if (text) return Response.json({ text }, { status: 400 });
    throw refuse(400, "bad-request");
  }
  const saved = await inTransaction((tx) =>
    saveReview(tx, reader, reading.code, toDraft(criteria, parsed.data)),
  );
  switch (saved.outcome) {
    case "saved": {
      const locale = await readerLocale(args);
      const time = formatTime(now(), locale, viewer.timeZone ?? reading.edition.zone);
      return Response.json({ revision: saved.revision, time });
    }
    case "stale":
      return Response.json({ revision: saved.revision, stored: saved.stored }, { status: 409 });
    case "locked":
      return Response.json({ locked: saved.because }, { status: 409 });
    default:
      throw notFound();
  }
}

/** What is wrong with something that was entered, for whoever is entering it; null for what no page of ours sends. */
async function wordProblem(
  args: ActionFunctionArgs,
  criteria: readonly Criterion[],
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Promise<string | null> {
  const [issue] = issues;
  const criterion = criteria.find(({ id }) => id === issue?.path[1]);
  if (!issue || !criterion) return null;
  const { locale, t } = await readerWords(args);
  return `${worded(criterion.title, locale)}: ${errorText(t, issue.message)}`;
}
