import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DefinitionList } from "~/ui/definition-list";
import { Section } from "~/ui/page";
import type { AnsweredQuestion } from "../answers";

interface AnswersProps<Question extends AnsweredQuestion> {
  sections: readonly { key: string; title: string; questions: readonly Question[] }[];
  /** What stands in place of an answer that is a file. */
  file?: (question: Question) => ReactNode;
  /** What is said of a question; said once of a section where it is the same for all of it. */
  note?: (question: Question) => string | null;
}

/** Somebody's answers, set to be read: questions small, answers in a reader's measure, short facts as a list. */
export function Answers<Question extends AnsweredQuestion>({ sections, file, note }: AnswersProps<Question>) {
  return sections.map((section) => {
    const notes = new Set(section.questions.map((question) => note?.(question) ?? null));
    const shared = notes.size === 1 ? [...notes][0] : null;
    return (
      <Section key={section.key} title={section.title} lead={shared}>
        <div className="grid gap-8">
          {runsOf(section.questions).map((run) =>
            run.every(({ isShort }) => isShort) ? (
              <DefinitionList
                key={run[0]?.key}
                items={run.map((question) => ({
                  term: (
                    <>
                      {question.label}
                      {shared ? null : <Note text={note?.(question)} />}
                    </>
                  ),
                  description: <Answer question={question} />,
                }))}
              />
            ) : (
              run.map((question) => (
                <div key={question.key}>
                  <h3 className="max-w-text text-body text-muted">{question.label}</h3>
                  {shared ? null : <Note text={note?.(question)} />}
                  <div className="mt-2 max-w-text">
                    {question.isFile ? file?.(question) : <Answer question={question} />}
                  </div>
                </div>
              ))
            ),
          )}
        </div>
      </Section>
    );
  });
}

function Note({ text }: { text: string | null | undefined }) {
  return text ? <p className="text-small text-faint">{text}</p> : null;
}

/** Questions in their order, with those that have short answers and follow one another kept together. */
function runsOf<Question extends AnsweredQuestion>(questions: readonly Question[]): Question[][] {
  const runs: Question[][] = [];
  for (const question of questions) {
    const last = runs.at(-1);
    if (last && question.isShort && last.every(({ isShort }) => isShort)) last.push(question);
    else runs.push([question]);
  }
  return runs;
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
