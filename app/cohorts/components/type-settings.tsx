import { useTranslation } from "react-i18next";
import { languageName } from "~/platform/locale/format";
import { fileMediaTypes, type Question, type Wording } from "~/questions/definition";
import { Checkbox, CheckboxGroup, DateField, NumberField, RadioGroup } from "~/ui/field";
import { FieldsEditor, OptionsEditor } from "./rows-editor";
import { WordingFields } from "./wording-fields";

/** Languages that a question can ask the level of. */
const askable = [
  "en",
  "ru",
  "kk",
  "ky",
  "tg",
  "tk",
  "uz",
  "cs",
  "de",
  "fr",
  "es",
  "tr",
  "fa",
  "ar",
  "zh",
  "uk",
];

interface TypeSettingsProps {
  question: Question;
  /** What is wrong, by the name of the setting. */
  errorOf: (name: string) => string | undefined;
}

/** The settings that a question has by its type. */
export function TypeSettings({ question, errorOf }: TypeSettingsProps) {
  const { t } = useTranslation("cohorts");
  const number = (name: string, value: number | undefined, optional = false) => (
    <NumberField
      name={name}
      label={t(`builder.setting.${name}`)}
      defaultValue={value ?? ""}
      step="any"
      error={errorOf(name)}
      {...(optional ? { optionalText: t("platform:optional") } : {})}
    />
  );
  switch (question.type) {
    case "text":
      return number("maxCharacters", question.maxCharacters);
    case "long-text":
      return (
        <div className="flex flex-wrap gap-6">
          {number("maxWords", question.maxWords, true)}
          {number("maxCharacters", question.maxCharacters, true)}
        </div>
      );
    case "choice":
      return <OptionsEditor options={question.options} error={errorOf("options")} />;
    case "choices":
      return (
        <div className="grid gap-6">
          <OptionsEditor options={question.options} error={errorOf("options")} />
          {number("most", question.most)}
        </div>
      );
    case "scale":
      return (
        <div className="grid gap-6">
          <div className="flex flex-wrap gap-6">
            {number("from", question.from)}
            {number("to", question.to)}
          </div>
          <WordingFields name="low" label={t("builder.setting.low")} value={words(question.low)} isOptional />
          <WordingFields
            name="high"
            label={t("builder.setting.high")}
            value={words(question.high)}
            isOptional
          />
        </div>
      );
    case "date":
      return (
        <div className="flex flex-wrap gap-6">
          {(["min", "max"] as const).map((name) => (
            <DateField
              key={name}
              name={name}
              label={t(`builder.setting.${name}-day`)}
              defaultValue={question[name] ?? ""}
              optionalText={t("platform:optional")}
              error={errorOf(name)}
            />
          ))}
        </div>
      );
    case "number":
    case "year":
      return (
        <div className="grid gap-4">
          <div className="flex flex-wrap gap-6">
            {number("min", question.min, question.type === "number")}
            {number("max", question.max, question.type === "number")}
          </div>
          {question.type === "number" ? (
            <Checkbox
              name="decimal"
              value="yes"
              label={t("builder.setting.decimal")}
              defaultChecked={question.decimal}
            />
          ) : null}
        </div>
      );
    case "country":
      return (
        <RadioGroup
          name="only"
          label={t("builder.setting.only")}
          defaultValue={question.only}
          options={[
            { value: "any", label: t("builder.setting.only-any") },
            { value: "edition", label: t("builder.setting.only-edition") },
          ]}
        />
      );
    case "languages":
      return (
        <CheckboxGroup
          name="languages"
          label={t("builder.setting.languages")}
          defaultValue={question.languages}
          error={errorOf("languages")}
          options={[...new Set([...askable, ...question.languages])].map((value) => ({
            value,
            label: languageName(value, "en"),
          }))}
        />
      );
    case "entries":
      return (
        <div className="grid gap-6">
          {number("most", question.most)}
          <FieldsEditor fields={question.fields ?? []} error={errorOf("fields")} />
        </div>
      );
    case "file":
      return (
        <div className="grid gap-6">
          <CheckboxGroup
            name="mediaTypes"
            label={t("builder.setting.mediaTypes")}
            defaultValue={question.mediaTypes}
            error={errorOf("mediaTypes")}
            options={fileMediaTypes.map((value) => ({
              value,
              label: t(`builder.media.${mediaName(value)}`),
            }))}
          />
          <div className="flex flex-wrap gap-6">
            <NumberField
              name="megabytes"
              label={t("builder.setting.megabytes")}
              defaultValue={Number.isFinite(question.maxBytes) ? question.maxBytes / 1024 / 1024 : ""}
              step="any"
              error={errorOf("maxBytes")}
            />
            {number("most", question.most ?? 1)}
          </div>
        </div>
      );
    case "consent":
    case "note":
      return null;
  }
}

function mediaName(type: string): "pdf" | "jpeg" | "png" {
  return type === "application/pdf" ? "pdf" : type === "image/png" ? "png" : "jpeg";
}

function words(wording: object | undefined): Wording | undefined {
  return wording as Wording | undefined;
}
