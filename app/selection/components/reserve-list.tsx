import { useTranslation } from "react-i18next";
import { countryName, formatNumber } from "~/platform/locale/format";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Table, type Column } from "~/ui/table";
import type { Mark } from "../decisions";
import { TakeOut } from "./cohort-table";

export interface ReserveRow extends Mark {
  code: string;
  country: string | null;
  mean: number | null;
  isIneligible: boolean;
}

interface ReserveListProps {
  slug: string;
  rows: ReserveRow[];
  isReleased: boolean;
}

/** The reserve list in its order, with ways to change it. */
export function ReserveList({ slug, rows, isReleased }: ReserveListProps) {
  const { t } = useTranslation("selection");
  const columns: Column[] = [
    { key: "place", label: t("decisions.reserve.place"), align: "end", hideOnPhone: true },
    { key: "code", label: t("decisions.cohort.code") },
    { key: "country", label: t("decisions.cohort.country") },
    { key: "mean", label: t("decisions.cohort.mean"), align: "end" },
    { key: "move", label: t("decisions.reserve.move"), hideLabel: true },
  ];
  return (
    <Table
      caption={t("decisions.reserve.caption")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={(row) => row.code}
      rowHeader="code"
      dim={(row) => row.isIneligible}
      cell={(row, column) => {
        switch (column) {
          case "place":
            return row.reserveRank ?? "–";
          case "code":
            return (
              <>
                <span className="inline-block min-w-8 font-normal text-muted md:hidden">
                  {row.reserveRank}
                </span>
                <a href={`/office/${slug}/applications/${row.code}`}>{row.code}</a>
              </>
            );
          case "country":
            return row.country ? countryName(row.country, "en") : "–";
          case "mean":
            return row.mean === null ? "–" : formatNumber(row.mean, "en", 2);
          default:
            return (
              <div className="flex flex-wrap items-center gap-3 md:justify-end">
                {row.isIneligible ? <Badge tone="bad">{t("decisions.cohort.ineligible")}</Badge> : null}
                <Moves slug={slug} row={row} last={rows.length} />
                {isReleased ? null : (
                  <TakeOut
                    slug={slug}
                    row={row}
                    of={t("decisions.reserve.take-out-of", { code: row.code })}
                  />
                )}
              </div>
            );
        }
      }}
    />
  );
}

function Moves({ slug, row, last }: { slug: string; row: ReserveRow; last: number }) {
  const { t } = useTranslation("selection");
  const { code, revision } = row;
  const rank = row.reserveRank ?? 0;
  return (
    <form method="post" action={`/office/${slug}/decisions/reserve-order`} className="flex gap-2">
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="rank" value={rank} />
      <input type="hidden" name="revision" value={revision} />
      {(["up", "down"] as const).map((direction) => {
        const place = direction === "up" ? rank - 1 : rank + 1;
        if (place < 1 || place > last) return null;
        return (
          <Button key={direction} name="direction" value={direction} variant="secondary" size="small">
            {t(`decisions.reserve.${direction}`)}{" "}
            <span className="sr-only">{t("decisions.reserve.move-of", { code, place })}</span>
          </Button>
        );
      })}
    </form>
  );
}
