import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { BuilderPage } from "../components/builder-page";
import { copyQuestion, findQuestion, keyFor } from "../form-editing";
import { editBy, readBuilder, refusalOf, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  return readBuilder(args);
}

/** Puts a copy of a question after it, and leads to the copy. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const key = posted.get("key");
  if (typeof key !== "string" || !findQuestion(office.form.definition, key)) throw notFound();
  let copy = "";
  const outcome = await changeForm(editBy(office, posted), (form, taken) => {
    copy = keyFor(key, taken, "question");
    return copyQuestion(form, key, copy);
  });
  const refusal = await refusalOf(args, outcome);
  if (refusal) return data({ refusal }, { status: refusal.isStale ? 409 : 422 });
  return redirect(`${office.path}/questions/${copy}`);
}

export default function FormCopies() {
  const result = useActionData<typeof action>();
  return <BuilderPage builder={useLoaderData<typeof loader>()} refusal={result?.refusal ?? null} />;
}
