import { useTranslation } from "react-i18next";
import type { Stage } from "~/cohorts/stages";
import { formatNumber } from "~/platform/locale/format";
import type { EditionFigures } from "../overview.server";

/** An edition's numbers at a glance: those that belong to the stage it is in. */
export function Figures({
  figures,
  places,
  stage,
}: {
  figures: EditionFigures;
  places: number;
  stage: Stage;
}) {
  const { t } = useTranslation("office");
  const all: [string, number][] = [
    ["drafts", figures.drafts],
    ["submitted", figures.submitted],
    ["eligible", figures.eligible],
    ["read", figures.read],
    ["cohort", figures.cohort],
    ["fellows", figures.fellows],
    ["places", places],
  ];
  const shown: Record<Stage, string[]> = {
    "before-call": ["places"],
    "call-open": ["drafts", "submitted", "places"],
    selection: ["submitted", "eligible", "read", "cohort", "places"],
    decided: ["submitted", "cohort", "fellows", "places"],
    running: ["submitted", "fellows", "places"],
    over: ["submitted", "fellows"],
  };
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {all
        .filter(([name]) => shown[stage].includes(name))
        .map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-small text-muted">{t(`figure.${name}`)}</dt>
            <dd className="text-title font-semibold tabular-nums">
              {formatNumber(value, "en")}
              {name === "read" ? (
                <span className="text-small text-muted"> / {formatNumber(figures.assigned, "en")}</span>
              ) : null}
            </dd>
          </div>
        ))}
    </dl>
  );
}
