import { useTranslation } from "react-i18next";
import { languageName } from "~/platform/locale/format";
import type { EntryField, Wording } from "~/questions/definition";
import { Disclosure } from "~/ui/disclosure";
import { GroupFrame, NumberField, TextField } from "~/ui/field";
import { formLanguages } from "../form-wordings";

const [first, second, ...others] = formLanguages;
const spareRows = 3;

/** The options of a choice: a row each, and a few empty ones. A row without words is taken out. */
export function OptionsEditor({
  options,
  error,
}: {
  options: readonly { value: string; label: Wording }[];
  error: string | undefined;
}) {
  const { t } = useTranslation("cohorts");
  return (
    <GroupFrame id="options" label={t("builder.options")} help={t("builder.options-help")} error={error}>
      <ol role="list" className="mt-3 grid gap-4">
        {rows(options).map((option, row) => (
          <li key={row} className="border-t border-line pt-3">
            <input type="hidden" name={`option.${row}.value`} value={option?.value ?? ""} />
            <RowWords name={`option.${row}`} number={row + 1} value={option?.label} />
          </li>
        ))}
      </ol>
    </GroupFrame>
  );
}

/** The fields of an entry's line. */
export function FieldsEditor({
  fields,
  error,
}: {
  fields: readonly EntryField[];
  error: string | undefined;
}) {
  const { t } = useTranslation("cohorts");
  return (
    <GroupFrame id="fields" label={t("builder.fields")} help={t("builder.fields-help")} error={error}>
      <ol role="list" className="mt-3 grid gap-4">
        {rows(fields)
          .slice(0, 6)
          .map((field, row) => (
            <li key={row} className="border-t border-line pt-3">
              <input type="hidden" name={`field.${row}.key`} value={field?.key ?? ""} />
              <RowWords name={`field.${row}`} number={row + 1} value={field?.label}>
                <NumberField
                  name={`field.${row}.maxCharacters`}
                  label={t("builder.max-characters")}
                  defaultValue={field?.maxCharacters ?? ""}
                />
              </RowWords>
            </li>
          ))}
      </ol>
    </GroupFrame>
  );
}

function rows<Item>(items: readonly Item[]): (Item | undefined)[] {
  return [...items, ...Array.from({ length: spareRows }, () => undefined)];
}

function RowWords({
  name,
  number,
  value,
  children,
}: {
  name: string;
  number: number;
  value: Wording | undefined;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation("cohorts");
  const field = (language: string) => (
    <TextField
      key={language}
      name={`${name}.${language}`}
      label={t("builder.row", { number, language: languageName(language, "en") })}
      defaultValue={value?.[language] ?? ""}
      lang={language}
    />
  );
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {field(first)}
        {field(second)}
      </div>
      {children}
      {value ? (
        <Disclosure summary={t("builder.other-languages")}>
          <div className="grid gap-3 sm:grid-cols-2">{others.map(field)}</div>
        </Disclosure>
      ) : null}
    </div>
  );
}
