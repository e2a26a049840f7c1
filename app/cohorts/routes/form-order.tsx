import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import type { FormDefinition } from "~/questions/definition";
import { BuilderPage } from "../components/builder-page";
import { findQuestion, moveQuestion, moveSection, stepFrom } from "../form-editing";
import { editBy, readBuilder, refusalOf, requireForm } from "../form-office.server";
import orderScript from "../form-order.enhance.ts?worker&url";
import { changeForm } from "../form-versions.server";

export const handle: RouteHandle = { width: "wide", scripts: [orderScript] };

/** The builder again: for when something cannot stand where it was put. */
export async function loader(args: LoaderFunctionArgs) {
  return readBuilder(args);
}

const wordings = /^(section|question) ([a-z][a-z0-9-]{0,39}) (?:(up|down)|to (\d{1,3}) ?([a-z0-9-]{0,40}))$/;

/** Puts a section or a question elsewhere: a step by its buttons, or to a place by dragging. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const moves = posted.getAll("move").filter((one) => typeof one === "string");
  const match = wordings.exec(moves.at(-1) ?? "");
  if (!match) throw refuse(400, "form-unreadable");
  const [, what, key = "", by, index, section = ""] = match;
  const step = by === "up" || by === "down" ? by : null;
  const move = (form: FormDefinition): FormDefinition => {
    if (what === "section") {
      const at = form.sections.findIndex((one) => one.key === key);
      return moveSection(form, key, step ? at + (step === "up" ? -1 : 1) : Number(index));
    }
    const to = step
      ? stepFrom(form, key, step)
      : { section: section || (findQuestion(form, key)?.section.key ?? ""), index: Number(index) };
    return to ? moveQuestion(form, key, to) : form;
  };
  const outcome = await changeForm(editBy(office, posted), move);
  const refusal = await refusalOf(args, outcome);
  if (refusal) return data({ refusal }, { status: refusal.isStale ? 409 : 422 });
  // The button that was pressed is found again, and with it the place in the page.
  return redirect(`${office.path}#${step ? `${what}-${key}-${step}` : `${what}-${key}`}`);
}

export default function FormOrder() {
  const result = useActionData<typeof action>();
  return <BuilderPage builder={useLoaderData<typeof loader>()} refusal={result?.refusal ?? null} />;
}
