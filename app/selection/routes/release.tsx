import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { lastMoment } from "~/cohorts/stages";
import { now } from "~/platform/clock.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { formatDay, formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { answerDeadline } from "../offers";
import { previewRelease, releaseDecisions } from "../release.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const released = edition.decisionsReleasedAt;
  const moment = (at: Date) => formatForReader(at, "en", edition.zone, viewer.timeZone);
  return {
    title: t("selection:decisions.release.page-title"),
    slug: edition.slug,
    places: edition.places,
    releasedOn: released && formatDay(released, "en", edition.zone, { year: true }),
    callOver: moment(lastMoment(edition)),
    answerBy: moment(answerDeadline(now(), edition.acceptDays, edition.zone)),
    ...(await previewRelease(edition)),
  };
}

const ReleaseForm = z.object({
  fingerprint: z.string().min(1).max(40),
  decline: z.literal("on").optional(),
});

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), ReleaseForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const result = await releaseDecisions(viewer.personId, edition.id, {
    fingerprint: submission.value.fingerprint,
    declineUndecided: submission.value.decline === "on",
  });
  if (result.status === "released")
    return redirect(`/office/${edition.slug}/decisions?letters=${result.letters}`);
  return data({ refused: result.status }, { status: result.status === "undecided" ? 400 : 409 });
}

export default function Release() {
  const { slug, releasedOn, answerBy, counts, ...state } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { t } = useTranslation("selection");
  const blockers = state.blockers.map((blocker) =>
    t(`decisions.release.blocker.${blocker}`, {
      count: state.ineligibleChosen,
      cohort: counts.cohort,
      places: state.places,
      moment: state.callOver,
    }),
  );
  return (
    <div className="max-w-form">
      <PageHeader
        title={t("decisions.release.page-title")}
        lead={releasedOn ? undefined : t("decisions.release.lead")}
        backHref={`/office/${slug}/decisions`}
        backLabel={t("decisions.release.back")}
      />
      {releasedOn ? (
        <Notice role={refused ? "alert" : undefined}>
          {t("decisions.release.already", { day: releasedOn })}
        </Notice>
      ) : (
        <Stack gap="normal">
          {refused === "changed" ? (
            <Notice tone="warn" role="alert">
              {t("decisions.release.changed")}
            </Notice>
          ) : null}
          <ErrorSummary
            title={t("decisions.release.blocked")}
            errors={
              refused === "undecided"
                ? [{ href: "#decline", text: t("decisions.release.undecided-missing") }]
                : []
            }
          />
          {blockers.length > 0 ? (
            <Notice tone="bad" title={t("decisions.release.blocked")} role={refused ? "alert" : undefined}>
              {blockers.map((text) => (
                <p key={text}>{text}</p>
              ))}
            </Notice>
          ) : null}
          <Section title={t("decisions.release.what")}>
            <ul>
              <li>{t("decisions.release.cohort", { count: counts.cohort, answerBy })}</li>
              <li>{t("decisions.release.reserve", { count: counts.reserve })}</li>
              <li>{t("decisions.release.declined", { count: counts.declined + counts.undecided })}</li>
              <li>{t("decisions.release.mail")}</li>
            </ul>
            {counts.cohort > 0 && counts.cohort < state.places ? (
              <p className="mt-4">
                {t("decisions.release.fewer", { places: state.places, count: state.places - counts.cohort })}
              </p>
            ) : null}
          </Section>
          {blockers.length === 0 ? (
            <ReleaseButton {...{ counts, refused }} fingerprint={state.fingerprint} />
          ) : null}
        </Stack>
      )}
    </div>
  );
}

interface ReleaseButtonProps {
  counts: ReturnType<typeof useLoaderData<typeof loader>>["counts"];
  fingerprint: string;
  refused: string | undefined;
}

function ReleaseButton({ counts, fingerprint, refused }: ReleaseButtonProps) {
  const { t } = useTranslation("selection");
  return (
    <form method="post" className="grid gap-6">
      <input type="hidden" name="fingerprint" value={fingerprint} />
      {counts.undecided > 0 ? (
        <Notice tone="warn" title={t("decisions.release.undecided-title", { count: counts.undecided })}>
          {counts.undecidedUnread > 0 ? (
            <p>{t("decisions.release.undecided-unread", { count: counts.undecidedUnread })}</p>
          ) : null}
          <Checkbox
            id="decline"
            name="decline"
            label={t("decisions.release.undecided", { count: counts.undecided })}
            error={refused === "undecided" ? t("decisions.release.undecided-missing") : undefined}
          />
        </Notice>
      ) : null}
      <div>
        <Button data-progress={t("decisions.release.progress")}>
          {t("decisions.release.confirm", { count: counts.submitted })}
        </Button>
      </div>
    </form>
  );
}
