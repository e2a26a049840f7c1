import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { weekCount } from "~/cohorts/weeks";
import { notFound } from "~/platform/http/body.server";
import { formatCalendarDate, formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { Timetable } from "~/ui/timetable";
import { DeskNotices } from "../components/desk-notices";
import { LayWeeks } from "../components/lay-weeks";
import { TenWeeks } from "../components/ten-weeks";
import { getDesk, type DraftView } from "../office.server";
import { nearestWeek, thisWeek } from "../week.server";

export const handle: RouteHandle = { width: "wide" };

const notes = ["laid", "added", "saved", "cancelled", "removed", "restored", "published"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const query = new URL(args.request.url).searchParams;
  const number = query.has("week") ? Number(query.get("week")) : nearestWeek(edition);
  if (!Number.isInteger(number) || number < 1 || number > weekCount) throw notFound();
  const { weeks, pending, days, clashes, faults } = await getDesk(edition, number, locale);
  return {
    title: t("programme:office.title"),
    slug: edition.slug,
    startsOn: formatCalendarDate(edition.startsOn, locale),
    note: notes.find((note) => note === query.get("note")) ?? null,
    number,
    thisWeek: thisWeek(edition),
    isLaid: weeks.length > 0 || pending.sessions.length > 0,
    theme: weeks.find((week) => week.number === number)?.theme ?? "",
    days,
    clashes,
    faults,
    changes: pending.changes.length + pending.ground.length,
    release: pending.release && {
      number: pending.release.number,
      when: formatMoment(pending.release.publishedAt, locale, edition.zone),
    },
  };
}

export default function OfficeProgramme() {
  const page = useLoaderData<typeof loader>();
  const { slug, number, note, release, changes } = page;
  const { t } = useTranslation("programme");
  if (!page.isLaid) return <LayWeeks slug={slug} startsOn={page.startsOn} />;
  const base = `/office/${slug}/programme`;
  const entry = (session: DraftView) => ({
    key: session.id,
    start: session.start,
    end: session.end,
    title: session.title,
    href: `${base}/sessions/${session.id}`,
    place: session.place ?? (isFree(session) ? undefined : <Missing>{t("office.no-place")}</Missing>),
    note: session.facilitator
      ? t("office.led-by", { name: session.facilitator })
      : isFree(session)
        ? undefined
        : t("office.nobody"),
    change: session.pending ? t(`office.pending.${session.pending}`) : undefined,
    state: session.cancelled ? ("cancelled" as const) : ("later" as const),
    stateLabel: session.cancelled ? t("office.cancelled") : undefined,
  });
  return (
    <>
      <PageHeader
        title={page.title}
        lead={t("office.lead")}
        actions={
          <>
            <ButtonLink to={`${base}/sessions/new?week=${number}`} variant="secondary">
              {t("office.add")}
            </ButtonLink>
            <ButtonLink to={`${base}/places`} variant="quiet">
              {t("office.places")}
            </ButtonLink>
          </>
        }
      />
      <Stack>
        {note ? (
          <Notice tone="good" role="status">
            {t(`office.note.${note}`)}
          </Notice>
        ) : null}
        <DeskNotices
          base={base}
          release={release}
          changes={changes}
          clashes={page.clashes}
          faults={page.faults}
        />
      </Stack>
      <div className="mt-10">
        <TenWeeks shown={number} current={page.thisWeek} hrefFor={(week) => `${base}?week=${week}`} />
        <h2 className="mb-5">{t("office.week", { number, theme: page.theme })}</h2>
        <Timetable
          headingLevel={3}
          days={page.days.map((day) => ({
            key: day.date,
            title: day.title,
            entries: day.sessions.map(entry),
            emptyText: t("office.empty-day"),
          }))}
        />
      </div>
    </>
  );
}

/** Free time needs neither a place nor anybody to lead it. */
function isFree(session: DraftView): boolean {
  return session.kind === "social";
}

function Missing({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}
