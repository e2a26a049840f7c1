import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { fieldProps } from "~/platform/forms";
import { TextField } from "~/ui/field";
import { Section, Stack } from "~/ui/page";

/** How an edition is reached, and who answers for its data. Left empty, the installation's own words hold. */
export function ContactFields({
  fields,
  usual,
}: {
  fields: Record<"controller" | "contact" | "contactNote" | "lettersFrom", FieldMetadata>;
  /** What holds where a field is empty. */
  usual: { controller: string; address: string | null; sender: string };
}) {
  const { t } = useTranslation("cohorts");
  const optionalText = t("platform:optional");
  return (
    <Section title={t("edition.contact")} lead={t("edition.contact-text")}>
      <Stack>
        <TextField
          {...fieldProps(fields.contact, t)}
          type="email"
          label={t("edition.contact-address")}
          help={
            usual.address ? t("edition.contact-usual", { usual: usual.address }) : t("edition.contact-none")
          }
          optionalText={optionalText}
          width="half"
        />
        <TextField
          {...fieldProps(fields.contactNote, t)}
          label={t("edition.contact-note")}
          help={t("edition.contact-note-help")}
          optionalText={optionalText}
        />
        <TextField
          {...fieldProps(fields.lettersFrom, t)}
          label={t("edition.letters-from")}
          help={t("edition.letters-from-help", { usual: usual.sender })}
          optionalText={optionalText}
          width="half"
        />
        <TextField
          {...fieldProps(fields.controller, t)}
          label={t("edition.controller")}
          help={t("edition.contact-usual", { usual: usual.controller })}
          optionalText={optionalText}
        />
      </Stack>
    </Section>
  );
}
