import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import type { FormSection } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound, readFile } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { cleaningTurns } from "../cleaning/cleaning.server";
import { FileForm } from "../components/file-form";
import { LockNotice } from "../components/lock-notice";
import { deadlineInWords } from "../deadline-words";
import { placeOf } from "../drafts";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { listUnfinished } from "../resumable.server";
import { busyText, refusalText } from "../upload-words";
import { listOwnFiles, refusalStatus, storeFile, type FileQuestion, type Refusal } from "../uploads.server";
import uploadScript from "../upload.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [uploadScript] };

/** The questions of a section that ask for a file; a section without any has no such page. */
function fileQuestions(section: FormSection): FileQuestion[] {
  const questions = section.questions.filter((question) => question.type === "file");
  if (questions.length === 0) throw notFound();
  return questions;
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own, lock } = await requireOwnApplication(args);
  const place = placeOf(own.form, args.params["section"]);
  if (!place) throw notFound();
  const { locale, t } = await readerWords(args);
  const { section } = place;
  const [files, unfinished] = await Promise.all([
    listOwnFiles(database(), viewer, own.application.id),
    listUnfinished(database(), viewer, own.application.id),
  ]);
  return {
    title: t("applying:page-title.file"),
    of: own.application.id,
    section: section.key,
    questions: fileQuestions(section),
    files,
    unfinished,
    /** Said before a file is sent, as a page without scripts can't say it while one waits. */
    busy: busyText(cleaningTurns.aheadOf(viewer.personId, 1), t),
    closedAt: deadlineInWords(own, viewer, locale).submitBy,
    lock,
  };
}

export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const search = new URL(args.request.url).searchParams;
  const { viewer, own, lock } = await theOneMeant(found, search.get("of"));
  const place = placeOf(own.form, args.params["section"]);
  if (!place) throw notFound();
  const questions = fileQuestions(place.section);
  const asked = search.get("question");
  const question = asked === null ? questions[0] : questions.find(({ key }) => key === asked);
  if (!question) throw notFound();
  const refuse = (reason: Refusal) =>
    data({ question: question.key, reason, lock: null }, { status: refusalStatus[reason] });
  const refuseLocked = (why: NonNullable<typeof lock>) =>
    data({ question: question.key, reason: null, lock: why }, { status: why === "closed" ? 403 : 409 });
  if (lock) return refuseLocked(lock);

  const file = await readFile(args.request, question.key, question.maxBytes);
  if (typeof file === "string") return refuse(file);
  const upload = await storeFile(viewer, own.application.id, question, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (upload.outcome === "refused") return refuse(upload.reason);
  if (upload.outcome === "locked") return refuseLocked(upload.lock);
  return redirect(`/application/form/${place.section.key}#${question.key}`);
}

export default function Upload() {
  const { section, questions, files, unfinished, busy, closedAt, ...page } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const lock = result?.lock ?? page.lock;
  const errorOf = (question: FileQuestion) =>
    result?.reason && result.question === question.key ? refusalText(result.reason, question, t) : undefined;
  return (
    <>
      <PageHeader
        backHref={`/application/form/${section}`}
        backLabel={t("upload.back")}
        title={t("upload.title")}
        lead={t("upload.lead")}
      />
      {lock ? <LockNotice lock={lock} closedAt={closedAt} /> : null}
      {lock ? null : (
        <Stack gap="loose">
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={questions.flatMap((question) => {
              const text = errorOf(question);
              return text ? [{ href: `#${question.key}`, text }] : [];
            })}
          />
          {busy ? <Notice tone="info">{busy}</Notice> : null}
          {questions.map((question) => (
            <FileForm
              key={question.key}
              section={section}
              question={question}
              files={files.filter((file) => file.question === question.key)}
              unfinished={unfinished.filter((upload) => upload.question === question.key)}
              error={errorOf(question)}
            />
          ))}
        </Stack>
      )}
    </>
  );
}
