import { useTranslation } from "react-i18next";
import { formatMoment } from "~/platform/locale/format";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, TextField } from "~/ui/field";
import { PageHeader, Stack } from "~/ui/page";
import { outcomes } from "../decisions";
import type { ReviewRow } from "../decisions-review";
import { useMarkWords } from "./mark-badge";

interface DecisionsReviewProps {
  slug: string;
  zone: string;
  /** Fields that say where to go back to. */
  origin: { from: "ranking" | "decisions"; back: string };
  rows: ReviewRow[];
}

/** Marks that could not be saved: what stands in the way first, everything else kept, and one button to go on. */
export function DecisionsReview({ slug, zone, origin, rows }: DecisionsReviewProps) {
  const { t } = useTranslation("selection");
  const words = useMarkWords();
  const inQuestion = rows.filter((row) => row.problem !== null);
  const isClash = inQuestion.some((row) => row.problem === "clash" || row.problem === "gone");
  const why = isClash ? "clash" : "error";
  const kept = rows.filter((row) => row.problem === null && row.isChanged);
  const describe = (row: ReviewRow) => {
    if (row.problem !== "clash")
      return t(`decisions.review.${row.problem ?? "unchanged"}`, { code: row.code });
    const outcome = words(row.present ?? { outcome: null, reserveRank: null });
    return row.by && row.at
      ? t("decisions.review.clash-by", {
          code: row.code,
          outcome,
          name: row.by,
          moment: formatMoment(row.at, "en", zone),
        })
      : t("decisions.review.clash", { code: row.code, outcome });
  };
  const index = new Map(rows.map((row, position) => [row.code, position]));
  const idOf = (row: ReviewRow) => `row-${index.get(row.code) ?? 0}`;
  return (
    <>
      <PageHeader title={t(`decisions.review.${why}-title`)} lead={t(`decisions.review.${why}-lead`)} />
      <form method="post" action={`/office/${slug}/decisions`} noValidate>
        <input type="hidden" name="from" value={origin.from} />
        <input type="hidden" name="back" value={origin.back} />
        <Stack gap="loose">
          <ErrorSummary
            title={t("decisions.review.error-title")}
            errors={inQuestion.map((row) => ({ href: `#${idOf(row)}`, text: describe(row) }))}
          />
          {inQuestion.map((row) => (
            <RowInQuestion
              key={row.code}
              row={row}
              id={idOf(row)}
              name={`rows[${index.get(row.code) ?? 0}]`}
              description={describe(row)}
            />
          ))}
          {kept.length > 0 ? (
            <p>
              {t("decisions.review.others", { count: kept.length })}{" "}
              {kept
                .map(
                  (row) =>
                    `${row.code} – ${words({ outcome: row.outcome, reserveRank: Number(row.rank) || null })}`,
                )
                .join(", ")}
            </p>
          ) : null}
          {rows.map((row, position) =>
            row.problem === null ? <HiddenRow key={row.code} row={row} name={`rows[${position}]`} /> : null,
          )}
          <div className="flex flex-wrap gap-4">
            <Button>{t("decisions.review.save")}</Button>
            <ButtonLink
              to={
                origin.from === "decisions"
                  ? `/office/${slug}/decisions`
                  : `/office/${slug}/ranking${origin.back}`
              }
              variant="quiet"
            >
              {t("decisions.review.leave")}
            </ButtonLink>
          </div>
        </Stack>
      </form>
    </>
  );
}

interface RowProps {
  row: ReviewRow;
  name: string;
}

function RowInQuestion({ row, id, name, description }: RowProps & { id: string; description: string }) {
  const { t } = useTranslation("selection");
  const words = useMarkWords();
  return (
    <div className="grid gap-4">
      <input type="hidden" name={`${name}.code`} value={row.code} />
      <input type="hidden" name={`${name}.seen`} value={row.seen} />
      <RadioGroup
        id={id}
        name={`${name}.outcome`}
        label={row.code}
        error={description}
        help={
          row.problem === "clash"
            ? row.chosen
              ? t("decisions.review.yours", { outcome: words(row.chosen) })
              : t("decisions.review.unchanged")
            : undefined
        }
        defaultValue={row.outcome ?? "undecided"}
        options={[...outcomes, "undecided" as const].map((value) => ({
          value,
          label: t(`decisions.outcome.${value}`),
        }))}
      />
      <TextField
        name={`${name}.rank`}
        label={t("decisions.review.place")}
        width="short"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={row.rank}
      />
    </div>
  );
}

function HiddenRow({ row, name }: RowProps) {
  const fields = { code: row.code, seen: row.seen, outcome: row.outcome ?? "undecided", rank: row.rank };
  return Object.entries(fields).map(([field, value]) => (
    <input key={field} type="hidden" name={`${name}.${field}`} value={value} />
  ));
}
