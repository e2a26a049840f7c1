import { useTranslation } from "react-i18next";
import { SubNavigation } from "~/ui/sub-navigation";
import { leadingWays } from "../leading-ways";

/** The ways within what somebody leads. */
export function LeadingNav({ current }: { current?: (typeof leadingWays)[number][0] }) {
  const { t } = useTranslation("programme");
  return (
    <SubNavigation
      title={t("leading.nav.label")}
      hideTitle
      items={leadingWays.map(([way, to]) => ({
        to,
        label: t(`leading.nav.${way}`),
        current: way === current,
      }))}
    />
  );
}
