import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { inTransaction } from "~/platform/database.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ReadingPage } from "../components/reading-page";
import { loadReadingPage, parseScores, type ReadingReply } from "../reading-page.server";
import { requireReader, requireReading, type Reader, type Reading } from "../reading.server";
import { saveReview, submitReview, type ReviewOutcome } from "../reviews.server";
import script from "../reading.enhance.ts?worker&url";

export const handle: RouteHandle = { scripts: [script], width: "wide" };

/** The reading's own page, for when a submission comes back with something to put right. */
export function loader(args: LoaderFunctionArgs) {
  return loadReadingPage(args);
}

/** Submits a reading, for good. */
export async function action(args: ActionFunctionArgs) {
  const { reader } = await requireReader(args);
  const reading = await requireReading(reader, args);
  const form = await readForm(args.request);
  const { draft, typed, reply } = await parseScores(reading, form, { complete: true });
  // Who has submitted already hears that first, whatever the form says.
  if (!draft && reading.review?.submittedAt)
    return data<ReadingReply>({ ...reply, locked: "submitted" }, { status: 409 });
  if (!draft) return keepIncomplete(reader, reading, form, reply);

  const saved = await inTransaction((tx) => submitReview(tx, reader, reading.code, draft));
  if (saved.outcome === "saved") throw redirect(`/panel/${reading.code}?submitted=1#scores`);
  if (saved.outcome !== "incomplete") return refusal(saved, typed, {});
  const errors = Object.fromEntries(
    saved.criteria.map((id) => [`score.${id}`, "selection:reading.error.score"]),
  );
  return keepIncomplete(reader, reading, form, { typed, errors });
}

/** Keeps what is there of a reading that is not complete, and says what is missing. */
async function keepIncomplete(reader: Reader, reading: Reading, form: FormData, reply: ReadingReply) {
  const { draft } = await parseScores(reading, form, { complete: false });
  if (!draft) return data<ReadingReply>(reply, { status: 400 });
  const kept = await inTransaction((tx) => saveReview(tx, reader, reading.code, draft));
  if (kept.outcome === "saved") return data<ReadingReply>({ ...reply, isKept: true }, { status: 400 });
  return refusal(kept, reply.typed, reply.errors);
}

/** What could not be saved, with all that was typed. */
function refusal(refused: ReviewOutcome, typed: ReadingReply["typed"], errors: ReadingReply["errors"]) {
  switch (refused.outcome) {
    case "stale":
      return data<ReadingReply>({ typed, errors, stale: refused }, { status: 409 });
    case "locked":
      return data<ReadingReply>({ typed, errors: {}, locked: refused.because }, { status: 409 });
    default:
      throw notFound();
  }
}

export default function ReadingSubmission() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <ReadingPage page={page} reply={reply} />;
}
