import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireRole } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { listCoordinatedEditions } from "~/cohorts/editions.server";
import { stageOf } from "~/cohorts/stages";
import { now } from "~/platform/clock.server";
import { formatCalendarDate } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section } from "~/ui/page";
import { attentionFor } from "../attention";
import { AttentionList } from "../components/attention-list";
import { Figures } from "../components/figures";
import { readFigures } from "../overview.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, "coordinator");
  const [{ locale, t }, editions] = await Promise.all([readerWords(args), listCoordinatedEditions(viewer)]);
  const figures = await readFigures(editions);
  const at = now();
  return {
    title: t("office:overview.title"),
    editions: editions.flatMap((edition) => {
      const own = figures.get(edition.id);
      if (!own) return [];
      const stage = stageOf(edition, at, wallClock(at, edition.zone).date);
      return [
        {
          slug: edition.slug,
          name: edition.name,
          stage,
          weeks: `${formatCalendarDate(edition.startsOn, locale)} – ${formatCalendarDate(edition.endsOn, locale)}`,
          figures: own,
          places: edition.places,
          attention: attentionFor(stage, own, {
            readingsPerApplication: edition.readingsPerApplication,
            hasProgramme: own.sessions > 0,
          }),
        },
      ];
    }),
  };
}

export default function Overview() {
  const { editions } = useLoaderData<typeof loader>();
  const { t } = useTranslation("office");
  const open = (
    <ButtonLink to="/office/editions/new" variant={editions.length > 0 ? "secondary" : "primary"}>
      {t("overview.open")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("overview.title")}
        lead={t("overview.lead")}
        actions={editions.length > 0 ? open : undefined}
      />
      {editions.length === 0 ? (
        <EmptyState title={t("overview.empty-title")} action={open}>
          {t("overview.empty-text")}
        </EmptyState>
      ) : null}
      {editions.map((edition) => (
        <Section
          key={edition.slug}
          title={<a href={`/office/${edition.slug}`}>{edition.name}</a>}
          lead={edition.weeks}
          aside={
            <Badge tone={edition.stage === "over" ? "neutral" : "accent"}>
              {t(`stage.${edition.stage}`)}
            </Badge>
          }
        >
          <Figures figures={edition.figures} places={edition.places} stage={edition.stage} />
          <AttentionList slug={edition.slug} items={edition.attention} />
        </Section>
      ))}
    </>
  );
}
