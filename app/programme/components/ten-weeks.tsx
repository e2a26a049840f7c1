import { useTranslation } from "react-i18next";
import { weekCount } from "~/cohorts/weeks";
import { WeekStrip } from "~/ui/week-strip";

/** The ten weeks in a row, each a way to its own. */
export function TenWeeks(props: {
  shown: number;
  current: number | null;
  hrefFor: (week: number) => string;
}) {
  const { t } = useTranslation("programme");
  return (
    <WeekStrip
      {...props}
      count={weekCount}
      label={t("week.strip")}
      itemLabel={t("week.word")}
      currentLabel={t("week.this")}
    />
  );
}
