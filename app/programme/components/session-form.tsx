import { useForm, type SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { errorLinks, fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, DateField, Select, TextArea, TextField, TimeField } from "~/ui/field";
import { CarriedField, KeptForm } from "~/ui/kept-form";
import { Stack } from "~/ui/page";
import { sessionKinds } from "../kinds";
import { sessionFieldNames, type SessionFields } from "../session-values";

/** What a form about a session lets choose from. */
export interface SessionChoices {
  days: { first: string; last: string };
  /** The same days in words. */
  span: { first: string; last: string };
  city: string;
  places: { id: string; name: string }[];
  facilitators: { personId: string; name: string }[];
}

interface SessionFormProps {
  choices: SessionChoices;
  values: SessionFields;
  revision: number;
  submitLabel: string;
  result?: SubmissionResult | undefined;
}

/** A session's fields, for a new one and for one that is there. */
export function SessionForm({ choices, values, revision, submitLabel, result }: SessionFormProps) {
  const { t } = useTranslation("programme");
  const [form, fields] = useForm<SessionFields & { placeName: string; placeAddress: string }>({
    lastResult: result ?? null,
    defaultValue: { ...values, placeName: "", placeAddress: "" },
  });
  const { days, span, city } = choices;
  const labels = Object.fromEntries(
    [...sessionFieldNames, "placeName", "placeAddress"].map((name) => [
      name,
      t(`office.session.${labelOf(name)}`),
    ]),
  );
  return (
    <KeptForm noValidate>
      <CarriedField name="revision" value={revision} />
      <Stack>
        <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t, labels)} />
        <TextField {...fieldProps(fields.title, t)} label={t("office.session.title")} required />
        <Select
          {...fieldProps(fields.kind, t)}
          label={t("office.session.kind")}
          width="half"
          options={sessionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <DateField
          {...fieldProps(fields.date, t)}
          label={t("office.session.date")}
          help={t("office.session.date-help", span)}
          min={days.first}
          max={days.last}
          required
        />
        <div className="flex flex-wrap gap-x-6 gap-y-6">
          <TimeField {...fieldProps(fields.from, t)} label={t("office.session.from")} required />
          <TimeField {...fieldProps(fields.to, t)} label={t("office.session.to")} required />
        </div>
        <p className="field-help -mt-4">{t("office.session.zone", { city })}</p>
        <Select
          {...fieldProps(fields.place, t)}
          label={t("office.session.place")}
          placeholder={t("office.session.place-none")}
          options={[
            ...choices.places.map((place) => ({ value: place.id, label: place.name })),
            { value: "new", label: t("office.session.place-new") },
          ]}
        />
        <fieldset className="inset">
          <legend className="field-label">{t("office.session.other-place")}</legend>
          <Stack>
            <TextField
              {...fieldProps(fields.placeName, t)}
              label={t("office.session.place-name")}
              optionalText={t("platform:optional")}
            />
            <TextField
              {...fieldProps(fields.placeAddress, t)}
              label={t("office.session.place-address")}
              optionalText={t("platform:optional")}
            />
          </Stack>
        </fieldset>
        <Select
          {...fieldProps(fields.facilitator, t)}
          label={t("office.session.facilitator")}
          help={t("office.session.facilitator-help")}
          placeholder={t("office.session.facilitator-none")}
          options={choices.facilitators.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <TextArea
          {...fieldProps(fields.description, t)}
          label={t("office.session.description")}
          help={t("office.session.description-help")}
          optionalText={t("platform:optional")}
          rows={5}
        />
        <Checkbox
          id={fields.optional.id}
          name={fields.optional.name}
          value="yes"
          defaultChecked={fields.optional.initialValue === "yes"}
          label={t("office.session.optional")}
        />
        <div>
          <Button>{submitLabel}</Button>
        </div>
      </Stack>
    </KeptForm>
  );
}

/** The key under which a field's label is kept. */
function labelOf(name: string): string {
  return { placeName: "place-name", placeAddress: "place-address" }[name] ?? name;
}
