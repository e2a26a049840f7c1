import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { formatCalendarDate } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { LayWeeks } from "../components/lay-weeks";
import { LayForm } from "../forms";
import { addPlace, layDefaultWeeks, listWeeks } from "../sessions.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  // Read again after an action that refused, and by whoever comes back to this address later.
  if ((await listWeeks(edition)).length > 0) throw redirect(`/office/${edition.slug}/programme`);
  return {
    title: t("programme:office.title"),
    slug: edition.slug,
    startsOn: formatCalendarDate(edition.startsOn, locale),
  };
}

/** Lays the default ten weeks. Weeks that are there already stay as they are. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), LayForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { name, address } = submission.value;
  const laid = await inTransaction(async (tx) => {
    const placeId = name ? await addPlace(tx, edition.id, { name, address }) : null;
    return layDefaultWeeks(tx, edition, viewer.personId, { placeId });
  });
  return redirect(`/office/${edition.slug}/programme${laid === null ? "" : "?week=1&note=laid"}`);
}

export default function OfficeWeeks() {
  const { slug, startsOn } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  return <LayWeeks slug={slug} startsOn={startsOn} result={actionData?.result} />;
}
