import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { errorLinks, fieldProps } from "~/platform/forms";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, TextField } from "~/ui/field";

interface ViewFieldsProps {
  form: Parameters<typeof errorLinks>[0];
  fields: Record<"name" | "shared", FieldMetadata>;
}

/** A view's name, and who sees it. */
export function ViewFields({ form, fields }: ViewFieldsProps) {
  const { t } = useTranslation("selection");
  return (
    <>
      <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
      <TextField {...fieldProps(fields.name, t)} label={t("list.views.name")} maxLength={60} required />
      <Checkbox
        id={fields.shared.id}
        name={fields.shared.name}
        value="yes"
        defaultChecked={fields.shared.initialValue === "yes"}
        label={t("list.views.share")}
      />
    </>
  );
}
