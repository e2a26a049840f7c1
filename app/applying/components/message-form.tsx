import { useForm, type SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Stack } from "~/ui/page";
import { messageLimit, type MessageForm as Schema } from "../messages";
import { ApplicationField } from "./application-field";

/** The one field of a thread: what is to be said next. */
export function MessageForm({ result }: { result: SubmissionResult | undefined }) {
  const { t } = useTranslation("applying");
  const [, fields] = useForm<z.input<typeof Schema>>({ id: "message", lastResult: result });
  return (
    <KeptForm noValidate autoComplete="off">
      <ApplicationField />
      <Stack>
        <TextArea
          {...fieldProps(fields.text, t)}
          label={t("messages.field")}
          help={t("messages.field-help", { max: messageLimit })}
          rows={5}
        />
        <div>
          <Button>{t("messages.send")}</Button>
        </div>
      </Stack>
    </KeptForm>
  );
}
