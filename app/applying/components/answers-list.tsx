import { useTranslation } from "react-i18next";
import { answerLines } from "~/questions/answer-text";
import { isAsked, worded, type Answers, type FormSection } from "~/cohorts/questions";
import { FieldError } from "~/ui/question";
import type { OwnFile } from "../uploads.server";
import { FileLine } from "./file-answer";

interface AnswersListProps {
  section: FormSection;
  answers: Answers;
  files: readonly OwnFile[];
  /** What stands between an answer and a submission, by question, with a way to its field. */
  gaps?: ReadonlyMap<string, string>;
}

/** A section's questions with what was answered, to be read. */
export function AnswersList({ section, answers, files, gaps }: AnswersListProps) {
  const { t, i18n } = useTranslation("applying");
  const locale = i18n.language === "ru" ? "ru" : "en";
  return (
    <dl className="grid gap-6">
      {section.questions.filter(isAsked).map((question) => {
        const file =
          question.type === "file" ? files.find((one) => one.question === question.key) : undefined;
        const lines = answerLines(question, answers[question.key], locale);
        const gap = gaps?.get(question.key);
        return (
          <div key={question.key} className="field" data-invalid={gap ? "" : undefined}>
            <dt className="text-small text-muted">{worded(question.label, locale)}</dt>
            <dd className="mt-1 grid gap-2">
              {gap ? (
                <FieldError>
                  <a className="text-bad" href={`/application/form/${section.key}#${question.key}`}>
                    {gap}
                  </a>
                </FieldError>
              ) : null}
              {file ? <FileLine file={file} /> : null}
              {lines.map((line, index) => (
                <p key={index}>{line}</p>
              ))}
              {!gap && !file && lines.length === 0 ? <p className="text-muted">{t("review.empty")}</p> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
