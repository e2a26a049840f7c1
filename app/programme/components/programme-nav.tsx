import { useTranslation } from "react-i18next";

const places = [
  ["week", "/programme"],
  ["calendar", "/programme/calendar"],
  ["people", "/programme/people"],
  ["subscription", "/programme/subscription"],
] as const;

export type ProgrammePlace = (typeof places)[number][0];

/** The ways within a fellow's programme. */
export function ProgrammeNav({ current }: { current?: ProgrammePlace }) {
  const { t } = useTranslation("programme");
  return (
    <nav aria-label={t("nav.label")} className="tabs">
      {places.map(([place, to]) => (
        <a key={place} href={to} aria-current={place === current ? "page" : undefined}>
          {t(`nav.${place}`)}
        </a>
      ))}
    </nav>
  );
}
