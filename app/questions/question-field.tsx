import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryName } from "~/platform/locale/format";
import type { Translate } from "~/platform/locale/translate";
import { Checkbox, CheckboxGroup, DateField, RadioGroup, Select, TextField } from "~/ui/field";
import { fieldName, type Answer, type Entry } from "./answers";
import { countryCodes, otherCountry } from "./countries";
import type { Question } from "./definition";
import { EntriesField } from "./entries-field";
import type { QuestionFrame } from "./frame";
import { LanguagesField } from "./languages-field";
import { LongTextField } from "./long-text-field";
import { worded } from "./wording";
import { compareWords } from "~/platform/locale/order";

export type FileQuestion = Extract<Question, { type: "file" }>;

interface QuestionFieldProps {
  question: Question;
  answer: Answer | undefined;
  error: string | undefined;
  /** The edition's own countries, which a list of countries begins with. */
  countries: readonly string[];
  /** What stands where a file is asked for; a form that keeps no files has nothing to give. */
  fileField?: (question: FileQuestion, frame: QuestionFrame) => ReactNode;
}

/** One question of a form, by its type. */
export function QuestionField({ question, answer, error, countries, fileField }: QuestionFieldProps) {
  const { t, i18n } = useTranslation("questions");
  const locale = i18n.language;
  const name = fieldName(question.key);
  const text = typeof answer === "string" ? answer : "";
  const frame: QuestionFrame = {
    id: name,
    name,
    label: worded(question.label, locale),
    help: worded(question.help, locale) || undefined,
    error,
    optionalText: question.required ? undefined : t("platform:optional"),
  };
  const options =
    "options" in question
      ? question.options.map(({ value, label }) => ({ value, label: worded(label, locale) }))
      : [];
  switch (question.type) {
    case "text":
      return <TextField {...frame} defaultValue={text} />;
    case "year":
      return <TextField {...frame} defaultValue={text} inputMode="numeric" width="short" />;
    case "number":
      // Not type="number": it swallows what it cannot read, and a comma is not a mistake everywhere.
      return (
        <TextField
          {...frame}
          defaultValue={text}
          inputMode={question.decimal ? "decimal" : "numeric"}
          width="short"
        />
      );
    case "date":
      return <DateField {...frame} defaultValue={text} min={question.min} max={question.max} />;
    case "long-text":
      return <LongTextField question={question} frame={frame} text={text} />;
    case "choice":
      return options.length > 7 ? (
        <Select {...frame} defaultValue={text} options={options} placeholder={t("choose")} />
      ) : (
        <RadioGroup {...frame} defaultValue={text} options={options} />
      );
    case "choices":
      return (
        <CheckboxGroup
          {...frame}
          help={
            frame.help ?? (question.most < options.length ? t("most", { count: question.most }) : undefined)
          }
          defaultValue={Array.isArray(answer) ? answer.filter((value) => typeof value === "string") : []}
          options={options}
        />
      );
    case "scale":
      return <ScaleField question={question} frame={frame} text={text} locale={locale} />;
    case "country":
      return (
        <Select
          {...frame}
          defaultValue={text}
          width="half"
          placeholder={t("choose")}
          options={countryOptions(question.only, countries, locale, t)}
        />
      );
    case "languages":
      return (
        <LanguagesField
          frame={frame}
          languages={question.languages}
          levels={isLevels(answer) ? answer : {}}
        />
      );
    case "entries":
      return <EntriesField question={question} frame={frame} entries={isEntries(answer) ? answer : []} />;
    case "file":
      return fileField?.(question, frame);
    case "consent":
      // The optional word is part of the sentence here: a box on its own has no place beside its label for it.
      return (
        <Checkbox
          id={name}
          name={name}
          label={frame.optionalText ? `${frame.label} (${frame.optionalText})` : frame.label}
          help={frame.help}
          error={error}
          value="yes"
          defaultChecked={answer === true}
        />
      );
    case "note":
      return (
        <div id={name} className="max-w-text border-l-4 border-faint pl-4">
          {frame.label.split(/\n+/).map((paragraph, index) => (
            <p key={index} className={index > 0 ? "mt-2" : undefined}>
              {paragraph}
            </p>
          ))}
          {frame.help ? <p className="mt-2 text-small text-muted">{frame.help}</p> : null}
        </div>
      );
  }
}

/** A row of marks, with the words that its ends have. */
function ScaleField({
  question,
  frame,
  text,
  locale,
}: {
  question: Extract<Question, { type: "scale" }>;
  frame: QuestionFrame;
  text: string;
  locale: string;
}) {
  const marks = Array.from({ length: question.to - question.from + 1 }, (_, index) =>
    String(question.from + index),
  );
  const low = worded(question.low, locale);
  const high = worded(question.high, locale);
  return (
    <RadioGroup
      {...frame}
      look="scale"
      defaultValue={text}
      options={marks.map((value) => ({ value, label: value }))}
      {...(low || high ? { ends: { low, high } } : {})}
    />
  );
}

function countryOptions(only: "edition" | "any", countries: readonly string[], locale: string, t: Translate) {
  const named = (codes: readonly string[]) =>
    codes
      .map((value) => ({ value, label: countryName(value, locale === "ru" ? "ru" : "en") }))
      .sort((a, b) => compareWords(a.label, b.label));
  const other = { value: otherCountry, label: t("questions:other-country") };
  if (only === "edition") return [...named(countries), other];
  return [
    ...named(countries),
    { value: "-", label: "—", disabled: true },
    ...named(countryCodes.filter((code) => !countries.includes(code))),
    other,
  ];
}

function isLevels(answer: Answer | undefined): answer is Record<string, string> {
  return typeof answer === "object" && !Array.isArray(answer);
}

function isEntries(answer: Answer | undefined): answer is Entry[] {
  return Array.isArray(answer) && answer.every((item) => typeof item === "object");
}
