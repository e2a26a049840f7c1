import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator, type Edition } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { getSessionChoices } from "../choices.server";
import { Conflict } from "../components/conflict";
import { SessionForm } from "../components/session-form";
import { sessionForm } from "../forms";
import { differences, fieldsOf } from "../session-values";
import { changeSession, findDraftSession, wasPublished } from "../sessions.server";

export const handle: RouteHandle = { width: "form" };

async function findSession(edition: Edition, id: string | undefined) {
  const session =
    z.uuid().safeParse(id).success && id ? await findDraftSession(database(), edition, id) : null;
  if (!session) throw notFound();
  return session;
}

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const session = await findSession(edition, args.params["id"]);
  const { locale, t } = await readerWords(args);
  const [choices, published] = await Promise.all([
    getSessionChoices(edition, locale),
    wasPublished(database(), session.id),
  ]);
  return {
    title: session.title,
    back: `/office/${edition.slug}/programme`,
    weekLabel: t("programme:week.number", { number: session.week }),
    week: session.week,
    id: session.id,
    revision: session.revision,
    cancelled: session.cancelled,
    published,
    values: fieldsOf(session, edition.startsOn),
    choices,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { id } = await findSession(edition, args.params["id"]);
  const submission = parseForm(await readForm(args.request), sessionForm(edition));
  if (submission.status !== "success")
    return data({ result: submission.reply(), conflict: null }, { status: 400 });
  const { value } = submission;
  const saved = await inTransaction((tx) => changeSession(tx, edition, viewer.personId, id, value));
  if (saved === "stale") {
    const theirs = fieldsOf(await findSession(edition, id), edition.startsOn);
    const conflict = differences(theirs, submission.payload);
    return data({ result: submission.reply({ formErrors: ["stale"] }), conflict }, { status: 409 });
  }
  if (typeof saved === "string") {
    const result = submission.reply({ fieldErrors: { [saved]: [says("programme:office.error.gone")] } });
    return data({ result, conflict: null }, { status: 400 });
  }
  return redirect(`/office/${edition.slug}/programme?week=${saved.week}&note=saved`);
}

export default function OfficeSession() {
  const page = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("programme");
  return (
    <>
      <PageHeader title={page.title} backHref={`${page.back}?week=${page.week}`} backLabel={page.weekLabel} />
      {actionData?.conflict ? <Conflict differences={actionData.conflict} choices={page.choices} /> : null}
      {page.cancelled ? (
        <Notice tone="warn" title={t("office.session.is-cancelled")} className="mb-8">
          <form method="post" action={`${page.back}/sessions/${page.id}/restoration`}>
            <input type="hidden" name="revision" value={page.revision} />
            <Button variant="secondary">{t("office.session.restore")}</Button>
          </form>
        </Notice>
      ) : null}
      <SessionForm
        choices={page.choices}
        values={page.values}
        revision={page.revision}
        submitLabel={t("office.session.save")}
        result={actionData?.result}
      />
      {page.cancelled ? null : (
        <div className="mt-10">
          <Cancellation page={page} />
        </div>
      )}
    </>
  );
}

/** Calls the session off; one that nobody has seen yet is removed. */
function Cancellation({
  page,
}: {
  page: { back: string; id: string; revision: number; published: boolean };
}) {
  const { t } = useTranslation("programme");
  const act = page.published ? "cancel" : "remove";
  return (
    <ConfirmDialog
      id="cancel"
      trigger={t(`office.session.${act}`)}
      title={t(`office.session.${act}-title`)}
      cancelLabel={t("office.session.keep")}
      confirm={
        <form method="post" action={`${page.back}/sessions/${page.id}/cancellation`}>
          <input type="hidden" name="revision" value={page.revision} />
          <Button variant="danger">{t(`office.session.${act}`)}</Button>
        </form>
      }
    >
      {t(`office.session.${act}-text`)}
    </ConfirmDialog>
  );
}
