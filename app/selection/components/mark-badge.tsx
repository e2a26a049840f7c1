import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import type { Mark } from "../decisions";

type Shown = Pick<Mark, "outcome" | "reserveRank">;

const tones = { cohort: "accent", reserve: "neutral", declined: "neutral" } as const;

/** Gives the words of a mark: "Cohort", "Reserve 2", "Not this time", "Undecided". */
export function useMarkWords(): (mark: Shown) => string {
  const { t } = useTranslation("selection");
  return ({ outcome, reserveRank }) =>
    outcome === "reserve" && reserveRank
      ? t("decisions.outcome.reserve-at", { place: reserveRank })
      : t(`decisions.outcome.${outcome ?? "undecided"}`);
}

/** How an application is marked; nothing as long as it is undecided. */
export function MarkBadge({ mark }: { mark: Shown }) {
  const words = useMarkWords();
  if (!mark.outcome) return null;
  return <Badge tone={tones[mark.outcome]}>{words(mark)}</Badge>;
}
