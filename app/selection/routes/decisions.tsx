import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { formatDay } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { CohortTable } from "../components/cohort-table";
import { DecisionsReview } from "../components/decisions-review";
import { Figures } from "../components/figures";
import { LetterPreviews } from "../components/letter-previews";
import { ReserveList } from "../components/reserve-list";
import { DecisionsForm, readChoices } from "../decisions";
import { readDecisionsPage } from "../decisions-page.server";
import { reviewRows } from "../decisions-review";
import { decide } from "../decisions.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const query = new URL(args.request.url).searchParams;
  const released = edition.decisionsReleasedAt;
  return {
    title: t("selection:decisions.title"),
    slug: edition.slug,
    zone: edition.zone,
    places: edition.places,
    acceptDays: edition.acceptDays,
    releasedOn: released && formatDay(released, "en", edition.zone, { year: true }),
    note: {
      letters: /^\d{1,5}$/.exec(query.get("letters") ?? "")?.[0],
      offered: /^[A-Z0-9-]{3,20}$/.exec(query.get("offered") ?? "")?.[0],
      saved: query.has("saved"),
    },
    ...(await readDecisionsPage(edition)),
  };
}

/** Marks applications, as the ranking page or a list on this page posts them. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), DecisionsForm);
  // Nobody types codes or marks: what does not fit was not sent by a page of ours.
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const { rows, from, back = "" } = submission.value;
  const origin = { from, back };
  const { choices, problems } = readChoices(rows);
  if (problems.size > 0)
    return data(
      { review: { origin, rows: reviewRows(rows, { problems }) }, isFrozen: false },
      { status: 400 },
    );
  const result = await decide(viewer.personId, edition.id, choices);
  if (result.status === "released") return data({ review: null, isFrozen: true }, { status: 409 });
  if (result.status === "clash")
    return data({ review: { origin, rows: reviewRows(rows, result) }, isFrozen: false }, { status: 409 });
  if (from === "decisions") return redirect(`/office/${edition.slug}/decisions?saved=1`);
  return redirect(`/office/${edition.slug}/ranking${back}${back ? "&" : "?"}saved=${result.changed}#decide`);
}

export default function Decisions() {
  const {
    slug,
    zone,
    places,
    acceptDays,
    releasedOn,
    note,
    counts,
    cohort,
    reserve,
    offers,
    next,
    previews,
  } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  if (tried?.review) return <DecisionsReview slug={slug} zone={zone} {...tried.review} />;
  const isReleased = releasedOn !== null;
  return (
    <>
      <PageHeader
        title={t("decisions.title")}
        lead={isReleased ? t("decisions.lead-after", { day: releasedOn }) : t("decisions.lead-before")}
      />
      <Stack gap="loose">
        {tried?.isFrozen ? (
          <Notice tone="warn" role="alert">
            {t("decisions.review.released", { day: releasedOn })}
          </Notice>
        ) : null}
        {note.letters ? (
          <Notice tone="good" role="status">
            {t("decisions.release.done", { count: Number(note.letters) })}
          </Notice>
        ) : null}
        {note.offered ? (
          <Notice tone="good" role="status">
            {t("decisions.free.offered", { code: note.offered })}
          </Notice>
        ) : null}
        <Section title={t("decisions.counts.title")}>
          <Figures
            items={
              isReleased
                ? [
                    {
                      value: offers.accepted,
                      label: t("decisions.counts.accepted"),
                      note: t("decisions.counts.of-places", { count: places }),
                    },
                    { value: offers.awaiting, label: t("decisions.counts.awaiting") },
                    { value: offers.gone, label: t("decisions.counts.gone") },
                    { value: offers.free, label: t("decisions.counts.free") },
                    { value: counts.reserve, label: t("decisions.counts.reserve") },
                    { value: counts.declined, label: t("decisions.counts.declined") },
                  ]
                : [
                    {
                      value: counts.cohort,
                      label: t("decisions.counts.cohort"),
                      note: t("decisions.counts.of-places", { count: places }),
                    },
                    { value: counts.reserve, label: t("decisions.counts.reserve") },
                    { value: counts.declined, label: t("decisions.counts.declined") },
                    {
                      value: counts.undecided,
                      label: t("decisions.counts.undecided"),
                      note:
                        counts.unread > 0
                          ? t("decisions.counts.unread", { count: counts.unread })
                          : undefined,
                    },
                  ]
            }
          />
        </Section>
        {isReleased && offers.free > 0 ? (
          <FreePlace {...{ slug, next, acceptDays }} free={offers.free} />
        ) : null}
        <CohortTable {...{ slug, zone, cohort, isReleased }} />
        <Section title={t("decisions.reserve.title")} lead={t("decisions.reserve.lead")} id="reserve">
          {reserve.length > 0 ? (
            <ReserveList slug={slug} rows={reserve} isReleased={isReleased} />
          ) : (
            <EmptyState title={t("decisions.reserve.empty")}>
              {t(`decisions.reserve.empty-text-${isReleased ? "after" : "before"}`)}
            </EmptyState>
          )}
        </Section>
        <LetterPreviews previews={previews} />
        {isReleased ? null : (
          <Section title={t("decisions.release.title")} lead={t("decisions.release.lead")}>
            <ButtonLink to={`/office/${slug}/decisions/release`}>{t("decisions.release.button")}</ButtonLink>
          </Section>
        )}
      </Stack>
    </>
  );
}

interface FreePlaceProps {
  slug: string;
  free: number;
  next: string | null;
  acceptDays: number;
}

/** A place that nobody holds, and the button that offers it to the next. */
function FreePlace({ slug, free, next, acceptDays }: FreePlaceProps) {
  const { t } = useTranslation("selection");
  return (
    <Notice title={t("decisions.free.title", { count: free })}>
      <p>
        {next
          ? t("decisions.free.text", { code: next, days: t("decisions.free.days", { count: acceptDays }) })
          : t("decisions.free.nobody")}
      </p>
      {next ? (
        <form method="post" action={`/office/${slug}/decisions/reserve-offer`}>
          <input type="hidden" name="code" value={next} />
          <Button>{t("decisions.free.offer", { code: next })}</Button>
        </form>
      ) : null}
    </Notice>
  );
}
