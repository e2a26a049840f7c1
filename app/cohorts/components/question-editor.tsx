import { useTranslation } from "react-i18next";
import type { Question, QuestionType } from "~/questions/definition";
import { questionTypes } from "~/questions/definition";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, RadioGroup, Select } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Cluster, Section, Split, Stack } from "~/ui/page";
import type { FormKind } from "../form-versions.server";
import { ConditionsEditor } from "./conditions-editor";
import { QuestionPreview } from "./question-preview";
import { TypeSettings } from "./type-settings";
import { WordingFields } from "./wording-fields";

/** Something wrong with a question, at one of its settings or in general. */
export interface EditorFault {
  /** The first part of its path in the question, such as "label" or "options". */
  setting: string;
  text: string;
}

interface QuestionEditorProps {
  action: string;
  /** A referee's form asks for no file, and says nothing of who may see an answer. */
  kind: FormKind;
  question: Question;
  before: readonly Question[];
  countries: readonly string[];
  seen: string;
  /** The section it is put into, for a new question. */
  section?: string;
  faults: readonly EditorFault[];
  isStale: boolean;
}

/** All settings of a question, beside it as an applicant sees it. */
export function QuestionEditor(props: QuestionEditorProps) {
  const { action, kind, question, before, countries, seen, section, faults, isStale } = props;
  const { t } = useTranslation("cohorts");
  const errorOf = (name: string) => faults.find(({ setting }) => setting === name)?.text;
  const isNote = question.type === "note";
  return (
    <Split ratio="wide" aside={<QuestionPreview question={question} countries={countries} />}>
      <form method="post" action={action} noValidate data-preview-form>
        <button className="sr-only" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="type" value={question.type} />
        {section ? <input type="hidden" name="section" value={section} /> : null}
        <Stack>
          {isStale ? (
            <Notice tone="warn" role="alert" title={t("builder.stale.title")}>
              {t("builder.stale.text")}
            </Notice>
          ) : null}
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={faults.map(({ setting, text }) => ({
              href: `#${["label", "help", "low", "high"].includes(setting) ? `${setting}.en` : setting}`,
              text,
            }))}
          />
          <WordingFields
            name="label"
            label={t(isNote ? "builder.text" : "builder.question")}
            value={question.label}
            error={errorOf("label")}
            long
          />
          <WordingFields
            name="help"
            label={t("builder.help")}
            value={question.help}
            error={errorOf("help")}
            long
            isOptional
          />
          {isNote ? (
            <input type="hidden" name="audience" value={question.audience} />
          ) : (
            <>
              <Checkbox
                name="required"
                value="yes"
                label={t("builder.required")}
                defaultChecked={question.required}
              />
              {kind === "reference" ? null : (
                <RadioGroup
                  name="audience"
                  label={t("builder.audience")}
                  defaultValue={question.audience}
                  options={(["panel", "office", "balance"] as const).map((value) => ({
                    value,
                    label: t(`audience.${value}`),
                    help: t(`builder.audience-help.${value}`),
                  }))}
                />
              )}
            </>
          )}
          {question.type === "consent" || isNote ? null : (
            <Section title={t("builder.settings", { type: t(`question.${question.type}`) })}>
              <TypeSettings question={question} errorOf={errorOf} />
            </Section>
          )}
          <Section title={t("builder.show-if.section")}>
            <ConditionsEditor
              showIf={question.showIf}
              before={before}
              countries={countries}
              error={errorOf("showIf")}
            />
          </Section>
          <Cluster>
            <Button>{t("builder.save-question")}</Button>
            <Button variant="secondary" name="then" value="preview">
              {t("builder.look")}
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Split>
  );
}

/** A choice of type, which draws the editor anew; what both types have in common stays. */
export function TypeChoice({
  action,
  kind,
  type,
  section,
}: {
  action: string;
  kind: FormKind;
  type: QuestionType;
  section?: string | undefined;
}) {
  const { t } = useTranslation("cohorts");
  return (
    <form method="get" action={action} className="flex flex-wrap items-end gap-3">
      {section ? <input type="hidden" name="section" value={section} /> : null}
      <Select
        name="type"
        label={t("builder.type")}
        defaultValue={type}
        options={questionTypes
          .filter((value) => kind === "application" || value !== "file")
          .map((value) => ({ value, label: t(`question.${value}`) }))}
      />
      <Button variant="secondary">{t("builder.change-type")}</Button>
    </form>
  );
}
