import { useTranslation } from "react-i18next";
import { countryName, formatMoment, formatNumber } from "~/platform/locale/format";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Section } from "~/ui/page";
import { Table, type Column } from "~/ui/table";
import { sealMark } from "../decisions";
import type { CohortMember } from "../decisions.server";
import type { OfferState } from "../offers";
import { compareWords } from "~/platform/locale/order";

interface CohortTableProps {
  slug: string;
  zone: string;
  cohort: CohortMember[];
  /** Decisions have gone out: offers are shown, and marks are fixed. */
  isReleased: boolean;
}

const tones: Record<OfferState, "accent" | "good" | "neutral" | "warn"> = {
  awaiting: "accent",
  accepted: "good",
  declined: "neutral",
  lapsed: "warn",
  withdrawn: "neutral",
};

/** The cohort by name, and after the release what has become of each offer. */
export function CohortTable({ slug, zone, cohort, isReleased }: CohortTableProps) {
  const { t } = useTranslation("selection");
  const columns: Column[] = [
    { key: "name", label: t("decisions.cohort.name") },
    { key: "code", label: t("decisions.cohort.code") },
    { key: "country", label: t("decisions.cohort.country") },
    { key: "mean", label: t("decisions.cohort.mean"), align: "end" },
    isReleased
      ? { key: "answer", label: t("decisions.cohort.answer") }
      : { key: "action", label: t("decisions.cohort.action"), hideLabel: true },
  ];
  return (
    <Section
      title={t("decisions.cohort.title")}
      lead={cohort.length > 0 ? t("decisions.cohort.countries", { list: countryList(cohort) }) : undefined}
      id="cohort"
    >
      {cohort.length === 0 ? (
        <EmptyState title={t("decisions.cohort.empty")}>{t("decisions.cohort.empty-text")}</EmptyState>
      ) : (
        <Table
          caption={t("decisions.cohort.caption")}
          hideCaption
          columns={columns}
          rows={cohort}
          rowKey={(row) => row.code}
          rowHeader="name"
          dim={(row) => row.offer !== null && !["awaiting", "accepted"].includes(row.offer.state)}
          cell={(row, column) => {
            switch (column) {
              case "name":
                return row.name ?? <span className="text-muted">{t("decisions.cohort.erased")}</span>;
              case "code":
                return <a href={`/office/${slug}/applications/${row.code}`}>{row.code}</a>;
              case "country":
                return row.country ? countryName(row.country, "en") : "–";
              case "mean":
                return row.mean === null ? "–" : formatNumber(row.mean, "en", 2);
              case "answer":
                return row.offer ? <OfferCell offer={row.offer} zone={zone} /> : "–";
              default:
                return (
                  <div className="flex flex-wrap items-center gap-3 md:justify-end">
                    {row.isIneligible ? <Badge tone="bad">{t("decisions.cohort.ineligible")}</Badge> : null}
                    <TakeOut
                      slug={slug}
                      row={row}
                      of={t("decisions.cohort.take-out-of", { code: row.code })}
                    />
                  </div>
                );
            }
          }}
        />
      )}
    </Section>
  );
}

/** "Kazakhstan 4, Kyrgyzstan 3", the most first, without those who gave their place back. */
function countryList(cohort: CohortMember[]): string {
  const counts = new Map<string, number>();
  for (const { country, offer } of cohort) {
    if (offer && !["awaiting", "accepted"].includes(offer.state)) continue;
    const name = country ? countryName(country, "en") : "–";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || compareWords(a[0], b[0]))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function OfferCell({ offer, zone }: { offer: NonNullable<CohortMember["offer"]>; zone: string }) {
  const { t } = useTranslation("selection");
  const when = offer.answeredAt
    ? t("decisions.cohort.answered", { moment: formatMoment(offer.answeredAt, "en", zone) })
    : t("decisions.cohort.answer-by", { moment: formatMoment(offer.answerBy, "en", zone) });
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <Badge tone={tones[offer.state]}>{t(`decisions.offer.${offer.state}`)}</Badge>
      <span className="text-small text-muted">{when}</span>
    </span>
  );
}

interface TakeOutProps {
  slug: string;
  row: Pick<CohortMember, "code" | "outcome" | "reserveRank" | "revision">;
  /** Of what, and who, for those who hear the button. */
  of: string;
}

/** Takes somebody off a list: they are undecided again. */
export function TakeOut({ slug, row, of }: TakeOutProps) {
  const { t } = useTranslation("selection");
  return (
    <form method="post" action={`/office/${slug}/decisions`}>
      <input type="hidden" name="from" value="decisions" />
      <input type="hidden" name="rows[0].code" value={row.code} />
      <input type="hidden" name="rows[0].seen" value={sealMark(row)} />
      <Button name="rows[0].outcome" value="undecided" variant="quiet" size="small">
        {t("decisions.cohort.take-out")} <span className="sr-only">{of}</span>
      </Button>
    </form>
  );
}
