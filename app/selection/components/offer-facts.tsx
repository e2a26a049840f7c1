import { useTranslation } from "react-i18next";
import { DefinitionList } from "~/ui/definition-list";

interface OfferFactsProps {
  starts: string;
  ends: string;
  weeks: number;
  /** Keys of what the fellowship pays for. */
  covers: string[];
  answerBy?: string | undefined;
}

/** What is offered, at a glance. */
export function OfferFacts({ starts, ends, weeks, covers, answerBy }: OfferFactsProps) {
  const { t } = useTranslation(["selection", "cohorts"]);
  const paid = covers.map((key) => t(`cohorts:home.covers.${key}`, { defaultValue: "" })).filter(Boolean);
  return (
    <DefinitionList
      items={[
        { term: t("offer.facts.dates"), description: t("offer.dates", { starts, ends }) },
        { term: t("offer.facts.length"), description: t("offer.weeks", { count: weeks }) },
        { term: t("offer.facts.place"), description: t("offer.place") },
        {
          term: t("offer.facts.covers"),
          description: (
            <>
              {paid.length > 0 ? (
                <ul>
                  {paid.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              ) : null}
              <p className={paid.length > 0 ? "mt-3" : undefined}>{t("offer.covers-other")}</p>
            </>
          ),
        },
        ...(answerBy ? [{ term: t("offer.facts.answer-by"), description: <strong>{answerBy}</strong> }] : []),
      ]}
    />
  );
}
