import { useTranslation } from "react-i18next";
import { countryName } from "~/platform/locale/format";
import type { Condition, Question, ShowIf } from "~/questions/definition";
import { conditionsOn } from "~/questions/definition-checks";
import { worded } from "~/questions/wording";
import { GroupFrame, RadioGroup } from "~/ui/field";
import { shortened } from "~/platform/shortened";

interface ConditionsEditorProps {
  showIf: ShowIf | undefined;
  /** The questions that come before. */
  before: readonly Question[];
  countries: readonly string[];
  error: string | undefined;
}

/** Options with more values than these are not spelled out one by one. */
const mostValues = 40;

/** When a question is shown: each row a choice among what the questions before can tell, with a value to compare with. */
export function ConditionsEditor({ showIf, before, countries, error }: ConditionsEditorProps) {
  const { t } = useTranslation("cohorts");
  const able = before.filter(({ type }) => conditionsOn[type].length > 0);
  const rows = [...(showIf?.conditions ?? []), undefined, undefined].slice(0, 8);
  if (able.length === 0)
    return (
      <p className="text-muted" id="showIf">
        {t("builder.show-if.none-before")}
      </p>
    );
  return (
    <div className="grid gap-5">
      <GroupFrame
        id="showIf"
        label={t("builder.show-if.title")}
        help={t("builder.show-if.help")}
        error={error}
      >
        <div className="mt-3 grid gap-3">
          {rows.map((condition, row) => (
            <div key={row} className="flex flex-wrap gap-3">
              <label className="grid min-w-0 grow basis-72">
                <span className="sr-only">{t("builder.show-if.row", { number: row + 1 })}</span>
                <select
                  id={row === 0 ? "showIf" : undefined}
                  name={`condition.${row}`}
                  defaultValue={condition ? encoded(condition) : ""}
                  className="input"
                >
                  <option value="">
                    {t(row === 0 ? "builder.show-if.always" : "builder.show-if.no-more")}
                  </option>
                  {able.map((question) => (
                    <optgroup key={question.key} label={shortened(worded(question.label, "en"), 70)}>
                      {withCurrent(choicesOf(question, countries), condition, question).map((one) => (
                        <option key={encoded(one)} value={encoded(one)}>
                          {labelOf(one, before, t)}
                        </option>
                      ))}
                    </optgroup>
                  ))}
                </select>
              </label>
              <label className="grid basis-36">
                <span className="sr-only">{t("builder.show-if.value", { number: row + 1 })}</span>
                <input
                  name={`condition.${row}.value`}
                  defaultValue={condition && needsValue(condition) ? String(valueOf(condition)) : ""}
                  placeholder={t("builder.show-if.value-short")}
                  className="input"
                />
              </label>
            </div>
          ))}
        </div>
      </GroupFrame>
      <RadioGroup
        name="match"
        label={t("builder.show-if.match")}
        defaultValue={showIf?.match ?? "all"}
        options={[
          { value: "all", label: t("builder.show-if.all") },
          { value: "any", label: t("builder.show-if.any") },
        ]}
      />
    </div>
  );
}

/** A condition as an option carries it: with its value, but for those whose value stands in the field beside it. */
function encoded(condition: Condition): string {
  const { question, is } = condition;
  return JSON.stringify(needsValue(condition) ? { question, is } : condition);
}

/** Whether a condition compares with a number, which stands in the field beside it. */
function needsValue(condition: Condition): boolean {
  return condition.is === "at-least" || condition.is === "at-most";
}

function valueOf(condition: Condition): string | number {
  return "value" in condition ? condition.value : "";
}

function choicesOf(question: Question, countries: readonly string[]): Condition[] {
  const can = conditionsOn[question.type];
  const values =
    "options" in question
      ? question.options.map(({ value }) => value).slice(0, mostValues)
      : question.type === "country"
        ? [...countries]
        : question.type === "scale"
          ? Array.from({ length: question.to - question.from + 1 }, (_, index) =>
              String(question.from + index),
            )
          : [];
  const compared = (["at-least", "at-most"] as const)
    .filter((is) => can.includes(is))
    .map((is): Condition => ({ question: question.key, is, value: 0 }));
  return [
    { question: question.key, is: "answered" },
    ...(can.includes("equals")
      ? values.flatMap((value): Condition[] => [
          { question: question.key, is: "equals", value },
          { question: question.key, is: "not", value },
        ])
      : []),
    ...compared,
  ];
}

/** The choices with the condition that is set, where it is none of them: one that was brought in with a file. */
function withCurrent(choices: Condition[], current: Condition | undefined, question: Question): Condition[] {
  if (current?.question !== question.key) return choices;
  return choices.some((one) => encoded(one) === encoded(current)) ? choices : [...choices, current];
}

function labelOf(
  condition: Condition,
  before: readonly Question[],
  t: ReturnType<typeof useTranslation>["t"],
) {
  if (condition.is === "at-least" || condition.is === "at-most") return t(`builder.show-if.${condition.is}`);
  if (condition.is === "answered") return t("builder.show-if.answered");
  const asked = before.find(({ key }) => key === condition.question);
  const names = (condition.is === "one-of" ? condition.values : [condition.value]).map((value) =>
    asked?.type === "country" ? countryName(value, "en") : optionName(asked, value),
  );
  return t(`builder.show-if.${condition.is}`, { value: names.join(", ") });
}

function optionName(question: Question | undefined, value: string): string {
  if (!question || !("options" in question)) return value;
  return worded(question.options.find((one) => one.value === value)?.label, "en") || value;
}
