import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryName, formatNumber } from "~/platform/locale/format";
import { Table, TableCell, TableRow, type Column } from "~/ui/table";
import { adjustmentWords } from "../adjustment-words";
import { outcomes, sealMark } from "../decisions";
import {
  isAtLine,
  rankingQuery,
  rankingSorts,
  type Line,
  type RankingSort,
  type RankingView,
} from "../ranking";
import type { RankedApplication } from "../ranking.server";
import { MarkBadge } from "./mark-badge";
import { rankText } from "./ranking-figure";

interface RankingTableProps {
  slug: string;
  rows: RankedApplication[];
  view: RankingView;
  line: Line | null;
  /** Readings that each application should have. */
  wanted: number;
  /** For how many places the probabilities are. */
  top: number;
  caption: string;
  /** Marks can still be changed: the rows then hold the fields of the form around the table. */
  isOpen: boolean;
}

/** Rows as close as a thumb allows, each on one line: there are fifty on a page. */
const close =
  "[&_tbody_td]:align-middle [&_tbody_th]:align-middle md:[&_tbody_td]:py-1 md:[&_tbody_th]:py-1 max-md:[&_tbody_td]:items-center";

const choices = [...outcomes, "undecided"] as const;

/** The ranking's figures, and a mark for each application. Names are not in it. */
export function RankingTable({ slug, rows, view, line, wanted, top, caption, isOpen }: RankingTableProps) {
  const { t } = useTranslation("selection");
  const sortable = (key: RankingSort) => ({
    key,
    label: t(`ranking.decide.${key}`),
    align: "end" as const,
    sortHref: sortHref(view, key),
    ...(view.sort === key
      ? { sorted: view.direction === "asc" ? ("ascending" as const) : ("descending" as const) }
      : {}),
  });
  const columns: Column[] = [
    { key: "rank", label: t("ranking.decide.rank"), align: "end", hideOnPhone: true },
    { key: "code", label: t("ranking.decide.code") },
    { key: "country", label: t("ranking.decide.country") },
    sortable("score"),
    { key: "top", label: t("ranking.decide.top", { count: top }), align: "end" },
    sortable("mean"),
    { key: "range", label: t("ranking.decide.range"), align: "end" },
    sortable("spread"),
    sortable("readings"),
    ...(isOpen
      ? choices.map((key) => ({ key, label: t(`ranking.decide.${key}`), align: "center" as const }))
      : [{ key: "decision", label: t("ranking.decide.decision") }]),
  ];
  return (
    <Table columns={columns} caption={caption} hideCaption className={close}>
      {rows.map((row, index) => (
        <TableRow
          key={row.code}
          id={row.code}
          selected={row.outcome === "cohort"}
          dim={row.outcome === "declined"}
        >
          <TableCell label={t("ranking.decide.rank")} align="end" hideOnPhone>
            <Rank row={row} />
          </TableCell>
          <TableCell heading>
            {isOpen ? <RowFields row={row} index={index} /> : null}
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 md:flex-nowrap md:whitespace-nowrap">
              <span className="min-w-8 font-normal text-muted md:hidden">
                <Rank row={row} />
              </span>
              <a href={`/office/${slug}/applications/${row.code}`}>{row.code}</a>
              {isOpen ? <MarkBadge mark={row} /> : null}
            </span>
            <AdjustmentNote row={row} />
          </TableCell>
          <TableCell label={t("ranking.decide.country")}>
            <span className="text-small">{row.country ? countryName(row.country, "en") : "–"}</span>
          </TableCell>
          <TableCell label={t("ranking.decide.score")} align="end">
            <span className="sm:whitespace-nowrap">
              <strong>{formatNumber(row.score, "en", 2)}</strong>
              {row.standardError === null ? null : (
                <span className="text-small text-muted"> ±{formatNumber(row.standardError, "en", 2)}</span>
              )}
              {isAtLine(row.score, line) ? (
                <span className="block text-small text-muted">{t("ranking.decide.at-line")}</span>
              ) : null}
            </span>
          </TableCell>
          <TableCell label={t("ranking.decide.top", { count: top })} align="end">
            {row.topProbability === null ? "–" : percent(row.topProbability)}
          </TableCell>
          <TableCell label={t("ranking.decide.mean")} align="end">
            {formatNumber(row.mean, "en", 2)}
          </TableCell>
          <TableCell label={t("ranking.decide.range")} align="end">
            {row.readings > 1
              ? `${formatNumber(row.lowest, "en", 1)}–${formatNumber(row.highest, "en", 1)}`
              : "–"}
          </TableCell>
          <TableCell label={t("ranking.decide.spread")} align="end">
            {row.spread === null ? "–" : formatNumber(row.spread, "en", 2)}
          </TableCell>
          <TableCell label={t("ranking.decide.readings")} align="end">
            {row.readings < wanted
              ? t("ranking.decide.readings-of", { count: row.readings, wanted })
              : row.readings}
          </TableCell>
          {isOpen ? (
            choices.map((choice) => (
              <ChoiceCell
                key={choice}
                row={row}
                index={index}
                choice={choice}
                label={t(`ranking.decide.${choice}`)}
              />
            ))
          ) : (
            <TableCell label={t("ranking.decide.decision")}>
              <MarkBadge mark={row} />
            </TableCell>
          )}
        </TableRow>
      ))}
    </Table>
  );
}

/** What its readers' strictness adds to a score, in a sentence, and what its place can't rest on. */
function AdjustmentNote({ row: { adjustment, component } }: { row: RankedApplication }) {
  const { t } = useTranslation();
  const parts = [
    ...(adjustment && adjustment.kind !== "none" && Math.abs(adjustment.amount) >= 0.005
      ? [adjustmentWords(t, adjustment)]
      : []),
    ...(component ? [t("selection:ranking.adjusted.apart")] : []),
  ];
  return parts.length > 0 ? (
    <span className="block text-small font-normal text-muted">{parts.join(" · ")}</span>
  ) : null;
}

/** Chances are not that exact: nobody is certain, nobody is out. */
function percent(probability: number): string {
  if (probability < 0.01) return "<1%";
  if (probability > 0.99) return ">99%";
  return `${Math.round(probability * 100)}%`;
}

/** "12=" for the eye, "12, shared" for the ear; with "≈" where it can't be told from the next. */
function Rank({ row }: { row: RankedApplication }) {
  const { t } = useTranslation("selection");
  if (!row.isShared && !row.isNearNext) return row.rank;
  return (
    <>
      <span aria-hidden className="sm:whitespace-nowrap">
        {rankText(row)}
        {row.isNearNext ? "≈" : ""}
      </span>
      <span className="sr-only">
        {row.isShared ? t("ranking.decide.shared", { rank: row.rank }) : row.rank}
        {row.isNearNext ? `, ${t("ranking.decide.near-next")}` : ""}
      </span>
    </>
  );
}

/** Sorting by a column, or in the other direction where it is sorted by already. */
function sortHref(view: RankingView, sort: RankingSort): string {
  const usual = rankingSorts[sort];
  const direction =
    view.sort === sort && view.direction === usual ? (usual === "asc" ? "desc" : "asc") : usual;
  return `${rankingQuery({ sort, direction, page: 1 }) || "?"}#decide`;
}

function RowFields({ row, index }: { row: RankedApplication; index: number }) {
  return (
    <>
      <input type="hidden" name={`rows[${index}].code`} value={row.code} />
      <input type="hidden" name={`rows[${index}].seen`} value={sealMark(row)} />
    </>
  );
}

interface ChoiceCellProps {
  row: RankedApplication;
  index: number;
  choice: (typeof choices)[number];
  label: string;
}

function ChoiceCell({ row, index, choice, label }: ChoiceCellProps): ReactNode {
  const { t } = useTranslation("selection");
  return (
    <TableCell align="center">
      <div className="group flex items-center gap-3 md:justify-center md:gap-1">
        <label className="flex min-h-11 min-w-11 cursor-pointer items-center gap-3 md:justify-center">
          <input
            type="radio"
            className="tick"
            name={`rows[${index}].outcome`}
            value={choice}
            defaultChecked={choice === (row.outcome ?? "undecided")}
          />
          <span className="sr-only">{row.code}</span>
          <span className="md:sr-only">{label}</span>
        </label>
        {choice === "reserve" ? (
          <input
            className="input invisible min-h-9 w-12 px-1 py-1 text-center group-has-checked:visible"
            name={`rows[${index}].rank`}
            defaultValue={row.reserveRank ?? ""}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            placeholder={t("ranking.decide.place-short")}
            aria-label={t("ranking.decide.place", { code: row.code })}
          />
        ) : null}
      </div>
    </TableCell>
  );
}
