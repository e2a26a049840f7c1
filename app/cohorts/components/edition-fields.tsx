import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { fieldProps } from "~/platform/forms";
import { countryName, zoneCity } from "~/platform/locale/format";
import { commonZones } from "~/platform/locale/zones";
import { CheckboxGroup, DateField, DateTimeField, NumberField, Select, TextField } from "~/ui/field";
import { Columns, Section, Stack } from "~/ui/page";
import { fellowshipCountries } from "../forms";

type Field = FieldMetadata;
type Fields = Record<
  | "name"
  | "zone"
  | "places"
  | "callOpensAt"
  | "callClosesAt"
  | "graceMinutes"
  | "startsOn"
  | "endsOn"
  | "readingsPerApplication"
  | "acceptDays"
  | "countries",
  Field
>;

/** The fields of an edition's settings, the same when it is opened and later. */
export function EditionFields({ fields }: { fields: Fields }) {
  const { t } = useTranslation("cohorts");
  const countries = fields.countries.initialValue;
  const countriesError = fields.countries.errors?.[0];
  return (
    <>
      <TextField
        {...fieldProps(fields.name, t)}
        label={t("edition.name")}
        help={t("edition.name-help")}
        width="half"
        required
      />
      <Section title={t("edition.call")} lead={t("edition.call-text")}>
        <Stack>
          <Select
            {...fieldProps(fields.zone, t)}
            label={t("edition.zone")}
            help={t("edition.zone-help")}
            options={commonZones.map((value) => ({ value, label: zoneCity(value, "en") }))}
          />
          <Columns>
            <DateTimeField {...fieldProps(fields.callOpensAt, t)} label={t("edition.opens")} required />
            <DateTimeField {...fieldProps(fields.callClosesAt, t)} label={t("edition.closes")} required />
          </Columns>
          <NumberField
            {...fieldProps(fields.graceMinutes, t)}
            label={t("edition.grace")}
            help={t("edition.grace-help")}
            required
          />
          <CheckboxGroup
            id={fields.countries.id}
            name={fields.countries.name}
            label={t("edition.countries")}
            defaultValue={
              Array.isArray(countries)
                ? countries.map(String)
                : typeof countries === "string"
                  ? [countries]
                  : []
            }
            error={countriesError ? t(countriesError) : undefined}
            options={fellowshipCountries.map((value) => ({ value, label: countryName(value, "en") }))}
          />
        </Stack>
      </Section>
      <Section title={t("edition.selection")}>
        <Columns>
          <NumberField
            {...fieldProps(fields.readingsPerApplication, t)}
            label={t("edition.readings")}
            help={t("edition.readings-help")}
            required
          />
          <NumberField
            {...fieldProps(fields.acceptDays, t)}
            label={t("edition.accept-days")}
            help={t("edition.accept-days-help")}
            required
          />
        </Columns>
      </Section>
      <Section title={t("edition.weeks")}>
        <Stack>
          <Columns>
            <DateField
              {...fieldProps(fields.startsOn, t)}
              label={t("edition.starts")}
              help={t("edition.starts-help")}
              required
            />
            <DateField {...fieldProps(fields.endsOn, t)} label={t("edition.ends")} required />
          </Columns>
          <NumberField
            {...fieldProps(fields.places, t)}
            label={t("edition.places")}
            help={t("edition.places-help")}
            required
          />
        </Stack>
      </Section>
    </>
  );
}
