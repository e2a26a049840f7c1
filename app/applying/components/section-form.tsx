import { useTranslation } from "react-i18next";
import type { Locale } from "~/platform/locale/locales";
import type { AnswerProblem, Answers } from "~/questions/answers";
import type { FormSection } from "~/questions/definition";
import { labelledProblem, problemText } from "~/questions/problem-text";
import { QuestionList } from "~/questions/question-list";
import { worded } from "~/questions/wording";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { Cluster, Stack } from "~/ui/page";
import type { OwnFile } from "../uploads.server";
import { ConsentNotice, DataNote } from "./data-note";
import { DraftState } from "./draft-state";
import { FileAnswer } from "./file-answer";
import { ApplicationField } from "./application-field";

interface SectionFormProps {
  section: FormSection;
  answers: Answers;
  revision: number;
  countries: readonly string[];
  files: readonly OwnFile[];
  problems: readonly AnswerProblem[];
  /** Whether what is shown with its problems has been saved all the same. */
  saved: boolean;
  isLast: boolean;
}

/** A page of the form. Everything works by its buttons; a small script also saves while somebody types. */
export function SectionForm({
  section,
  answers,
  revision,
  countries,
  files,
  problems,
  saved,
  isLast,
}: SectionFormProps) {
  const { t, i18n } = useTranslation("applying");
  const locale: Locale = i18n.language === "ru" ? "ru" : "en";
  const consents = section.questions.some(({ type }) => type === "consent");
  const textOf = (key: string) => {
    const question = section.questions.find((one) => one.key === key);
    const problem = problems.find((one) => one.question === key);
    return question && problem ? problemText(question, problem, t, locale) : undefined;
  };
  return (
    <KeptForm
      action={`/application/form/${section.key}`}
      noValidate
      autoComplete="off"
      data-draft={`/application/form/${section.key}/draft`}
    >
      <input type="hidden" name="revision" value={revision} autoComplete="off" />
      <ApplicationField />
      <input type="hidden" name="asked" value={section.questions.map(({ key }) => key).join(" ")} />
      <Stack className="gap-9">
        <ErrorSummary
          title={t("platform:error.summary")}
          errors={problems.map((problem) => ({
            href: `#${problem.question}`,
            text: labelledProblem(
              worded(section.questions.find(({ key }) => key === problem.question)?.label, i18n.language),
              textOf(problem.question) ?? "",
            ),
          }))}
        />
        {problems.length > 0 ? (
          <Notice tone={saved ? "info" : "warn"}>{t(saved ? "form.saved-anyway" : "form.not-saved")}</Notice>
        ) : null}
        <QuestionList
          section={section}
          answers={answers}
          problems={problems}
          countries={countries}
          beforeConsent={<ConsentNotice />}
          fileField={(question, frame) => (
            <FileAnswer frame={frame} file={files.find((file) => file.question === question.key)} />
          )}
        />
        {consents ? null : <DataNote section={section} />}
        <Cluster>
          <Button name="next" value="on">
            {t(isLast ? "form.save-and-check" : "form.save-and-continue")}
          </Button>
          <Button variant="secondary" name="next" value="overview">
            {t("form.save-and-stop")}
          </Button>
        </Cluster>
      </Stack>
      <DraftState compareNext="on" logInAt="/login?to=/application" />
    </KeptForm>
  );
}
