import { useTranslation } from "react-i18next";

/** Weeks that have a line of their own; the eighth belongs to the seventh. */
const weeks = [1, 2, 3, 4, 5, 6, 7, 9, 10] as const;

/** The ten weeks as a timetable: number, first day, what they are about. */
export function TenWeeks({ starts }: { starts: readonly string[] }) {
  const { t } = useTranslation("cohorts");
  return (
    <ol role="list" className="grid gap-x-14 md:grid-cols-2">
      {weeks.map((week) => (
        <li key={week} className="grid grid-cols-[3.75rem_1fr] gap-x-4 border-b border-line py-4">
          <p>
            <span className="sr-only">{t("home.week")} </span>
            <span className="text-title leading-none font-bold">{week === 7 ? "7–8" : week}</span>
            <span className="mt-1 block text-small sm:whitespace-nowrap text-muted">{starts[week - 1]}</span>
          </p>
          <div>
            <h3>{t(`home.weeks.${week}.title`)}</h3>
            <p className="text-muted">{t(`home.weeks.${week}.text`)}</p>
          </div>
        </li>
      ))}
      <li className="py-4 pl-[4.75rem] text-muted">{t("home.weeks-every")}</li>
    </ol>
  );
}

/** Days and what falls on them, what is past dimmed. */
export function DatedLines({ lines }: { lines: readonly { day: string; text: string; isPast: boolean }[] }) {
  return (
    <ol role="list">
      {lines.map(({ day, text, isPast }) => (
        <li
          key={text}
          className={`grid gap-x-6 border-b border-line py-3 sm:grid-cols-[13rem_1fr] ${isPast ? "text-faint" : ""}`}
        >
          <span className="font-semibold">{day}</span>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
