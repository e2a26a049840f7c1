import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { fieldProps } from "~/platform/forms";
import { TextField } from "~/ui/field";

/** A password, new or present. What was typed is never sent back to the page. */
export function PasswordField({
  field,
  isNew = false,
  label,
}: {
  field: FieldMetadata<string>;
  isNew?: boolean;
  label?: string;
}) {
  const { t } = useTranslation("accounts");
  return (
    <TextField
      {...fieldProps(field, t)}
      defaultValue={undefined}
      type="password"
      label={label ?? t(isNew ? "field.new-password" : "field.password")}
      help={isNew ? t("field.new-password-help") : undefined}
      autoComplete={isNew ? "new-password" : "current-password"}
      required
    />
  );
}
