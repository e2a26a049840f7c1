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
import { KeptForm } from "~/ui/kept-form";
import { Cluster, Stack } from "~/ui/page";
import { DraftState } from "./draft-state";

interface ReferenceFormProps {
  token: string;
  /** The query that the link came with. */
  search: string;
  section: FormSection;
  name: string;
  answers: Answers;
  /** The number of saves that the answers were read after. */
  revision: number;
  problems: readonly AnswerProblem[];
}

/** What a referee is asked, and the way to say no. */
export function ReferenceForm({
  token,
  search,
  section,
  name,
  answers,
  revision,
  problems,
}: ReferenceFormProps) {
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
          <p>{t("reference.who.draft")}</p>
          <p>{t("reference.who.kept", { name })}</p>
          <p>{t("reference.who.language")}</p>
        </div>
      </Disclosure>
      <KeptForm
        action={`/reference/${token}${search}`}
        noValidate
        autoComplete="off"
        className="mt-8"
        data-draft={`/reference/${token}/draft`}
      >
        <input type="hidden" name="revision" value={revision} autoComplete="off" />
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
          <Cluster>
            <Button name="next" value="send">
              {t("reference.send")}
            </Button>
            <Button variant="secondary" name="next" value="later">
              {t("reference.later")}
            </Button>
          </Cluster>
        </Stack>
        <DraftState compareNext="later" />
      </KeptForm>
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
