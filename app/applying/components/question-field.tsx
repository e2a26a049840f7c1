import { useTranslation } from "react-i18next";
import { countWords } from "~/cohorts/count-words";
import { fieldName, worded, type Answer, type Entry, type Question } from "~/cohorts/questions";
import { countryName } from "~/platform/locale/format";
import type { Translate } from "~/platform/locale/translate";
import { Checkbox, CheckboxGroup, RadioGroup, Select, TextArea, TextField } from "~/ui/field";
import { countryCodes, otherCountry } from "../countries";
import type { OwnFile } from "../uploads.server";
import { EntriesField } from "./entries-field";
import { FileAnswer } from "./file-answer";
import { LanguagesField } from "./languages-field";

interface QuestionFieldProps {
  question: Question;
  answer: Answer | undefined;
  error: string | undefined;
  /** The edition's own countries, which a list of countries begins with. */
  countries: readonly string[];
  files: readonly OwnFile[];
}

/** One question of the form, by its type. */
export function QuestionField({ question, answer, error, countries, files }: QuestionFieldProps) {
  const { t, i18n } = useTranslation("applying");
  const locale = i18n.language;
  const name = fieldName(question.key);
  const text = typeof answer === "string" ? answer : "";
  const frame = {
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
    case "long-text":
      return (
        <TextArea
          {...frame}
          defaultValue={text}
          rows={8}
          count={{ limitWords: question.maxWords, text: countText(countWords(text), question.maxWords, t) }}
        />
      );
    case "choice":
      return options.length > 7 ? (
        <Select {...frame} defaultValue={text} options={options} placeholder={t("form.choose")} />
      ) : (
        <RadioGroup {...frame} defaultValue={text} options={options} />
      );
    case "choices":
      return (
        <CheckboxGroup
          {...frame}
          help={
            frame.help ??
            (question.most < options.length ? t("form.most", { count: question.most }) : undefined)
          }
          defaultValue={Array.isArray(answer) ? answer.filter((value) => typeof value === "string") : []}
          options={options}
        />
      );
    case "country":
      return (
        <Select
          {...frame}
          defaultValue={text}
          width="half"
          placeholder={t("form.choose")}
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
      return <EntriesField frame={frame} most={question.most} entries={isEntries(answer) ? answer : []} />;
    case "file":
      return <FileAnswer frame={frame} file={files.find((file) => file.question === question.key)} />;
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
  }
}

function countText(words: number, max: number, t: Translate): string {
  return words > max
    ? t("applying:form.words-over", { words, max, over: words - max })
    : t("applying:form.words", { words, max });
}

function countryOptions(only: "edition" | "any", countries: readonly string[], locale: string, t: Translate) {
  const named = (codes: readonly string[]) =>
    codes
      .map((value) => ({ value, label: countryName(value, locale === "ru" ? "ru" : "en") }))
      .sort((a, b) => a.label.localeCompare(b.label, locale));
  const other = { value: otherCountry, label: t("applying:form.other-country") };
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
