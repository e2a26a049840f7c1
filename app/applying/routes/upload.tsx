import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { worded, type FormSection } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { FileField } from "~/ui/field";
import { PageHeader, Stack } from "~/ui/page";
import { FileLine } from "../components/file-answer";
import { LockNotice } from "../components/lock-notice";
import { deadlineInWords } from "../deadline-words";
import { placeOf } from "../drafts";
import { requireOwnApplication } from "../guards.server";
import { listOwnFiles, refusalStatus, storeFile, type FileQuestion, type Refusal } from "../uploads.server";

export const handle: RouteHandle = { width: "form" };

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
  return {
    title: t("applying:title"),
    section: section.key,
    questions: fileQuestions(section),
    files: await listOwnFiles(database(), viewer, own.application.id),
    closedAt: deadlineInWords(own, viewer, locale).submitBy,
    lock,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, own, lock } = await requireOwnApplication(args);
  const place = placeOf(own.form, args.params["section"]);
  if (!place) throw notFound();
  const questions = fileQuestions(place.section);
  const asked = new URL(args.request.url).searchParams.get("question");
  const question = asked === null ? questions[0] : questions.find(({ key }) => key === asked);
  if (!question) throw notFound();
  const refuse = (reason: Refusal) =>
    data({ question: question.key, reason, lock: null }, { status: refusalStatus[reason] });
  const refuseLocked = (why: NonNullable<typeof lock>) =>
    data({ question: question.key, reason: null, lock: why }, { status: why === "closed" ? 403 : 409 });
  if (lock) return refuseLocked(lock);

  let form: FormData;
  try {
    form = await readForm(args.request, {
      limit: question.maxBytes + 64 * 1024,
      maxFileSize: question.maxBytes,
    });
  } catch (error) {
    if (error instanceof Response && error.status === 413) return refuse("too-large");
    throw error;
  }
  const file = form.get(question.key);
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) return refuse("missing");
  const upload = await storeFile(viewer, own.application.id, question, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (upload.outcome === "refused") return refuse(upload.reason);
  if (upload.outcome === "locked") return refuseLocked(upload.lock);
  return redirect(`/application/form/${place.section.key}#${question.key}`);
}

export default function Upload() {
  const { section, questions, files, closedAt, ...page } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, i18n } = useTranslation("applying");
  const lock = result?.lock ?? page.lock;
  const errorOf = (question: FileQuestion) =>
    result?.reason && result.question === question.key
      ? t(`upload.refused.${result.reason}`, { size: Math.floor(question.maxBytes / 1024 / 1024) })
      : undefined;
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
          {questions.map((question) => {
            const file = files.find((one) => one.question === question.key);
            return (
              <Stack key={question.key}>
                {file ? (
                  <form
                    method="post"
                    action={`/application/files/${file.id}/removal`}
                    className="flex flex-wrap items-center gap-x-4 gap-y-2"
                  >
                    <FileLine file={file} />
                    <Button variant="quiet" size="small">
                      {t("upload.remove")}
                    </Button>
                  </form>
                ) : null}
                <form
                  method="post"
                  action={`/application/form/${section}/files?question=${question.key}`}
                  encType="multipart/form-data"
                  noValidate
                >
                  <Stack>
                    <FileField
                      name={question.key}
                      accept={question.mediaTypes.join(",")}
                      label={worded(question.label, i18n.language)}
                      help={worded(question.help, i18n.language)}
                      error={errorOf(question)}
                      required
                    />
                    <div>
                      <Button>{t(file ? "upload.replace" : "upload.submit")}</Button>
                    </div>
                  </Stack>
                </form>
              </Stack>
            );
          })}
        </Stack>
      )}
    </>
  );
}
