import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { applicationPath, requireReadable } from "../application-page.server";
import { NoteForm as Form } from "../components/note-form";
import { NoteForm } from "../note-forms";
import { addNote } from "../notes.server";

export const handle: RouteHandle = { width: "form" };

/** The field by itself: for when a note comes back with something to put right. */
export async function loader(args: LoaderFunctionArgs) {
  const { application, edition } = await requireReadable(args);
  return { title: application.code, ...applicationPath(args.request, edition, application) };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const submission = parseForm(await readForm(args.request), NoteForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  await addNote({ actorId: viewer.personId, application }, submission.value.text);
  const { path, search } = applicationPath(args.request, edition, application);
  return redirect(`${path}${search}#notes`);
}

export default function ApplicationNotes() {
  const { title, path, search } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader backHref={`${path}${search}`} backLabel={title} title={t("notes.title")} />
      <Form action={`${path}/notes${search}`} result={result} />
    </>
  );
}
