import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "~/platform/locale/locales";
import type { AnswerProblem, Answers } from "./answers";
import { conditionText } from "./condition-text";
import type { FormSection, Question } from "./definition";
import type { QuestionFrame } from "./frame";
import { problemText } from "./problem-text";
import { QuestionField, type FileQuestion } from "./question-field";

interface QuestionListProps {
  /** A section as its page shows it: see `pageOf`. */
  section: Pick<FormSection, "questions">;
  answers: Answers;
  problems: readonly AnswerProblem[];
  countries: readonly string[];
  fileField?: (question: FileQuestion, frame: QuestionFrame) => React.ReactNode;
  /** What is read before the first consent is given. */
  beforeConsent?: React.ReactNode;
}

/**
 * A section's questions, one under another. One that hangs on another of the same page says so in a sentence; where
 * its form loads a script that calls `watchQuestions`, it comes and goes instead.
 */
export function QuestionList({
  section,
  answers,
  problems,
  countries,
  fileField,
  beforeConsent,
}: QuestionListProps) {
  const { t, i18n } = useTranslation("questions");
  const locale: Locale = i18n.language === "ru" ? "ru" : "en";
  const errorOf = (question: Question) => {
    const problem = problems.find((one) => one.question === question.key);
    return problem ? problemText(question, problem, t, locale) : undefined;
  };
  const firstConsent = section.questions.find(({ type }) => type === "consent");
  const blank = { words: "%count%", characters: "%count%", max: "%max%", over: "%over%" };
  return (
    <div
      className="grid gap-9"
      data-questions
      data-words={t("words", blank)}
      data-words-over={t("words-over", blank)}
      data-characters={t("characters", blank)}
      data-characters-over={t("characters-over", blank)}
    >
      {section.questions.map((question) => {
        const field = (
          <QuestionField
            question={question}
            answer={answers[question.key]}
            error={errorOf(question)}
            countries={countries}
            {...(fileField ? { fileField } : {})}
          />
        );
        const asked = question.showIf ? (
          <div
            className="grid gap-3"
            data-question={question.key}
            data-show-if={JSON.stringify(question.showIf)}
          >
            <p className="text-small text-muted" data-condition>
              {conditionText(question.showIf, section.questions, locale, t)}
            </p>
            {field}
          </div>
        ) : (
          <div data-question={question.key}>{field}</div>
        );
        return (
          <Fragment key={question.key}>
            {question === firstConsent ? beforeConsent : null}
            {asked}
          </Fragment>
        );
      })}
    </div>
  );
}
