import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorText } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { applicationPath, requireReadable } from "../application-page.server";
import { NewTagForm } from "../components/tag-forms";
import { tagApplication } from "../tagging.server";

export const handle: RouteHandle = { width: "form" };

/** The field by itself: for when a tag's name comes back with something to put right. */
export async function loader(args: LoaderFunctionArgs) {
  const { application, edition } = await requireReadable(args);
  return { title: application.code, ...applicationPath(args.request, edition, application) };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const form = await readForm(args.request);
  const outcome = await tagApplication(viewer.personId, edition.id, application.id, form);
  if (outcome.kind === "not-found") throw notFound();
  if (outcome.kind === "problem") return data(outcome, { status: 400 });
  const { path, search } = applicationPath(args.request, edition, application);
  return redirect(`${path}${search}#tags`);
}

export default function ApplicationTags() {
  const { title, path, search } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader backHref={`${path}${search}`} backLabel={title} title={t("tags.title")} />
      <NewTagForm
        action={`${path}/tags${search}`}
        typed={problem?.typed}
        error={problem ? errorText(t, problem.message) : undefined}
      />
    </>
  );
}
