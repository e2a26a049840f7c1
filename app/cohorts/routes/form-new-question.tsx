import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { worded } from "~/questions/wording";
import { PageHeader } from "~/ui/page";
import { QuestionEditor, TypeChoice } from "../components/question-editor";
import { keyFor, putQuestion, questionsBefore } from "../form-editing";
import { editorFaults } from "../form-faults";
import { editBy, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";
import previewScript from "../preview.enhance.ts?worker&url";
import { beginQuestion, postedText, readQuestion, typeOf } from "../question-form";

export const handle: RouteHandle = { width: "wide", scripts: [previewScript] };

/** Stands in for the key that a new question gets from its words. */
const noKey = "new";

export async function loader(args: LoaderFunctionArgs) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  const { definition, token } = office.form;
  const search = new URL(args.request.url).searchParams;
  const asked = search.get("section");
  const section = asked ? definition.sections.find(({ key }) => key === asked) : definition.sections.at(-1);
  if (!section) throw notFound();
  return {
    title: t("cohorts:builder.new-question"),
    path: office.path,
    kind: office.kind,
    seen: token,
    section: { key: section.key, title: worded(section.title, "en") },
    question: beginQuestion(typeOf(search.get("type") ?? ""), noKey),
    before: questionsBefore(definition, section.key, null),
    countries: office.edition.countries,
  };
}

/** Adds a question at the end of a section, or shows what it would look like. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const section = postedText(posted, "section");
  if (!office.form.definition.sections.some(({ key }) => key === section)) throw notFound();
  const question = readQuestion(posted, noKey);
  const typed = { question, faults: [], isStale: false, seen: postedText(posted, "seen") };
  if (posted.get("then") === "preview") return data(typed);
  let key = "";
  const outcome = await changeForm(editBy(office, posted), (form, taken) => {
    key = keyFor(question.label.en, taken, "question");
    return putQuestion(form, section, { ...question, key });
  });
  if (outcome.outcome === "changed") return redirect(`${office.path}#question-${key}`);
  if (outcome.outcome === "stale")
    return data({ ...typed, isStale: true, seen: outcome.token }, { status: 409 });
  const { t } = await readerWords(args);
  return data({ ...typed, faults: editorFaults(outcome.faults, key, outcome.raw, t) }, { status: 422 });
}

export default function FormNewQuestion() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  const question = result?.question ?? page.question;
  const own = `${page.path}/new-question?section=${page.section.key}&type=${question.type}`;
  return (
    <>
      <PageHeader
        backHref={`${page.path}#section-${page.section.key}`}
        backLabel={t("builder.back")}
        eyebrow={page.section.title}
        title={t("builder.new-question")}
      />
      <div className="mb-8">
        <TypeChoice
          kind={page.kind}
          action={`${page.path}/new-question`}
          type={question.type}
          section={page.section.key}
        />
      </div>
      <QuestionEditor
        kind={page.kind}
        action={own}
        question={question}
        before={page.before}
        countries={page.countries}
        seen={result?.seen ?? page.seen}
        section={page.section.key}
        faults={result?.faults ?? []}
        isStale={result?.isStale ?? false}
      />
    </>
  );
}
