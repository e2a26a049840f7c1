import { useTranslation } from "react-i18next";
import { RadioGroup, TextArea } from "~/ui/field";
import type { ReadingPageData, ReadingReply } from "../reading-page.server";
import { scores } from "../scoring";

interface RubricProps {
  criteria: ReadingPageData["criteria"];
  /** What is entered so far, by criterion. */
  entered: Record<string, { score: string; comment: string }>;
  /** Messages by field name, already translated. */
  errors: Record<string, string>;
  stored?: NonNullable<ReadingReply["stale"]>["stored"];
}

/** The criteria of an edition, each with its anchors in view, a score and room for a comment. */
export function Rubric({ criteria, entered, errors, stored }: RubricProps) {
  const { t } = useTranslation("selection");
  return (
    <ol role="list" className="grid gap-10">
      {criteria.map((criterion, index) => {
        const given = entered[criterion.id];
        const other = stored?.[criterion.id];
        const differs =
          stored !== undefined &&
          (String(other?.score ?? "") !== (given?.score ?? "") ||
            (other?.comment ?? "") !== (given?.comment ?? "").trim());
        return (
          <li
            key={criterion.id}
            data-criterion={criterion.title}
            className="grid scroll-mb-28 gap-3 lg:scroll-mb-36 [&_input]:scroll-mb-28 lg:[&_input]:scroll-mb-36 [&_textarea]:min-h-12 [&_textarea]:scroll-mb-28 lg:[&_textarea]:scroll-mb-36"
          >
            <RadioGroup
              id={`score-${index + 1}`}
              name={`score.${criterion.id}`}
              look="ladder"
              label={
                <span className="flex items-baseline justify-between gap-x-4">
                  <span>
                    {index + 1}. {criterion.title}
                  </span>
                  <span className="text-small font-normal text-muted">
                    {t("reading.weight", { weight: criterion.weight })}
                  </span>
                </span>
              }
              defaultValue={given?.score}
              error={errors[`score.${criterion.id}`]}
              options={scores.map((score) => ({
                value: String(score),
                label: score,
                help: criterion.anchors[score - 1],
              }))}
            />
            <TextArea
              id={`comment-${index + 1}`}
              name={`comment.${criterion.id}`}
              rows={1}
              label={
                <span className="text-small">
                  {t("reading.comment")}
                  <span className="sr-only"> {t("reading.comment-on", { criterion: criterion.title })}</span>
                  {criterion.commentRequired ? null : (
                    <span className="field-optional"> ({t("reading.comment-optional")})</span>
                  )}
                </span>
              }
              defaultValue={given?.comment}
              error={errors[`comment.${criterion.id}`]}
            />
            {differs ? (
              <p className="border-s-4 border-warn ps-3 text-small">
                <strong>{t("reading.stale.stored")}:</strong> {other?.score ?? t("reading.stale.nothing")}
                {other?.comment ? <span className="whitespace-pre-line"> – {other.comment}</span> : null}
              </p>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
