import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { database } from "~/platform/database.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { BringIn } from "../components/bring-in";
import { listCoordinatedEditions } from "../editions.server";
import { editBy, readBringIn, requireForm } from "../form-office.server";
import { changeForm, getEditedForm } from "../form-versions.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  return readBringIn(args);
}

/** Puts the published form of another edition, one that this person coordinates, in the place of this one's. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const from = (await listCoordinatedEditions(office.viewer)).find(({ slug }) => slug === posted.get("from"));
  if (!from || from.id === office.edition.id) throw notFound();
  const other = await getEditedForm(database(), from.id, office.kind);
  const outcome = await changeForm(editBy(office, posted), () => other.published.definition);
  if (outcome.outcome === "changed") return redirect(office.path);
  return data({ text: "", isStale: true, texts: [] as string[] }, { status: 409 });
}

export default function FormClone() {
  const result = useActionData<typeof action>();
  return <BringIn page={useLoaderData<typeof loader>()} result={result ?? null} />;
}
