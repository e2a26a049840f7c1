import { useForm, type SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Stack } from "~/ui/page";
import type { SignUpForm as Schema } from "../forms";
import { PasswordField } from "./password-field";

interface SignUpFormProps {
  /** Where to go on to once the address is confirmed. */
  to: string;
  /** An address to begin with. */
  email?: string;
  result?: SubmissionResult | undefined;
}

/** An address and a password: to begin with, and where the address was not the right one. */
export function SignUpForm({ to, email = "", result }: SignUpFormProps) {
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof Schema>>({
    id: "sign-up",
    ...(result ? { lastResult: result } : {}),
    defaultValue: { email },
  });
  return (
    <KeptForm action="/signup" noValidate>
      <Stack>
        <ErrorSummary
          title={t("platform:error.summary")}
          errors={[
            ...(form.errors ?? []).map((message) => ({ href: `#${fields.email.id}`, text: t(message) })),
            ...errorLinks(form, t, { email: t("field.email"), password: t("field.new-password") }),
          ]}
        />
        <input type="hidden" name="to" value={to} />
        <TextField
          {...fieldProps(fields.email, t)}
          type="email"
          label={t("field.email")}
          help={t("sign-up.email-help")}
          autoComplete="username"
          required
        />
        <PasswordField field={fields.password} isNew />
        <input type="hidden" name="zone" data-zone defaultValue="" />
        <p className="text-muted">
          {t("sign-up.privacy")} <a href="/privacy">{t("platform:nav.privacy")}</a>
          <br />
          <a href="/questions">{t("sign-up.questions")}</a>
        </p>
        <div>
          <Button>{t("sign-up.submit")}</Button>
        </div>
      </Stack>
    </KeptForm>
  );
}
