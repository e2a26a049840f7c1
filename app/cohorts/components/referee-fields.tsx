import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { fieldProps } from "~/platform/forms";
import { NumberField, RadioGroup, TextField } from "~/ui/field";
import { Columns, Section, Stack } from "~/ui/page";
import { refereeTimes } from "../forms";

/** Whether an edition asks for references, when, how many, how long a referee has and what they are told. */
export function RefereeFields({
  fields,
}: {
  fields: Record<"refereesAsked" | "refereesWanted" | "refereeDays" | "refereesTold", FieldMetadata>;
}) {
  const { t } = useTranslation("cohorts");
  const { refereesAsked } = fields;
  const error = refereesAsked.errors?.[0];
  return (
    <Section title={t("edition.referees")}>
      <Stack>
        <RadioGroup
          id={refereesAsked.id}
          name={refereesAsked.name}
          label={t("edition.referees-asked")}
          defaultValue={
            typeof refereesAsked.initialValue === "string" ? refereesAsked.initialValue : undefined
          }
          error={error ? t(error) : undefined}
          options={refereeTimes.map((value) => ({ value, label: t(`edition.referees-time.${value}`) }))}
        />
        <Columns>
          <NumberField
            {...fieldProps(fields.refereesWanted, t)}
            label={t("edition.referees-wanted")}
            help={t("edition.referees-wanted-help")}
            required
          />
          <NumberField
            {...fieldProps(fields.refereeDays, t)}
            label={t("edition.referee-days")}
            help={t("edition.referee-days-help")}
            required
          />
        </Columns>
        <TextField
          {...fieldProps(fields.refereesTold, t)}
          label={t("edition.referees-told")}
          help={t("edition.referees-told-help")}
          optionalText={t("platform:optional")}
        />
      </Stack>
    </Section>
  );
}
