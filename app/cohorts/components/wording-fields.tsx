import { useTranslation } from "react-i18next";
import { languageName } from "~/platform/locale/format";
import type { Wording } from "~/questions/definition";
import { Badge } from "~/ui/badge";
import { Disclosure } from "~/ui/disclosure";
import { TextArea, TextField } from "~/ui/field";
import { formLanguages } from "../form-wordings";

interface WordingFieldsProps {
  name: string;
  label: string;
  help?: string | undefined;
  value: Wording | undefined;
  error?: string | undefined;
  /** Several lines for what is read as a paragraph. */
  long?: boolean;
  /** Whether it may be left out; then no language of it is missed either. */
  isOptional?: boolean;
}

const [first, second, ...others] = formLanguages;

/** A sentence in each language: English and Russian in view, the others folded, with what is not translated marked. */
export function WordingFields({ name, label, help, value, error, long, isOptional }: WordingFieldsProps) {
  const { t } = useTranslation("cohorts");
  const wanted = Boolean(value?.en);
  const missing = others.filter((language) => !value?.[language]?.trim());
  const field = (language: string, error?: string) => {
    const props = {
      id: `${name}.${language}`,
      name: `${name}.${language}`,
      label: (
        <>
          {label}, {languageName(language, "en")}{" "}
          {wanted && !value?.[language]?.trim() ? (
            <Badge tone="warn">{t("builder.untranslated")}</Badge>
          ) : null}
        </>
      ),
      defaultValue: value?.[language] ?? "",
      lang: language,
      error,
      ...(language === first && isOptional ? { optionalText: t("platform:optional") } : {}),
    };
    return long ? (
      <TextArea key={language} {...props} rows={3} help={language === first ? help : undefined} />
    ) : (
      <TextField key={language} {...props} help={language === first ? help : undefined} />
    );
  };
  return (
    <div className="grid gap-4">
      {field(first, error)}
      {field(second)}
      <Disclosure
        summary={
          wanted && missing.length > 0
            ? t("builder.other-languages-missing", { count: missing.length })
            : t("builder.other-languages")
        }
      >
        <div className="grid gap-4">{others.map((language) => field(language))}</div>
      </Disclosure>
    </div>
  );
}
