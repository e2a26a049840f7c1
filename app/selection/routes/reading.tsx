import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { inTransaction } from "~/platform/database.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ReadingPage } from "../components/reading-page";
import { loadReadingPage, parseScores, type ReadingReply } from "../reading-page.server";
import { requireReader, requireReading } from "../reading.server";
import { saveReview } from "../reviews.server";
import script from "../reading.enhance.ts?worker&url";

export const handle: RouteHandle = { scripts: [script], width: "wide" };

export function loader(args: LoaderFunctionArgs) {
  return loadReadingPage(args);
}

/** Keeps a draft. */
export async function action(args: ActionFunctionArgs) {
  const { reader } = await requireReader(args);
  const reading = await requireReading(reader, args);
  const form = await readForm(args.request);
  const { draft, typed, reply } = await parseScores(reading, form, { complete: false });
  if (!draft) return data<ReadingReply>(reply, { status: 400 });

  const isAside = form.get("then") === "later";
  const saved = await inTransaction((tx) => saveReview(tx, reader, reading.code, { ...draft, isAside }));
  switch (saved.outcome) {
    case "saved":
      throw redirect(
        isAside
          ? `/panel?edition=${reading.edition.slug}&saved=${reading.code}`
          : `/panel/${reading.code}?saved=1#scores`,
      );
    case "stale":
      return data<ReadingReply>({ typed, errors: {}, stale: saved }, { status: 409 });
    case "locked":
      return data<ReadingReply>({ typed, errors: {}, locked: saved.because }, { status: 409 });
    default:
      throw notFound();
  }
}

export default function Reading() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const just = search.has("submitted") ? "submitted" : search.has("saved") ? "saved" : undefined;
  return <ReadingPage page={page} reply={reply} just={reply ? undefined : just} />;
}
