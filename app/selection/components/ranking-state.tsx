import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/locale/format";
import { Notice } from "~/ui/notice";

interface RankingStateProps {
  slug: string;
  margin: number;
  calibration: {
    /** In words; null before the first time. */
    computedAt: string | null;
    changes: number;
    readings: number;
    differs: boolean;
    isNoiseAssumed: boolean;
    components: number;
  };
}

/** When the scores were calibrated, what they rest on, and the ways on from there. */
export function RankingState({ slug, margin, calibration }: RankingStateProps) {
  const { t } = useTranslation("selection");
  const { computedAt, changes, readings, differs, isNoiseAssumed, components } = calibration;
  const path = `/office/${slug}/ranking`;
  return (
    <div className="grid gap-3">
      {computedAt === null ? (
        <Notice>{t("ranking.state.never")}</Notice>
      ) : (
        <>
          <p className="max-w-text">
            {changes > 0
              ? t("ranking.state.stale", { moment: computedAt, count: changes })
              : t("ranking.state.fresh", { moment: computedAt, readings })}{" "}
            {t(differs ? "ranking.state.differs" : "ranking.state.equal")}{" "}
            {isNoiseAssumed ? t("ranking.state.assumed") : null}
          </p>
          {components > 1 ? (
            <Notice tone="warn">{t("ranking.state.parts", { count: components })}</Notice>
          ) : null}
        </>
      )}
      <p className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <a href={`${path}/panel`}>{t("ranking.state.panel")}</a>
        <a href={`${path}/margin`}>{t("ranking.state.margin", { margin: formatNumber(margin, "en", 2) })}</a>
        <span>
          {t("ranking.state.files")} <a href={`${path}/file/csv`}>{t("ranking.state.csv")}</a>,{" "}
          <a href={`${path}/file/xlsx`}>{t("ranking.state.xlsx")}</a>
        </span>
        <a href={`${path}/scores`}>{t("ranking.state.scores")}</a>
      </p>
    </div>
  );
}
