import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import type { RouteHandle } from "~/platform/route-handle";
import { listSearch } from "../application-list";
import { canBeWrittenTo, letterLimit, sendBulkLetter } from "../bulk-letters.server";
import { loadChoice, requireChoice } from "../choice-page.server";
import { LetterPreview } from "../components/letter-preview";
import { previewLetter } from "../letter-preview.server";
import { SendingForm } from "../list-forms";

export const handle: RouteHandle = { width: "form" };

/** Letters to many, from one edition. */
const sendings: Limit = { name: "bulk-letter", points: 6, windowSeconds: 3600 };

/** For when a letter comes back with something to look at again; by itself there is nothing to send. */
export async function loader(args: LoaderFunctionArgs) {
  const { shown, t } = await loadChoice(args, canBeWrittenTo);
  return { title: t("selection:list.letter.title"), shown, limit: letterLimit };
}

/** Sends a letter that has been looked at, to all that were chosen or to none. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, choice } = await requireChoice(args);
  const submission = parseForm(await readForm(args.request), SendingForm);
  // Nobody types these fields: what does not fit was not sent by the page that shows the letter.
  if (submission.status !== "success") throw refuse(400, "form-unreadable");
  const { seen, once, ...letter } = submission.value;
  const preview = previewLetter(letter, edition.name, once);
  if (!(await withinLimit(sendings, `${edition.id} ${viewer.personId}`)))
    return data({ preview, refused: "too-often" as const }, { status: 429 });
  const result = await inTransaction((tx) =>
    sendBulkLetter(tx, { actorId: viewer.personId, editionId: edition.id, choice, seen, once, ...letter }),
  );
  if (result.outcome === "sent" || result.outcome === "again")
    return redirect(
      `/office/${edition.slug}/applications${listSearch(choice.query, {
        done: "sent",
        n: result.outcome === "sent" ? result.count : 0,
      })}`,
    );
  const refused: "too-many" | "changed" = result.outcome === "too-many" ? "too-many" : "changed";
  return data({ preview, refused }, { status: 409 });
}

export default function ListLetterSending() {
  const { shown, limit } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const preview = actionData?.preview ?? { subject: "", text: "", once: "", paragraphs: [], telling: [] };
  return (
    <LetterPreview shown={shown} preview={preview} refused={actionData?.refused ?? null} limit={limit} />
  );
}
