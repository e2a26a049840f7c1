import { useTranslation } from "react-i18next";
import { StepList } from "~/ui/progress";
import type { NextStep } from "../steps";

/** What comes after a submission, as the stops of a way. */
export function NextSteps({ steps }: { steps: readonly NextStep[] }) {
  const { t } = useTranslation("applying");
  return (
    <StepList
      label={t("next.label")}
      steps={steps.map(({ key, state, by }) => ({
        label: t(`next.${key}`),
        state,
        stateLabel: key === "sent" ? t("next.done") : t(key === "start" ? "next.on" : "next.by", { day: by }),
      }))}
    />
  );
}
