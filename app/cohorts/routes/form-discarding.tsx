import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { BuilderPage } from "../components/builder-page";
import { editBy, readBuilder, requireForm, type FormRefusal } from "../form-office.server";
import { discardForm } from "../form-versions.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  return readBuilder(args);
}

/** Throws away what is being worked on. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const outcome = await discardForm(editBy(office, await readForm(args.request)));
  if (outcome === "discarded") return redirect(office.path);
  return data<{ refusal: FormRefusal }>({ refusal: { isStale: true, texts: [] } }, { status: 409 });
}

export default function FormDiscarding() {
  const result = useActionData<typeof action>();
  return <BuilderPage builder={useLoaderData<typeof loader>()} refusal={result?.refusal ?? null} />;
}
