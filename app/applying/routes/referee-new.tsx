import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { RefereeForm as Form } from "../components/referee-form";
import { requireReferees, theOneMeant } from "../guards.server";
import { detailsFrom, namingProblem, RefereeForm } from "../referees";
import { listReferees, nameReferee } from "../referees.server";
import questionsScript from "../questions.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [questionsScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own, window } = await requireReferees(args);
  const { locale, t } = await readerWords(args);
  const named = await listReferees(database(), viewer.key, own.application.id);
  if (window !== "open" || named.length >= own.edition.refereesWanted)
    throw redirect("/application/referees?note=closed");
  return {
    title: t("applying:page-title.person"),
    of: own.application.id,
    values: {
      ...{ name: "", relation: "", email: "", evidence: "", unsafe: false, locale },
      // What one was called for the first is likely what one wants to be called for the second.
      shownName: named[0]?.shownName ?? viewer.name ?? "",
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const found = await requireReferees(args);
  const form = await readForm(args.request);
  const { viewer, own } = await theOneMeant(found, form.get("application"));
  const submission = parseForm(form, RefereeForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { locale } = submission.value;
  const outcome = await nameReferee(viewer, own.application.id, detailsFrom(submission.value), locale);
  const problem = namingProblem(outcome.outcome);
  if (problem)
    return data({ result: submission.reply({ fieldErrors: { email: [problem] } }) }, { status: 400 });
  return redirect(`/application/referees?note=${outcome.outcome === "named" ? "saved" : "closed"}`);
}

export default function NewReferee() {
  const { values } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        backHref="/application/referees"
        backLabel={t("referees.title")}
        title={t("referees.new-title")}
      />
      <Form values={values} result={result} />
    </>
  );
}
