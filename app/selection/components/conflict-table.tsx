import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Table } from "~/ui/table";

export interface ConflictRow {
  id: string;
  code: string;
  name: string | null;
  state: "waiting" | "declared" | "confirmed" | "dismissed";
  source: string;
  kinds: string[];
  isWeak: boolean;
  reason: string | null;
  when: string;
}

const tones = { waiting: "warn", declared: "neutral", confirmed: "neutral", dismissed: "neutral" } as const;

/** Conflicts with what they rest on, and a coordinator's word on those that were found or named. */
export function ConflictTable({ rows, path }: { rows: ConflictRow[]; path: string }) {
  const { t } = useTranslation("selection");
  return (
    <Table
      caption={t("panel.conflicts.caption")}
      hideCaption
      columns={[
        { key: "who", label: t("panel.conflicts.who") },
        { key: "application", label: t("panel.conflicts.application") },
        { key: "reason", label: t("panel.conflicts.reason") },
        { key: "state", label: t("panel.conflicts.state-label") },
        { key: "when", label: t("panel.conflicts.when"), align: "end" },
        { key: "actions", label: t("panel.conflicts.actions"), hideLabel: true, align: "end" },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      dim={(row) => row.state === "dismissed"}
      cell={(row, column) => {
        switch (column) {
          case "who":
            return row.name ?? t("applications.ruling.somebody");
          case "application":
            return (
              <a className="whitespace-nowrap" href={`${path}/applications/${row.code}`}>
                {row.code}
              </a>
            );
          case "reason":
            return <ConflictReason conflict={row} />;
          case "state":
            return <Badge tone={tones[row.state]}>{t(`panel.conflicts.state.${row.state}`)}</Badge>;
          case "when":
            return <span className="whitespace-nowrap">{row.when}</span>;
          default:
            return <Ruling row={row} path={path} />;
        }
      }}
    />
  );
}

/** Why there is a conflict: in the panelist's words, or by what it was found. */
export function ConflictReason({
  conflict,
}: {
  conflict: Pick<ConflictRow, "kinds" | "reason" | "isWeak" | "source">;
}) {
  const { t } = useTranslation("selection");
  if (conflict.kinds.length === 0)
    return <span className="whitespace-pre-line">{conflict.reason ?? t("panel.conflicts.unreadable")}</span>;
  return (
    <>
      {conflict.kinds.map((kind) => t(`panel.conflicts.rule.${kind}.label`)).join("; ")}
      {conflict.isWeak ? (
        <span className="block text-small text-muted">{t("panel.conflicts.weak")}</span>
      ) : null}
    </>
  );
}

function Ruling({ row, path }: { row: ConflictRow; path: string }) {
  const { t } = useTranslation("selection");
  if (row.source === "panelist") return null;
  const about = ` ${row.name ?? ""} ${row.code}`;
  const button = (ruling: "confirm" | "dismiss") => (
    <Button variant="quiet" size="small" name="ruling" value={ruling}>
      {t(`panel.conflicts.${ruling}`)}
      <span className="sr-only">{about}</span>
    </Button>
  );
  return (
    <form
      method="post"
      action={`${path}/panel/conflicts/${row.id}/ruling`}
      className="flex flex-wrap justify-end gap-2"
    >
      {row.state === "waiting" || row.state === "dismissed" ? button("confirm") : null}
      {row.state === "dismissed" ? null : button("dismiss")}
    </form>
  );
}
