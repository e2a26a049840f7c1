import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerLocale } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatDay, formatTime, zoneCity } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { ButtonLink } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { ProgrammeNav } from "../components/programme-nav";
import { markText } from "../components/mark-text";
import { requireFellow } from "../fellows.server";
import { hasPulse } from "../kinds";
import { findReleasedSession } from "../releases.server";
import { nowAndNext, viewSession } from "../timetable";
import { namesOfFacilitators } from "../week.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const locale = await readerLocale(args);
  const id = z.uuid().safeParse(args.params["id"]);
  const session = id.success ? await findReleasedSession(database(), edition.id, id.data) : null;
  if (!session) throw notFound();
  const at = now();
  const { zone } = session;
  const names = await namesOfFacilitators([session]);
  const span = (where: string) =>
    `${formatTime(session.startsAt, locale, where)}–${formatTime(session.endsAt, locale, where)}`;
  const theirs = viewer.timeZone && viewer.timeZone !== zone ? viewer.timeZone : null;
  const sameDay =
    theirs && formatDay(session.startsAt, locale, theirs) === formatDay(session.startsAt, locale, zone);
  return {
    title: session.title,
    week: session.week,
    session: viewSession(session, { locale, zone, at, names, next: nowAndNext([session], at).next }),
    description: session.description.split(/\n+/).filter((line) => line.trim()),
    day: formatDay(session.startsAt, locale, zone),
    city: zoneCity(zone, locale),
    elsewhere: theirs && {
      span: sameDay ? span(theirs) : `${formatDay(session.startsAt, locale, theirs)}, ${span(theirs)}`,
      city: zoneCity(theirs, locale),
    },
    asksFeedback: !session.cancelled && session.endsAt <= at && hasPulse(session.kind),
  };
}

export default function SessionPage() {
  const { session, week, description, day, city, elsewhere, asksFeedback } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  const mark = markText(session.mark, t);
  return (
    <>
      <ProgrammeNav />
      <PageHeader
        backHref={`/programme/week/${week}`}
        backLabel={t("week.number", { number: week })}
        eyebrow={t(`kind.${session.kind}`)}
        title={session.title}
      />
      {session.state === "cancelled" ? (
        <Notice tone="warn" title={t("session.cancelled")} className="mb-6">
          {t("session.cancelled-text")}
        </Notice>
      ) : mark && session.state !== "past" ? (
        <Notice tone={session.mark?.change === "new" ? "info" : "warn"} title={mark} className="mb-6" />
      ) : null}
      <p className="session-when" data-state={session.state}>
        <span>
          {day}
          <span className="block text-body text-muted">{t("session.in", { city })}</span>
        </span>
        <time dateTime={session.startIso}>
          {session.start}–{session.end}
        </time>
      </p>
      <DefinitionList
        items={[
          ...(elsewhere
            ? [{ term: t("session.in", { city: elsewhere.city }), description: elsewhere.span }]
            : []),
          {
            term: t("session.place"),
            description: session.place ? (
              <>
                {session.place}
                {session.address ? <span className="block text-muted">{session.address}</span> : null}
              </>
            ) : (
              t("session.no-place")
            ),
          },
          ...(session.facilitator ? [{ term: t("session.leads"), description: session.facilitator }] : []),
          ...(session.optional
            ? [{ term: t("session.attendance"), description: t("session.optional-long") }]
            : []),
        ]}
      />
      <div className="prose mt-6">
        {description.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </div>
      {asksFeedback ? (
        <p className="mt-8">
          <ButtonLink to={`/feedback/${session.id}`}>{t("session.feedback")}</ButtonLink>
        </p>
      ) : null}
    </>
  );
}
