import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import type { FormDefinition } from "~/questions/definition";
import { BuilderPage } from "../components/builder-page";
import { findQuestion, removeQuestion, removeRule, removeSection } from "../form-editing";
import { editBy, readBuilder, refusalOf, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";
import { postedText } from "../question-form";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  return readBuilder(args);
}

interface Removal {
  has: (form: FormDefinition, key: string) => boolean;
  remove: (form: FormDefinition, key: string) => FormDefinition;
}

const removals = {
  question: { has: (form, key) => findQuestion(form, key) !== null, remove: removeQuestion },
  section: { has: (form, key) => form.sections.some((one) => one.key === key), remove: removeSection },
  rule: { has: (form, key) => (form.eligibility ?? []).some((one) => one.key === key), remove: removeRule },
} satisfies Record<string, Removal>;

/** Takes a question, a section or a rule out of the version that is being worked on. Answers to it stay stored. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const what = (["question", "section", "rule"] as const).find((one) => one === posted.get("what"));
  const removal = what ? removals[what] : null;
  const key = postedText(posted, "key");
  if (!removal?.has(office.form.definition, key)) throw notFound();
  const outcome = await changeForm(editBy(office, posted), (form) => removal.remove(form, key));
  const refusal = await refusalOf(args, outcome);
  if (refusal) return data({ refusal }, { status: refusal.isStale ? 409 : 422 });
  return redirect(office.path);
}

export default function FormRemovals() {
  const result = useActionData<typeof action>();
  return <BuilderPage builder={useLoaderData<typeof loader>()} refusal={result?.refusal ?? null} />;
}
