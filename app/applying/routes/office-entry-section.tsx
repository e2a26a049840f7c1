import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { pageOf, shownQuestions, worded, type Answers } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { labelledProblem, problemText } from "~/questions/problem-text";
import { QuestionList } from "~/questions/question-list";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { CarriedField, KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { Cluster, PageHeader, Stack } from "~/ui/page";
import { EntryFiles } from "../components/entry-files";
import { damageIn } from "../drafts";
import { requireEntrySection } from "../entry-page.server";
import { RevisionField } from "../forms";
import { readPosted } from "../posted.server";
import { keepSection, readDraft } from "../sections.server";
import { listOwnFiles } from "../uploads.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition, entry, section } = await requireEntrySection(args);
  const { t } = await readerWords(args);
  const { applicant, application, form } = entry;
  const [draft, files] = await Promise.all([
    readDraft(database(), applicant, entry),
    listOwnFiles(database(), applicant, application.id),
  ]);
  const page = pageOf(form.sections, section, draft.answers);
  return {
    title: t("applying:office.entry.title"),
    slug: edition.slug,
    code: application.code,
    name: entry.name,
    // Files go by forms of their own, below.
    section: { ...page, questions: page.questions.filter(({ type }) => type !== "file") },
    fileQuestions: page.questions.filter((question) => question.type === "file"),
    files: files.map(({ id, question, name }) => ({ id, question, name })),
    countries: edition.countries,
    answers: Object.fromEntries<Answers[string]>(
      section.questions.map(({ key }) => [key, draft.answers[key]]),
    ),
    revision: draft.revisions.get(section.key) ?? 0,
    problems: damageIn(section, draft.answers, shownQuestions(form.sections, draft.answers)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, entry, next } = await requireEntrySection(args);
  const form = await readForm(args.request);
  const posted = await readPosted(entry, args.params["section"], form);
  if (!posted) throw notFound();
  const { section, answers, strays } = posted;
  const revision = RevisionField.safeParse(form.get("revision"));
  if (!revision.success) throw refuse(400, "form-unreadable");
  const kept = await keepSection(entry.applicant, entry, section, {
    revision: revision.data,
    answers,
    strays,
  });
  const { problems } = kept;
  if (kept.outcome === "conflict")
    // A colleague has saved this page since: what was typed stays, and the next press of the button counts.
    return data({ kind: "conflict" as const, problems, answers, revision: kept.revision }, { status: 409 });
  if (kept.outcome === "locked") throw refuse(409, "not-found");
  if (kept.outcome === "refused")
    return data({ kind: "problems" as const, problems, answers, revision: revision.data }, { status: 400 });
  if (problems.length > 0)
    return data({ kind: "problems" as const, problems, answers, revision: kept.revision }, { status: 400 });
  const path = `/office/${edition.slug}/applications/${entry.application.code}/entry`;
  return redirect(next && form.get("next") !== "overview" ? `${path}/${next.key}` : path);
}

export default function OfficeEntrySection() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, i18n } = useTranslation("applying");
  const locale = i18n.language === "ru" ? "ru" : "en";
  const path = `/office/${page.slug}/applications/${page.code}/entry`;
  const problems = result?.problems ?? page.problems;
  return (
    <>
      <PageHeader
        title={worded(page.section.title, locale)}
        eyebrow={`${page.name}, ${page.code}`}
        backHref={path}
        backLabel={t("office.entry.back")}
      />
      <KeptForm noValidate autoComplete="off">
        <CarriedField name="revision" value={result?.revision ?? page.revision} />
        <input type="hidden" name="asked" value={page.section.questions.map(({ key }) => key).join(" ")} />
        <Stack className="gap-9">
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={problems.flatMap((problem) => {
              const question = page.section.questions.find(({ key }) => key === problem.question);
              if (!question) return [];
              const text = problemText(question, problem, t, locale);
              return [
                { href: `#${question.key}`, text: labelledProblem(worded(question.label, locale), text) },
              ];
            })}
          />
          {result?.kind === "conflict" ? (
            <Notice tone="warn" role="status">
              {t("office.entry.conflict")}
            </Notice>
          ) : null}
          <QuestionList
            section={page.section}
            answers={result?.answers ?? page.answers}
            problems={problems}
            countries={page.countries}
          />
          <Cluster>
            <Button name="next" value="on">
              {t("form.save-and-continue")}
            </Button>
            <Button variant="secondary" name="next" value="overview">
              {t("form.save-and-stop")}
            </Button>
          </Cluster>
        </Stack>
      </KeptForm>
      <EntryFiles
        path={`${path}/${page.section.key}/files`}
        questions={page.fileQuestions}
        files={page.files}
      />
    </>
  );
}
