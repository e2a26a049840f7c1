import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Table, type Column } from "~/ui/table";
import type { ScoreSheet } from "../reading.server";

interface ResultsProps {
  criteria: readonly { id: string; title: string }[];
  readers: readonly { name: string; mean: string | null; scores: ScoreSheet }[];
  /** Criteria on which readers differ clearly. */
  disputed?: readonly string[];
  disputedLabel?: string;
  caption: string;
}

/** Readings side by side: a line for each criterion, a column for each reader, and what they said beneath. */
export function Results({ criteria, readers, disputed = [], disputedLabel, caption }: ResultsProps) {
  const { t } = useTranslation("selection");
  const lines = [
    ...criteria.map((criterion) => ({ ...criterion, isMean: false })),
    { id: "mean", title: t("reading.results.mean"), isMean: true },
  ];
  const columns: Column[] = [
    { key: "criterion", label: t("reading.results.criterion") },
    ...readers.map((reader, index) => ({ key: String(index), label: reader.name, align: "end" as const })),
  ];
  const comments = criteria
    .map((criterion) => ({
      ...criterion,
      said: readers.flatMap(({ name, scores }) => {
        const comment = scores[criterion.id]?.comment;
        return comment ? [{ name, comment }] : [];
      }),
    }))
    .filter(({ said }) => said.length > 0);
  return (
    <div className="grid gap-8">
      <Table
        caption={caption}
        hideCaption
        columns={columns}
        rows={lines}
        rowKey={(line) => line.id}
        rowHeader="criterion"
        cell={(line, column) => {
          if (column === "criterion")
            return (
              <>
                {line.title}
                {disputed.includes(line.id) && disputedLabel ? (
                  <>
                    {" "}
                    <Badge tone="warn">{disputedLabel}</Badge>
                  </>
                ) : null}
              </>
            );
          const reader = readers[Number(column)];
          if (line.isMean) return <strong>{reader?.mean ?? "–"}</strong>;
          return reader?.scores[line.id]?.score ?? "–";
        }}
      />
      <div>
        <h3>{t("reading.results.comments")}</h3>
        {comments.length === 0 ? <p className="mt-2 text-muted">{t("reading.results.no-comments")}</p> : null}
        <dl className="mt-3 grid gap-6">
          {comments.map((criterion) => (
            <div key={criterion.id}>
              <dt className="font-semibold">{criterion.title}</dt>
              {criterion.said.map(({ name, comment }, index) => (
                <dd key={index} className="mt-2 max-w-text">
                  <span className="block text-small text-muted">{name}</span>
                  <span className="whitespace-pre-line">{comment}</span>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
