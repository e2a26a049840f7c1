import { useTranslation } from "react-i18next";
import { answerLines } from "~/questions/answer-text";
import { fieldName, type Answers } from "~/questions/answers";
import type { FormSection, Question } from "~/questions/definition";
import { QuestionField } from "~/questions/question-field";
import { worded } from "~/questions/wording";
import { Button, ButtonLink } from "~/ui/button";
import { RadioGroup } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { Cluster, Stack } from "~/ui/page";
import { differingQuestions } from "../drafts";
import { ApplicationField } from "./application-field";

interface ConflictFormProps {
  section: FormSection;
  /** What was typed on this page. */
  mine: Answers;
  /** What has been saved elsewhere in the meantime. */
  saved: Answers;
  revision: number;
  savedAt: string;
  countries: readonly string[];
}

/**
 * Two versions of a page side by side, where they differ: what is saved, and what was typed here and can be edited
 * still. Nothing is lost whichever is chosen, as both stay on this page until it is saved.
 */
export function ConflictForm({ section, mine, saved, revision, savedAt, countries }: ConflictFormProps) {
  const { t, i18n } = useTranslation("applying");
  const locale = i18n.language === "ru" ? "ru" : "en";
  const differing = differingQuestions(section, mine, saved);
  const same = section.questions.filter((question) => !differing.includes(question));
  return (
    <KeptForm action={`/application/form/${section.key}`} noValidate autoComplete="off">
      <input type="hidden" name="revision" value={revision} autoComplete="off" />
      <ApplicationField />
      <input type="hidden" name="merge" value="yes" />
      <input type="hidden" name="asked" value={section.questions.map(({ key }) => key).join(" ")} />
      {same.map((question) => (
        <HiddenAnswer key={question.key} question={question} answers={mine} />
      ))}
      <Stack gap="loose">
        <Notice tone="warn" role="alert" title={t("conflict.title")}>
          {t("conflict.text", { when: savedAt })}
        </Notice>
        {differing.map((question) => {
          const lines = answerLines(question, saved[question.key], locale);
          return (
            <section key={question.key} className="section" aria-label={worded(question.label, locale)}>
              <h2 className="text-lead">{worded(question.label, locale)}</h2>
              <div className="mt-4 grid gap-x-10 gap-y-6 md:grid-cols-2">
                <div className="min-w-0">
                  <h3 className="text-body font-semibold text-muted">{t("conflict.saved")}</h3>
                  <div className="mt-2 grid gap-2 border-l border-faint pl-4">
                    {lines.length > 0 ? (
                      lines.map((line, index) => <p key={index}>{line}</p>)
                    ) : (
                      <p className="text-muted">{t("review.empty")}</p>
                    )}
                  </div>
                </div>
                <div className="min-w-0">
                  <h3 className="text-body font-semibold text-muted">{t("conflict.mine")}</h3>
                  <div className="mt-2">
                    <QuestionField
                      question={question}
                      answer={mine[question.key]}
                      error={undefined}
                      countries={countries}
                    />
                  </div>
                </div>
              </div>
              <div className="mt-5">
                <RadioGroup
                  name={fieldName("keep", question.key)}
                  label={t("conflict.keep")}
                  defaultValue="mine"
                  options={[
                    { value: "mine", label: t("conflict.keep-mine") },
                    { value: "saved", label: t("conflict.keep-saved") },
                  ]}
                />
              </div>
            </section>
          );
        })}
        <Cluster>
          <Button name="next" value="on">
            {t("conflict.save")}
          </Button>
          <ButtonLink variant="quiet" to={`/application/form/${section.key}`}>
            {t("conflict.drop")}
          </ButtonLink>
        </Cluster>
      </Stack>
    </KeptForm>
  );
}

/** An answer on which both versions agree, carried along unseen. */
export function HiddenAnswer({ question, answers }: { question: Question; answers: Answers }) {
  const answer = answers[question.key];
  const name = fieldName(question.key);
  if (answer === true) return <input type="hidden" name={name} value="yes" />;
  if (typeof answer === "string") return <input type="hidden" name={name} value={answer} />;
  if (Array.isArray(answer))
    return answer.map((item, index) =>
      typeof item === "string" ? (
        <input key={index} type="hidden" name={name} value={item} />
      ) : (
        Object.entries(item).map(([part, value]) => (
          <input key={`${index}.${part}`} type="hidden" name={fieldName(name, index, part)} value={value} />
        ))
      ),
    );
  if (typeof answer === "object")
    return Object.entries(answer).map(([part, value]) => (
      <input key={part} type="hidden" name={fieldName(name, part)} value={value} />
    ));
  return null;
}
