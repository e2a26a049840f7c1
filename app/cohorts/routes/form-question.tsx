import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { questionTypes } from "~/questions/definition";
import { Button } from "~/ui/button";
import { PageHeader, Section } from "~/ui/page";
import { QuestionEditor, TypeChoice } from "../components/question-editor";
import { findQuestion, questionsBefore, replaceQuestion } from "../form-editing";
import { editorFaults } from "../form-faults";
import { editBy, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";
import previewScript from "../preview.enhance.ts?worker&url";
import { beginQuestion, postedText, readQuestion } from "../question-form";

export const handle: RouteHandle = { width: "wide", scripts: [previewScript] };

export async function loader(args: LoaderFunctionArgs) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  const { definition, token } = office.form;
  const found = findQuestion(definition, args.params["key"] ?? "");
  if (!found) throw notFound();
  const type = questionTypes.find((one) => one === new URL(args.request.url).searchParams.get("type"));
  const { question } = found;
  return {
    title: t("cohorts:builder.edit-question"),
    path: office.path,
    kind: office.kind,
    key: question.key,
    seen: token,
    question: type && type !== question.type ? beginQuestion(type, question.key, question) : question,
    before: questionsBefore(definition, found.section.key, question.key),
    countries: office.edition.countries,
  };
}

/** Keeps a question as its editor says, or shows what it would look like. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const key = args.params["key"] ?? "";
  if (!findQuestion(office.form.definition, key)) throw notFound();
  const question = readQuestion(posted, key);
  const typed = { question, faults: [], isStale: false, seen: postedText(posted, "seen") };
  if (posted.get("then") === "preview") return data(typed);
  const outcome = await changeForm(editBy(office, posted), (form) => replaceQuestion(form, key, question));
  if (outcome.outcome === "changed") return redirect(`${office.path}#question-${key}`);
  if (outcome.outcome === "stale")
    return data({ ...typed, isStale: true, seen: outcome.token }, { status: 409 });
  const { t } = await readerWords(args);
  return data({ ...typed, faults: editorFaults(outcome.faults, key, outcome.raw, t) }, { status: 422 });
}

export default function FormQuestion() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  const question = result?.question ?? page.question;
  const own = `${page.path}/questions/${page.key}`;
  return (
    <>
      <PageHeader
        backHref={`${page.path}#question-${page.key}`}
        backLabel={t("builder.back")}
        title={t("builder.edit-question")}
        lead={t("builder.key-is", { key: page.key })}
      />
      <QuestionEditor
        kind={page.kind}
        action={own}
        question={question}
        before={page.before}
        countries={page.countries}
        seen={result?.seen ?? page.seen}
        faults={result?.faults ?? []}
        isStale={result?.isStale ?? false}
      />
      <div className="mt-14">
        <Section title={t("builder.more")}>
          <div className="grid gap-8">
            <TypeChoice kind={page.kind} action={own} type={question.type} />
            <form method="post" action={`${page.path}/removals`}>
              <input type="hidden" name="seen" value={page.seen} />
              <input type="hidden" name="what" value="question" />
              <Button variant="danger" name="key" value={page.key}>
                {t("builder.remove-question")}
              </Button>
              <p className="mt-2 max-w-text text-small text-muted">{t("builder.remove-text")}</p>
            </form>
          </div>
        </Section>
      </div>
    </>
  );
}
