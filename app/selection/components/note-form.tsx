import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Stack } from "~/ui/page";
import type { NoteForm as Schema } from "../note-forms";

interface NoteFormProps {
  action: string;
  text?: string;
  result?: SubmissionResult | undefined;
}

/** A coordinator's note, to be written or changed. */
export function NoteForm({ action, text, result }: NoteFormProps) {
  const { t } = useTranslation("selection");
  const [, fields] = useForm<z.input<typeof Schema>>({
    id: "note",
    lastResult: result,
    defaultValue: { text: text ?? "" },
  });
  return (
    <KeptForm action={action} noValidate autoComplete="off">
      <Stack>
        <TextArea
          {...fieldProps(fields.text, t)}
          label={t(text === undefined ? "notes.field" : "notes.change-field")}
          help={t("notes.field-help")}
          rows={4}
        />
        <div>
          <Button variant="secondary" size="small">
            {t(text === undefined ? "notes.add" : "notes.save")}
          </Button>
        </div>
      </Stack>
    </KeptForm>
  );
}
