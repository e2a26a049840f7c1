import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { database } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { findKey } from "~/platform/vault.server";
import { PageHeader } from "~/ui/page";
import { DiscussionPage } from "../components/discussion-page";
import { loadOfficeDiscussion } from "../discussion-page.server";
import { postAsCoordinator } from "../discussion.server";
import { PostForm } from "../reading-forms";
import { requireReadable } from "../redactions-page.server";

export const handle: RouteHandle = { width: "wide" };

/** What readers say of an application, for its coordinators. */
export function loader(args: LoaderFunctionArgs) {
  return loadOfficeDiscussion(args);
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const submission = parseForm(await readForm(args.request), PostForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const key = await findKey(database(), application.personId);
  if (!key) throw notFound();
  const posted = await postAsCoordinator(viewer.personId, application, key, submission.value.text);
  if (posted === "not-found") throw notFound();
  if (posted === "posted")
    return redirect(`/office/${edition.slug}/applications/${application.code}/discussion?sent=1`);
  const fieldErrors = { text: [says("selection:discussion.error.too-many")] };
  return data({ result: submission.reply({ fieldErrors }) }, { status: 429 });
}

export default function ApplicationDiscussion() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={page.path}
        backLabel={page.code}
        title={t("discussion.title")}
        lead={t("discussion.office-lead")}
      />
      <DiscussionPage page={page} result={result} />
    </>
  );
}
