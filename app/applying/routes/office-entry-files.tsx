import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound, readFile } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHeader, Stack } from "~/ui/page";
import { EntryFiles } from "../components/entry-files";
import { requireEntrySection } from "../entry-page.server";
import { refusalText } from "../upload-words";
import { refusalStatus, storeFile, type FileQuestion, type Refusal } from "../uploads.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition, entry, section } = await requireEntrySection(args);
  const { t } = await readerWords(args);
  return {
    title: t("applying:office.entry.files"),
    path: `/office/${edition.slug}/applications/${entry.application.code}/entry/${section.key}`,
    name: entry.name,
    questions: section.questions.filter((question) => question.type === "file"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, entry, section } = await requireEntrySection(args);
  const asked = new URL(args.request.url).searchParams.get("question");
  const question = section.questions.find(
    (one): one is FileQuestion => one.type === "file" && one.key === asked,
  );
  if (!question) throw notFound();
  const refuse = (reason: Refusal) =>
    data({ question: question.key, reason }, { status: refusalStatus[reason] });
  const file = await readFile(args.request, question.key, question.maxBytes);
  if (typeof file === "string") return refuse(file);
  const stored = await storeFile(entry.applicant, entry.application.id, question, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (stored.outcome === "refused") return refuse(stored.reason);
  if (stored.outcome === "locked") throw notFound();
  return redirect(
    `/office/${edition.slug}/applications/${entry.application.code}/entry/${section.key}#${question.key}`,
  );
}

export default function OfficeEntryFiles() {
  const { path, name, questions } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const question = questions.find(({ key }) => key === refused?.question);
  const error = refused && refusalText(refused.reason, question, t);
  return (
    <>
      <PageHeader
        title={t("office.entry.files")}
        eyebrow={name}
        backHref={path}
        backLabel={t("upload.back")}
      />
      <Stack gap="loose">
        {refused && error ? (
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={[{ href: `#${refused.question}`, text: error }]}
          />
        ) : null}
        <EntryFiles
          path={`${path}/files`}
          questions={questions}
          files={[]}
          errors={refused && error ? { [refused.question]: error } : {}}
        />
      </Stack>
    </>
  );
}
