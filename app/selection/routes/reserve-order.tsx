import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { ReserveList } from "../components/reserve-list";
import { listReserve, moveReserve } from "../decisions.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const list = await listReserve(database(), edition.id);
  return {
    title: t("selection:decisions.reserve.page-title"),
    slug: edition.slug,
    isReleased: edition.decisionsReleasedAt !== null,
    rows: list.map(({ applicationId: _application, personId: _person, ...row }) => row),
  };
}

const MoveForm = z.object({
  code: z.string().regex(/^[A-Z0-9-]{3,20}$/),
  direction: z.enum(["up", "down"]),
  rank: z.number().int().min(0).max(9999),
  revision: z.number().int().min(0),
});

/** Moves an application a place up or down the reserve list. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), MoveForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  if (!(await moveReserve(viewer.personId, edition.id, submission.value)))
    return data({ isChanged: true }, { status: 409 });
  return redirect(`/office/${edition.slug}/decisions#reserve`);
}

export default function ReserveOrder() {
  const { slug, isReleased, rows } = useLoaderData<typeof loader>();
  const isChanged = useActionData<typeof action>()?.isChanged;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        title={t("decisions.reserve.page-title")}
        lead={t("decisions.reserve.lead")}
        backHref={`/office/${slug}/decisions`}
        backLabel={t("decisions.reserve.back")}
      />
      <Stack>
        {isChanged ? (
          <Notice tone="warn" role="alert">
            {t("decisions.reserve.changed")}
          </Notice>
        ) : null}
        {rows.length > 0 ? (
          <ReserveList slug={slug} rows={rows} isReleased={isReleased} />
        ) : (
          <EmptyState title={t("decisions.reserve.empty")} />
        )}
      </Stack>
    </>
  );
}
