import type { ActionFunctionArgs } from "@remix-run/node";
import { readerLocale } from "~/accounts/locale.server";
import { listCriteria } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { notFound, readJson, refuse } from "~/platform/http/body.server";
import { formatTime } from "~/platform/locale/format";
import { ScoresForm } from "../forms";
import { toDraft } from "../reading-page.server";
import { requireReader, requireReading } from "../reading.server";
import { saveReview } from "../reviews.server";

/** Keeps a draft while somebody scores: `{ revision, score: { criterion: 1–5 }, comment: { criterion: text } }`. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, reader } = await requireReader(args);
  const reading = await requireReading(reader, args.params.code);
  const body = await readJson(args.request, { limit: 64 * 1024, maxDepth: 3 });
  const criteria = await listCriteria(database(), reading.edition.id);
  const parsed = ScoresForm(criteria, { complete: false }).safeParse(body);
  if (!parsed.success) throw refuse(400, "bad-request");
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
