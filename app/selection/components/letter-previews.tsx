import { useTranslation } from "react-i18next";
import { localeNames, type Locale } from "~/platform/locale/locales";
import { Disclosure } from "~/ui/disclosure";
import { Columns, Section } from "~/ui/page";
import { outcomes, type Outcome } from "../decisions";
import type { LetterText } from "../letters";
import { LetterView } from "./letter-view";

export interface Previews {
  locale: Locale;
  letters: Record<Outcome, LetterText>;
  mail: LetterText;
}

/** Every letter in every language, as its readers will see it. */
export function LetterPreviews({ previews }: { previews: Previews[] }) {
  const { t } = useTranslation("selection");
  const kinds = [...outcomes, "mail"] as const;
  return (
    <Section title={t("decisions.letters.title")} lead={t("decisions.letters.lead")}>
      {kinds.map((kind) => (
        <Disclosure key={kind} summary={t(`decisions.letters.${kind}`)}>
          <Columns>
            {previews.map(({ locale, letters, mail }) => {
              const letter = kind === "mail" ? mail : letters[kind];
              return (
                <div key={locale}>
                  <p className="text-small text-muted" lang={locale}>
                    {localeNames[locale]}
                  </p>
                  <h3 className="mt-1 mb-3" lang={locale}>
                    {letter.title}
                  </h3>
                  <LetterView letter={letter} lang={locale} />
                </div>
              );
            })}
          </Columns>
        </Disclosure>
      ))}
    </Section>
  );
}
