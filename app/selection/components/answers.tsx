import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "~/ui/page";
import type { AnsweredQuestion, AnsweredSection } from "../answers";

interface AnswersProps {
  sections: readonly AnsweredSection[];
  /** What stands in place of an answer that is a file. */
  file?: (question: AnsweredQuestion) => ReactNode;
}

/** Somebody's answers, set to be read: questions small, answers in a reader's measure. */
export function Answers({ sections, file }: AnswersProps) {
  return sections.map((section) => (
    <Section key={section.key} title={section.title}>
      <div className="grid gap-8">
        {section.questions.map((question) => (
          <div key={question.key}>
            <h3 className="max-w-text text-body text-muted">{question.label}</h3>
            <div className="mt-2 max-w-text">
              {question.isFile ? file?.(question) : <Answer question={question} />}
            </div>
          </div>
        ))}
      </div>
    </Section>
  ));
}

function Answer({ question }: { question: AnsweredQuestion }) {
  const { t } = useTranslation("selection");
  if (question.lines.length === 0) return <p className="text-faint">{t("reading.no-answer")}</p>;
  if (!question.isProse)
    return (
      <ul>
        {question.lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    );
  return (
    <div className="grid gap-4">
      {question.lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}
