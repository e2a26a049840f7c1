import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { RefereeForm as Form } from "../components/referee-form";
import { requireReferees } from "../guards.server";
import { canChangeReferee, detailsFrom, namingProblem, RefereeForm } from "../referees";
import { changeReferee, listReferees } from "../referees.server";
import questionsScript from "../questions.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [questionsScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own, window } = await requireReferees(args);
  const id = idParam(args.params["id"]);
  const { t } = await readerWords(args);
  const list = await listReferees(database(), viewer.key, own.application.id);
  const referee = list.find((one) => one.id === id);
  if (!referee) throw notFound();
  if (window !== "open" || !canChangeReferee(referee.standing))
    throw redirect("/application/referees?note=closed");
  return {
    title: t("applying:page-title.person"),
    values: {
      name: referee.name,
      relation: referee.relation,
      email: referee.email ?? "",
      locale: referee.locale,
      shownName: referee.shownName ?? viewer.name ?? "",
      evidence: referee.evidence ?? "",
      unsafe: referee.unsafe,
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, own } = await requireReferees(args);
  const id = idParam(args.params["id"]);
  const submission = parseForm(await readForm(args.request), RefereeForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const details = detailsFrom(submission.value);
  const outcome = await changeReferee(viewer, own.application.id, id, details, submission.value.locale);
  const problem = namingProblem(outcome.outcome);
  if (problem)
    return data({ result: submission.reply({ fieldErrors: { email: [problem] } }) }, { status: 400 });
  return redirect(`/application/referees?note=${outcome.outcome === "changed" ? "saved" : "closed"}`);
}

export default function Referee() {
  const { values } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        backHref="/application/referees"
        backLabel={t("referees.title")}
        title={t("referees.change-title")}
      />
      <Form values={values} result={result} />
    </>
  );
}
