import { useTranslation } from "react-i18next";
import type { Locale } from "~/platform/locale/locales";
import type { AnswerProblem, Answers } from "~/questions/answers";
import type { FormSection } from "~/questions/definition";
import { labelledProblem, problemText } from "~/questions/problem-text";
import { QuestionList } from "~/questions/question-list";
import { worded } from "~/questions/wording";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { Stack } from "~/ui/page";

interface ReferenceFormProps {
  token: string;
  /** The query that the link came with. */
  search: string;
  section: FormSection;
  name: string;
  answers: Answers;
  problems: readonly AnswerProblem[];
}

/** What a referee is asked, and the way to say no. */
export function ReferenceForm({ token, search, section, name, answers, problems }: ReferenceFormProps) {
  const { t, i18n } = useTranslation("applying");
  const locale: Locale = i18n.language === "ru" ? "ru" : "en";
  const textOf = (key: string) => {
    const question = section.questions.find((one) => one.key === key);
    const problem = problems.find((one) => one.question === key);
    return question && problem ? problemText(question, problem, t, locale) : undefined;
  };
  return (
    <>
      <Disclosure summary={t("reference.who.title")}>
        <div className="grid max-w-text gap-3">
          <p>{t("reference.who.reads", { name })}</p>
          <p>{t("reference.who.kept")}</p>
          <p>{t("reference.who.language")}</p>
        </div>
      </Disclosure>
      <form method="post" noValidate autoComplete="off" className="mt-8">
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
          <QuestionList section={section} answers={answers} problems={problems} countries={[]} />
          <div>
            <Button>{t("reference.send")}</Button>
          </div>
        </Stack>
      </form>
      <div className="mt-12 border-t border-line pt-5">
        <p className="mb-4 max-w-text text-muted">{t("reference.decline.lead")}</p>
        <ConfirmDialog
          id="decline"
          trigger={t("reference.decline.trigger")}
          triggerVariant="secondary"
          triggerSize="small"
          title={t("reference.decline.title")}
          cancelLabel={t("reference.decline.back")}
          confirm={
            <form method="post" action={`/reference/${token}/refusal${search}`}>
              <Button variant="danger">{t("reference.decline.confirm")}</Button>
            </form>
          }
        >
          <p>{t("reference.decline.text", { name })}</p>
        </ConfirmDialog>
      </div>
    </>
  );
}
