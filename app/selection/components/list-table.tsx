import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Checkbox } from "~/ui/field";
import { Table, TableCell, TableRow, type Column } from "~/ui/table";
import { listSearch, sortedBy, sortKeys, type ListColumn } from "../application-list";
import type { ListPage } from "../list-page.server";
import { eligibilityTones } from "./application-page";

type Row = ListPage["rows"][number];

const checkTones = { open: "neutral", met: "good", unmet: "bad" } as const;
const figures: ReadonlySet<ListColumn> = new Set(["readings", "mean"]);

/** A page of the list with the columns that were chosen; each row can be ticked but those of drafts. */
export function ListTable({ page, path }: { page: ListPage; path: string }) {
  const { query, rows, total } = page;
  const { t } = useTranslation("selection");
  const isDraft = query.part === "draft";
  const head = (key: "code" | ListColumn, label: string): Column => {
    const sort = sortKeys.find((one) => one === key);
    return {
      key,
      label,
      ...(figures.has(key as ListColumn) ? { align: "end" as const } : {}),
      ...(sort
        ? {
            sortHref: `${path}${listSearch(sortedBy(query, sort))}`,
            ...(query.sort === sort
              ? { sorted: query.isDescending ? ("descending" as const) : ("ascending" as const) }
              : {}),
          }
        : {}),
    };
  };
  const columns: Column[] = isDraft
    ? [head("code", t("applications.list.code")), head("submitted", t("applications.list.started"))]
    : [
        { key: "choose", label: t("list.choose.column"), hideLabel: true },
        head("code", t("applications.list.code")),
        ...query.columns.map((column) => head(column, t(`list.column.${column}`))),
      ];
  return (
    <Table caption={t("applications.found", { count: total })} columns={columns}>
      {rows.map((row) => (
        <TableRow key={row.code} dim={row.status === "withdrawn"}>
          {isDraft ? null : (
            <TableCell>
              <Checkbox
                hideLabel
                id={`choose-${row.code}`}
                name="code"
                value={row.code}
                label={t("list.choose.one", { code: row.code })}
              />
            </TableCell>
          )}
          <TableCell heading>
            {isDraft ? row.code : <a href={`${path}/${row.code}${listSearch(query)}`}>{row.code}</a>}
            <Flags row={row} path={path} />
          </TableCell>
          {isDraft ? (
            <TableCell label={t("applications.list.started")}>
              <span className="sm:whitespace-nowrap">{row.at}</span>
            </TableCell>
          ) : (
            query.columns.map((column) => (
              <Cell key={column} column={column} row={row} wanted={page.edition.wanted} />
            ))
          )}
        </TableRow>
      ))}
    </Table>
  );
}

/** What wants a coordinator's eye, beneath the code. */
function Flags({ row, path }: { row: Row; path: string }) {
  const { t } = useTranslation("selection");
  if (!row.isFlagged && !row.hasUnread) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1 text-body font-normal">
      {row.isFlagged ? (
        <a href={`${path}/duplicates?code=${row.code}`}>
          <Badge tone="warn">{t("list.flagged.duplicate")}</Badge>
        </a>
      ) : null}
      {row.hasUnread ? <Badge tone="accent">{t("list.flagged.message")}</Badge> : null}
    </span>
  );
}

function Cell({ column, row, wanted }: { column: ListColumn; row: Row; wanted: number }) {
  const { t } = useTranslation("selection");
  const { text, isEmpty = false } = contentOf();
  return (
    <TableCell
      label={t(`list.column.${column}`)}
      {...(figures.has(column) ? { align: "end" as const } : {})}
      hideOnPhone={isEmpty}
    >
      {text}
    </TableCell>
  );

  function contentOf(): { text: ReactNode; isEmpty?: boolean } {
    switch (column) {
      case "name":
        return { text: row.name ?? <span className="text-faint">{t("applications.list.no-name")}</span> };
      case "country":
        return { text: row.country ?? "–" };
      case "submitted":
        return { text: <span className="sm:whitespace-nowrap">{row.at}</span> };
      case "eligibility":
        return {
          text: (
            <Badge tone={eligibilityTones[row.eligibility]}>
              {t(`applications.eligibility.${row.eligibility}`)}
            </Badge>
          ),
        };
      case "check":
        return { text: <Badge tone={checkTones[row.check]}>{t(`list.check.${row.check}`)}</Badge> };
      case "readings":
        return {
          text: t("applications.list.readings-of", { done: row.readings, wanted }),
          isEmpty: row.eligibility !== "eligible",
        };
      case "mean":
        return { text: row.mean ?? "–", isEmpty: row.mean === null };
      case "decision":
        return {
          text: row.outcome ? t(`applications.outcome.${row.outcome}`) : "–",
          isEmpty: row.outcome === null,
        };
      case "tags":
        return { text: row.tags.join(", ") || "–", isEmpty: row.tags.length === 0 };
      case "source":
        return { text: t(`list.source.${row.source}`) };
    }
  }
}
