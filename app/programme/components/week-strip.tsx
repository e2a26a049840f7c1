import { useTranslation } from "react-i18next";

interface WeekStripProps {
  count: number;
  shown: number;
  /** The week that today is in; none outside the ten weeks. */
  current: number | null;
  hrefFor: (week: number) => string;
}

/** Ten numbers in a row: where we are, and a way to every week. */
export function WeekStrip({ count, shown, current, hrefFor }: WeekStripProps) {
  const { t } = useTranslation("programme");
  return (
    <nav aria-label={t("week.strip")} className="week-strip">
      <ol role="list">
        {Array.from({ length: count }, (_, index) => index + 1).map((number) => (
          <li key={number}>
            <a
              href={hrefFor(number)}
              aria-current={number === shown ? "page" : undefined}
              data-today={number === current ? "" : undefined}
              data-past={current !== null && number < current ? "" : undefined}
            >
              <span className="sr-only">{t("week.word")} </span>
              {number}
              {number === current ? <span className="sr-only"> ({t("week.this")})</span> : null}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
