import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { submitApplication } from "../submission.server";
import { ReviewPage } from "../components/review-page";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { readReview } from "../review.server";

export const handle: RouteHandle = { width: "form" };

/** The same page as the review: it is shown again where a submission was not taken. */
export async function loader(args: LoaderFunctionArgs) {
  return readReview(args);
}

export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const form = await readForm(args.request);
  const { viewer, own } = await theOneMeant(found, form.get("application"));
  const submission = await submitApplication(viewer, own.application.id);
  switch (submission.outcome) {
    case "submitted":
      return redirect("/application/receipt");
    case "gaps":
    case "ineligible":
      return data({ refused: true }, { status: 422 });
    case "locked":
      return data({ refused: true }, { status: submission.lock === "closed" ? 403 : 409 });
  }
}

export default function Submission() {
  const result = useActionData<typeof action>();
  return <ReviewPage review={useLoaderData<typeof loader>()} refused={result?.refused ?? false} />;
}
