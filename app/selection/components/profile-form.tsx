import { useForm, type SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { errorLinks, fieldProps } from "~/platform/forms";
import { countryName, languageName } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, CheckboxGroup, NumberField, Select, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Stack } from "~/ui/page";
import { readableLanguages } from "../panel-forms";
import { compareWords } from "~/platform/locale/order";

export interface ProfileValues {
  languages: string[];
  expertise: string;
  organisation: string;
  familyNames: string;
  citizenship: string;
  employerState: string;
  cap: string;
  lettersOff: boolean;
}

/** What a panelist says of themselves. */
export function ProfileForm({
  values,
  countries,
  locale,
  result,
}: {
  values: ProfileValues;
  countries: readonly string[];
  locale: Locale;
  result: SubmissionResult | undefined;
}) {
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<Record<keyof ProfileValues, string>>({
    ...(result ? { lastResult: result } : {}),
    defaultValue: { ...values, languages: undefined, lettersOff: undefined },
  });
  const countryOptions = countries
    .map((value) => ({ value, label: countryName(value, locale) }))
    .sort((a, b) => compareWords(a.label, b.label));
  const labels = Object.fromEntries(
    Object.keys(fields).map((name) => [name, t(`profile.${name as keyof ProfileValues}.label`)]),
  );
  const label = (field: keyof ProfileValues) => ({
    label: t(`profile.${field}.label`),
    help: t(`profile.${field}.help`),
  });
  const typed = result?.initialValue;
  return (
    <KeptForm noValidate>
      <Stack>
        <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t, labels)} />
        <CheckboxGroup
          id={fields.languages.id}
          name="languages"
          {...label("languages")}
          error={fieldProps(fields.languages, t).error}
          defaultValue={typed ? [typed["languages"] ?? []].flat().map(String) : values.languages}
          options={readableLanguages.map((value) => ({ value, label: languageName(value, locale) }))}
        />
        <TextField {...fieldProps(fields.expertise, t)} {...label("expertise")} maxLength={200} />
        <TextField {...fieldProps(fields.organisation, t)} {...label("organisation")} maxLength={300} />
        <TextField {...fieldProps(fields.familyNames, t)} {...label("familyNames")} maxLength={200} />
        <Select
          {...fieldProps(fields.citizenship, t)}
          {...label("citizenship")}
          placeholder={t("profile.unsaid")}
          options={countryOptions}
        />
        <Select
          {...fieldProps(fields.employerState, t)}
          {...label("employerState")}
          placeholder={t("profile.no-state")}
          options={countryOptions}
        />
        <NumberField {...fieldProps(fields.cap, t)} {...label("cap")} min={0} max={500} />
        <Checkbox
          name="lettersOff"
          value="yes"
          {...label("lettersOff")}
          defaultChecked={typed ? typed["lettersOff"] === "yes" : values.lettersOff}
        />
        <div className="flex flex-wrap items-center gap-6">
          <Button>{t("profile.submit")}</Button>
          <a href="/panel">{t("profile.later")}</a>
        </div>
      </Stack>
    </KeptForm>
  );
}
