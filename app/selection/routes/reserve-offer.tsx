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
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { listReserve } from "../decisions.server";
import { countFreePlaces, nextInReserve, offerToReserve } from "../offers.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const db = database();
  const [list, free] = await Promise.all([listReserve(db, edition.id), countFreePlaces(db, edition)]);
  return {
    title: t("selection:decisions.free.page-title"),
    slug: edition.slug,
    acceptDays: edition.acceptDays,
    free: edition.decisionsReleasedAt ? free : 0,
    next: nextInReserve(list)?.code ?? null,
  };
}

const OfferForm = z.object({ code: z.string().regex(/^[A-Z0-9-]{3,20}$/) });

/** Offers a free place to the next on the reserve list. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), OfferForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const { code } = submission.value;
  const { status } = await offerToReserve(viewer.personId, edition.id, code);
  if (status !== "offered") return data({ refused: status }, { status: 409 });
  return redirect(`/office/${edition.slug}/decisions?offered=${code}`);
}

export default function ReserveOffer() {
  const { slug, acceptDays, free, next } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { t } = useTranslation("selection");
  const canOffer = free > 0 && next !== null;
  return (
    <div className="max-w-form">
      <PageHeader
        title={t("decisions.free.page-title")}
        lead={
          canOffer
            ? t("decisions.free.text", { code: next, days: t("decisions.free.days", { count: acceptDays }) })
            : undefined
        }
        backHref={`/office/${slug}/decisions`}
        backLabel={t("decisions.reserve.back")}
      />
      <Stack>
        {refused ? (
          <Notice tone="warn" role="alert">
            {t(`decisions.free.${refused}`)}
          </Notice>
        ) : null}
        {canOffer ? (
          <form method="post">
            <input type="hidden" name="code" value={next} />
            <Button>{t("decisions.free.offer", { code: next })}</Button>
          </form>
        ) : refused ? null : (
          <p>{t("decisions.free.none")}</p>
        )}
      </Stack>
    </div>
  );
}
