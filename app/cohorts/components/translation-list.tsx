import { useTranslation } from "react-i18next";
import { languageName } from "~/platform/locale/format";

/** For each language, how much of a form is written in it. */
export function TranslationList({
  translation,
}: {
  translation: readonly { language: string; missing: number; total: number }[];
}) {
  const { t } = useTranslation("cohorts");
  return (
    <ul role="list" className="max-w-text">
      {translation.map(({ language, missing, total }) => (
        <li key={language} className="flex justify-between gap-4 border-t border-line py-2">
          <span>{languageName(language, "en")}</span>
          <span className={missing === 0 ? "text-good" : "text-muted"}>
            {missing === 0
              ? t("builder.translated")
              : missing === total
                ? t("builder.not-begun")
                : t("builder.missing", { count: missing, total })}
          </span>
        </li>
      ))}
    </ul>
  );
}
