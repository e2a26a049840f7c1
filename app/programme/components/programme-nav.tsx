import { useTranslation } from "react-i18next";
import { SubNavigation } from "~/ui/sub-navigation";

const places = [
  ["week", "/programme"],
  ["calendar", "/programme/calendar"],
  ["people", "/programme/people"],
  ["subscription", "/programme/subscription"],
] as const;

/** The ways within a fellow's programme. */
export function ProgrammeNav({ current }: { current?: (typeof places)[number][0] }) {
  const { t } = useTranslation("programme");
  return (
    <SubNavigation
      title={t("nav.label")}
      hideTitle
      items={places.map(([place, to]) => ({ to, label: t(`nav.${place}`), current: place === current }))}
    />
  );
}
