import type { ReactNode } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import type { FormSection, Question } from "~/questions/definition";
import { QuestionList } from "~/questions/question-list";
import { Button } from "~/ui/button";
import { GroupFrame } from "~/ui/field";

/** A question as an applicant sees it on a phone, in English and in Russian. */
export function QuestionPreview({
  question,
  countries,
}: {
  question: Question;
  countries: readonly string[];
}) {
  const { t } = useTranslation("cohorts");
  const { showIf: _, ...shown } = question;
  // Before anything is written the field has a name all the same.
  const label = question.label.en ? question.label : { ...question.label, en: t("builder.no-words") };
  return (
    <div id="preview" className="grid gap-6">
      {(["en", "ru"] as const).map((locale) => (
        <PhoneFrame key={locale} label={t(`builder.preview.${locale}`)} locale={locale}>
          <PreviewList
            section={{ questions: [{ ...shown, label, key: `${question.key}-${locale}` }] }}
            countries={countries}
          />
        </PhoneFrame>
      ))}
    </div>
  );
}

/** A page's width of a small phone, in the language that is looked at. */
export function PhoneFrame({
  label,
  locale,
  children,
}: {
  label: string;
  locale: string;
  children: ReactNode;
}) {
  const { i18n } = useTranslation();
  return (
    <section aria-label={label} lang={locale} className="w-full max-w-[22.5rem]">
      <p className="mb-2 text-small text-muted" lang="en">
        {label}
      </p>
      <div className="border border-line bg-paper px-4 py-6">
        <I18nextProvider i18n={i18n.cloneInstance({ lng: locale })}>{children}</I18nextProvider>
      </div>
    </section>
  );
}

/** Questions to be looked at and tried, that send nothing. */
export function PreviewList({
  section,
  countries,
}: {
  section: Pick<FormSection, "questions">;
  countries: readonly string[];
}) {
  const { t } = useTranslation("questions");
  return (
    <form data-watch noValidate autoComplete="off">
      <QuestionList
        section={section}
        answers={{}}
        problems={[]}
        countries={countries}
        fileField={(_, frame) => (
          <GroupFrame {...frame}>
            <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
              <span className="text-muted">{t("questions:file.none")}</span>
              <Button type="button" variant="secondary" size="small" disabled>
                {t("questions:file.choose")}
              </Button>
            </div>
          </GroupFrame>
        )}
      />
    </form>
  );
}
