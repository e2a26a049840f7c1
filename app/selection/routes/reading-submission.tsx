import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { inTransaction } from "~/platform/database.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ReadingPage } from "../components/reading-page";
import { loadReadingPage, parseScores, type ReadingReply } from "../reading-page.server";
import { requireReader, requireReading } from "../reading.server";
import { submitReview } from "../reviews.server";
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
  if (!draft) return data<ReadingReply>(reply, { status: 400 });

  const saved = await inTransaction((tx) => submitReview(tx, reader, reading.code, draft));
  switch (saved.outcome) {
    case "saved":
      throw redirect(`/panel/${reading.code}?submitted=1#scores`);
    case "stale":
      return data<ReadingReply>({ typed, errors: {}, stale: saved }, { status: 409 });
    case "locked":
      return data<ReadingReply>({ typed, errors: {}, locked: saved.because }, { status: 409 });
    case "incomplete": {
      const errors = Object.fromEntries(
        saved.criteria.map((id) => [`score.${id}`, "selection:reading.error.score"]),
      );
      return data<ReadingReply>({ typed, errors }, { status: 400 });
    }
    default:
      throw notFound();
  }
}

export default function ReadingSubmission() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <ReadingPage page={page} reply={reply} />;
}
