import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { formatDay, formatForReader } from "~/platform/locale/format";
import { localeNames, isLocale } from "~/platform/locale/locales";
import type { RouteHandle } from "~/platform/route-handle";
import { ButtonLink } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { RefereeCard } from "../components/referee-card";
import { requireReferees } from "../guards.server";
import { missingReferees } from "../open-matters";
import { listReferees } from "../referees.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own, window } = await requireReferees(args);
  const { locale, t } = await readerWords(args);
  const { edition, application } = own;
  const zone = viewer.timeZone ?? edition.zone;
  const day = (at: Date | null) => (at ? formatDay(at, locale, zone) : "");
  const list = await listReferees(database(), viewer.key, application.id);
  const note = new URL(args.request.url).searchParams.get("note");
  return {
    title: t("applying:page-title.people"),
    isOpen: window === "open",
    onShortlist: edition.refereesAsked === "after-shortlist",
    wanted: edition.refereesWanted,
    days: edition.refereeDays,
    told: edition.refereesTold,
    note: (["saved", "sent", "removed", "back", "closed"] as const).find((name) => name === note) ?? null,
    referees: list.map((one) => ({
      id: one.id,
      name: one.name,
      relation: one.relation,
      email: one.email,
      shownName: one.shownName,
      evidence: one.evidence,
      language: isLocale(one.locale) ? localeNames[one.locale] : one.locale,
      standing: one.standing,
      when: day(one.answeredAt ?? one.askedAt),
      until: one.expiresAt ? formatForReader(one.expiresAt, locale, edition.zone, viewer.timeZone) : "",
    })),
  };
}

export default function Referees() {
  const { isOpen, onShortlist, wanted, days, told, note, referees } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  const missing = missingReferees(
    wanted,
    referees.map(({ standing }) => standing),
  );
  return (
    <>
      <PageHeader
        backHref="/application"
        backLabel={t("form.to-overview")}
        title={t("referees.title")}
        lead={
          isOpen
            ? t(onShortlist ? "referees.lead-shortlist" : "referees.lead", { count: wanted })
            : t("referees.closed")
        }
      />
      {note ? (
        <Notice tone={note === "closed" ? "warn" : "good"} role="status" className="mb-8">
          {t(`referees.note.${note}`)}
        </Notice>
      ) : null}
      {isOpen ? null : <Notice className="mb-8">{t("referees.closed-text")}</Notice>}
      {referees.length > 0 ? (
        <ul role="list" className="grid gap-8">
          {referees.map((referee) => (
            <RefereeCard key={referee.id} referee={referee} isOpen={isOpen} />
          ))}
        </ul>
      ) : null}
      {isOpen && missing > 0 ? (
        <p className={referees.length > 0 ? "mt-10 border-t border-line pt-6" : undefined}>
          <ButtonLink to="/application/referees/new" variant={referees.length > 0 ? "secondary" : "primary"}>
            {t(referees.length > 0 ? "referees.add-another" : "referees.add")}
          </ButtonLink>
        </p>
      ) : null}
      <div className="mt-10">
        <Disclosure summary={t("referees.how.title")}>
          <div className="grid max-w-text gap-3">
            <p>{t("referees.how.learn")}</p>
            {told ? <p>{t("referees.how.told", { organisation: told })}</p> : null}
            <p>{t("referees.how.time", { count: days })}</p>
            <p>{t("referees.how.unsafe")}</p>
            <p>{t("referees.how.kept")}</p>
          </div>
        </Disclosure>
      </div>
    </>
  );
}
