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
  /** What each kind rests on; null where that was not looked up, and in it of one that nothing speaks for any more. */
  evidence?: { kind: string; panelist: string | null; applicant: string | null }[] | null;
}

const tones = { waiting: "warn", declared: "neutral", confirmed: "neutral", dismissed: "neutral" } as const;

/** Conflicts with what they rest on, and a coordinator's word on those that were found or named. */
export function ConflictTable({
  rows,
  path,
  search = "",
  many,
}: {
  rows: ConflictRow[];
  path: string;
  /** The list that a ruling comes back to. */
  search?: string;
  /** The form that rules on those ticked. */
  many?: string | undefined;
}) {
  const { t } = useTranslation("selection");
  return (
    <Table
      caption={t("panel.conflicts.caption")}
      hideCaption
      columns={[
        ...(many ? [{ key: "pick", label: t("panel.conflicts.many.pick"), hideLabel: true }] : []),
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
          case "pick":
            return row.source === "panelist" ? null : (
              <label className="inline-flex min-h-11 items-center gap-2">
                <input type="checkbox" className="tick" form={many} name="id" value={row.id} />
                <span className="md:sr-only">
                  {t("panel.conflicts.many.pick")}
                  <span className="sr-only">{` ${row.name ?? ""} ${row.code}`}</span>
                </span>
              </label>
            );
          case "who":
            return row.name ?? t("applications.ruling.somebody");
          case "application":
            return (
              <a className="sm:whitespace-nowrap" href={`${path}/applications/${row.code}`}>
                {row.code}
              </a>
            );
          case "reason":
            return <ConflictReason conflict={row} />;
          case "state":
            return <Badge tone={tones[row.state]}>{t(`panel.conflicts.state.${row.state}`)}</Badge>;
          case "when":
            return <span className="sm:whitespace-nowrap">{row.when}</span>;
          default:
            return <Ruling row={row} path={path} search={search} />;
        }
      }}
    />
  );
}

/** Why there is a conflict: in the panelist's words, or by what it was found. */
export function ConflictReason({
  conflict,
}: {
  conflict: Pick<ConflictRow, "kinds" | "reason" | "isWeak" | "evidence">;
}) {
  const { t } = useTranslation("selection");
  if (conflict.kinds.length === 0)
    return <span className="whitespace-pre-line">{conflict.reason ?? t("panel.conflicts.unreadable")}</span>;
  return (
    <>
      {conflict.kinds.map((kind) => (
        <span key={kind} className="block">
          {t(`panel.conflicts.rule.${kind}.label`)}
          <Evidence conflict={conflict} kind={kind} />
        </span>
      ))}
      {conflict.isWeak ? (
        <span className="block text-small text-muted">{t("panel.conflicts.weak")}</span>
      ) : null}
    </>
  );
}

function Evidence({ conflict, kind }: { conflict: Pick<ConflictRow, "evidence">; kind: string }) {
  const { t } = useTranslation("selection");
  const found = conflict.evidence?.find((one) => one.kind === kind);
  if (!found) return null;
  const { panelist, applicant } = found;
  return (
    <span className="block text-small text-muted wrap-anywhere">
      {panelist === null
        ? t("panel.conflicts.evidence.gone")
        : t(`panel.conflicts.evidence.${kind}`, { panelist, applicant })}
    </span>
  );
}

function Ruling({ row, path, search }: { row: ConflictRow; path: string; search: string }) {
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
      action={`${path}/panel/conflicts/${row.id}/ruling${search}`}
      className="flex flex-wrap justify-end gap-2"
    >
      {row.state === "waiting" || row.state === "dismissed" ? button("confirm") : null}
      {row.state === "dismissed" ? null : button("dismiss")}
    </form>
  );
}
