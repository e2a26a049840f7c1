import { useTranslation } from "react-i18next";
import { Table } from "~/ui/table";
import { FieldError } from "~/ui/question";
import { columnManners } from "../import-choices";

interface ColumnTargetsProps {
  columns: { name: string; samples: string[]; asks: "numbers" | "dates" | null; manner: string }[];
  targets: { value: string; label: string; group: string }[];
  mapping: Record<string, string>;
  /** What was sent of how columns write numbers and dates, where it has not been kept. */
  manners?: Record<string, string> | undefined;
  wrong: { column: string; problem: "unknown" | "twice" }[];
}

/** Each column of a brought table, what it holds, what it answers, and how it writes what its cells leave open. */
export function ColumnTargets({ columns, targets, mapping, manners, wrong }: ColumnTargetsProps) {
  const { t } = useTranslation("applying");
  const groups = [...new Set(targets.map(({ group }) => group))];
  const problems = new Map(wrong.map(({ column, problem }) => [column, problem]));
  return (
    <Table
      caption={t("office.import.columns")}
      hideCaption
      columns={[
        { key: "name", label: t("office.import.column") },
        { key: "samples", label: t("office.import.holds") },
        { key: "target", label: t("office.import.answers") },
      ]}
      rows={columns.map((column, index) => ({ ...column, index: String(index) }))}
      rowKey={({ index }) => index}
      dim={({ index }) => !mapping[index]}
      cell={({ name, samples, asks, manner, index }, key) => {
        if (key === "name") return <span className="wrap-anywhere">{name}</span>;
        if (key === "samples")
          return <span className="text-muted wrap-anywhere">{samples.join(" · ") || "–"}</span>;
        const problem = problems.get(index);
        const id = `column.${index}`;
        return (
          <div className="field min-w-0" data-invalid={problem ? "" : undefined}>
            {problem ? (
              <FieldError id={`${id}-error`}>{t(`office.import.mapping.${problem}`)}</FieldError>
            ) : null}
            <select
              className="input"
              id={id}
              name={id}
              aria-label={t("office.import.answers-of", { column: name })}
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? `${id}-error` : undefined}
              defaultValue={mapping[index] ?? ""}
            >
              <option value="">{t("office.import.leave-out")}</option>
              {groups.map((group) => (
                <optgroup key={group} label={group}>
                  {targets
                    .filter((target) => target.group === group)
                    .map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
            {asks ? (
              <select
                className="input mt-2"
                name={`manner.${index}`}
                aria-label={t(`office.import.manner.${asks}`, { column: name })}
                defaultValue={manners?.[index] ?? manner}
              >
                <option value="">{t(`office.import.manner.choose-${asks}`)}</option>
                {columnManners[asks].map((one) => (
                  <option key={one} value={one}>
                    {t(`office.import.manner.${one}`)}
                  </option>
                ))}
              </select>
            ) : null}
          </div>
        );
      }}
    />
  );
}
