import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { parseForm, says } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { DiscussionPage } from "../components/discussion-page";
import { loadDiscussion, requireDiscussion } from "../discussion-page.server";
import { postAsReader } from "../discussion.server";
import { PostForm } from "../reading-forms";

export const handle: RouteHandle = { width: "wide" };

/** What readers say of an application; open once one's own scores are in. */
export function loader(args: LoaderFunctionArgs) {
  return loadDiscussion(args);
}

export async function action(args: ActionFunctionArgs) {
  const { reader, reading } = await requireDiscussion(args);
  const submission = parseForm(await readForm(args.request), PostForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const posted = await postAsReader(reader, reading.code, submission.value.text);
  if (posted === "not-found") throw notFound();
  if (posted === "posted") return redirect(`/panel/${reading.code}/discussion?sent=1`);
  const fieldErrors = { text: [says("selection:discussion.error.too-many")] };
  return data({ result: submission.reply({ fieldErrors }) }, { status: 429 });
}

export default function ReadingDiscussion() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={page.path}
        backLabel={page.code}
        title={t("discussion.title")}
        lead={t("discussion.lead")}
      />
      <DiscussionPage page={page} result={result} />
    </>
  );
}
