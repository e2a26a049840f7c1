import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { applicationPath, requireReadable } from "../application-page.server";
import { NoteForm as Form } from "../components/note-form";
import { NoteForm } from "../note-forms";
import { changeNote, readOwnNote } from "../notes.server";

export const handle: RouteHandle = { width: "form" };

/** One's own note, to be changed or deleted. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, application, edition } = await requireReadable(args);
  const id = idParam(args.params["id"]);
  const text = await readOwnNote({ actorId: viewer.personId, application }, id);
  return { title: application.code, id, text, ...applicationPath(args.request, edition, application) };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const id = idParam(args.params["id"]);
  await readOwnNote({ actorId: viewer.personId, application }, id);
  const submission = parseForm(await readForm(args.request), NoteForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  await changeNote({ actorId: viewer.personId, application }, id, submission.value.text);
  const { path, search } = applicationPath(args.request, edition, application);
  return redirect(`${path}${search}#notes`);
}

export default function ApplicationNote() {
  const { title, id, text, path, search } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader backHref={`${path}${search}`} backLabel={title} title={t("notes.change-title")} />
      <Form action={`${path}/notes/${id}${search}`} text={text} result={result} />
      <form
        method="post"
        action={`${path}/notes/${id}/removal${search}`}
        className="mt-10 border-t border-line pt-5"
      >
        <Button variant="danger" size="small">
          {t("notes.remove")}
        </Button>
      </form>
    </>
  );
}
