import { useTranslation } from "react-i18next";
import type { EligibilityRule, Question } from "~/questions/definition";
import { worded } from "~/questions/wording";
import { Button } from "~/ui/button";
import { CheckboxGroup, DateField, NumberField, RadioGroup, Select } from "~/ui/field";
import { Stack } from "~/ui/page";
import type { FormRefusal } from "../form-office.server";
import { RefusalNotice } from "./builder-page";
import { WordingFields } from "./wording-fields";

interface RuleEditorProps {
  action: string;
  rule: EligibilityRule;
  /** The questions that such a rule can be about. */
  questions: readonly Question[];
  seen: string;
  refusal: FormRefusal | null;
}

/** What a rule asks of the answers, what it says where they do not meet it, and what follows. */
export function RuleEditor({ action, rule, questions, seen, refusal }: RuleEditorProps) {
  const { t } = useTranslation("cohorts");
  if (questions.length === 0) return <p className="text-muted">{t("builder.rules.no-questions")}</p>;
  return (
    <form method="post" action={action} noValidate>
      <input type="hidden" name="seen" value={seen} />
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <Stack>
        <RuleSettings rule={rule} questions={questions} />
        <WordingFields
          name="says"
          label={t("builder.rules.says")}
          help={t("builder.rules.says-help")}
          value={rule.says}
          long
        />
        <RadioGroup
          name="effect"
          label={t("builder.rules.effect-title")}
          defaultValue={rule.effect}
          options={(["tell", "stop"] as const).map((value) => ({
            value,
            label: t(`builder.rules.effect.${value}`),
            help: t(`builder.rules.effect-help.${value}`),
          }))}
        />
        <div>
          <Button>{t("builder.rules.save")}</Button>
        </div>
      </Stack>
    </form>
  );
}

function RuleSettings({ rule, questions }: Pick<RuleEditorProps, "rule" | "questions">) {
  const { t } = useTranslation("cohorts");
  const named = questions.map(({ key, label }) => ({ value: key, label: worded(label, "en") }));
  switch (rule.type) {
    case "age":
      return (
        <>
          <Select
            name="question"
            label={t("builder.rules.question")}
            defaultValue={rule.question}
            options={named}
          />
          <div className="flex flex-wrap gap-6">
            <NumberField name="min" label={t("builder.rules.min")} defaultValue={rule.min ?? ""} />
            <NumberField name="max" label={t("builder.rules.max")} defaultValue={rule.max ?? ""} />
          </div>
          <DateField
            name="on"
            label={t("builder.rules.on")}
            help={t("builder.rules.on-help")}
            defaultValue={rule.on ?? ""}
            optionalText={t("platform:optional")}
          />
        </>
      );
    case "countries":
      return (
        <CheckboxGroup
          name="questions"
          label={t("builder.rules.countries")}
          help={t("builder.rules.countries-help")}
          defaultValue={rule.questions}
          options={named}
        />
      );
    case "answer":
      return (
        <Stack>
          {questions.map((question) =>
            "options" in question ? (
              <CheckboxGroup
                key={question.key}
                id={`option-${question.key}`}
                name="option"
                label={worded(question.label, "en")}
                defaultValue={
                  rule.question === question.key ? rule.values.map((value) => `${question.key} ${value}`) : []
                }
                options={question.options.map(({ value, label }) => ({
                  value: `${question.key} ${value}`,
                  label: worded(label, "en"),
                }))}
              />
            ) : null,
          )}
        </Stack>
      );
  }
}
