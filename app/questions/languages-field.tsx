import { useTranslation } from "react-i18next";
import { fieldName, languageLevels } from "./answers";
import { languageName } from "~/platform/locale/format";
import { GroupFrame } from "~/ui/field";
import { useTypedTexts } from "~/ui/kept-form";
import type { QuestionFrame } from "./frame";

interface LanguagesFieldProps {
  frame: QuestionFrame;
  languages: readonly string[];
  levels: Record<string, string>;
}

/** A level for each language, one line each. */
export function LanguagesField({ frame, languages, levels }: LanguagesFieldProps) {
  const { t, i18n } = useTranslation("questions");
  const locale = i18n.language === "ru" ? "ru" : "en";
  const typed = useTypedTexts();
  return (
    <GroupFrame {...frame}>
      <div className="mt-3 grid max-w-[26rem] gap-2">
        {languages.map((language, index) => {
          const name = fieldName(frame.name, language);
          const id = index === 0 ? frame.id : name;
          return (
            <div key={language} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <label htmlFor={id} className="grow basis-24">
                {capitalised(languageName(language, locale))}
              </label>
              {/* Wide enough for the longest level; below the language where letters are large. */}
              <select
                id={id}
                name={name}
                defaultValue={typed?.find(([field]) => field === name)?.[1] ?? levels[language] ?? ""}
                className="input grow basis-52"
                aria-invalid={frame.error ? true : undefined}
              >
                <option value="">{t("choose")}</option>
                {languageLevels.map((level) => (
                  <option key={level} value={level}>
                    {t(`level.${level}`)}
                  </option>
                ))}
              </select>
            </div>
          );
        })}
      </div>
    </GroupFrame>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
