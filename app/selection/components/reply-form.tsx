import { useForm, type SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { messageLimit, type MessageForm } from "~/applying/messages";
import { fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Stack } from "~/ui/page";

/** A coordinator's answer in a thread. */
export function ReplyForm({ result }: { result: SubmissionResult | undefined }) {
  const { t } = useTranslation("selection");
  const [, fields] = useForm<z.input<typeof MessageForm>>({ id: "message", lastResult: result });
  return (
    <KeptForm noValidate autoComplete="off">
      <Stack>
        <TextArea
          {...fieldProps(fields.text, t)}
          label={t("messages.field")}
          help={t("messages.field-help", { max: messageLimit })}
          rows={6}
        />
        <div>
          <Button>{t("messages.send")}</Button>
        </div>
      </Stack>
    </KeptForm>
  );
}
