import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, TextArea } from "~/ui/field";

interface RulingFormProps {
  action: string;
  /** The newest ruling that this page shows; empty if there is none. */
  seen: string;
  typed?: { eligible: string; reason: string } | undefined;
  /** Messages by field name, already translated. */
  errors?: Record<string, string>;
  /** Whether there is another application in the list to go on to. */
  hasNext: boolean;
}

/** Whether an application may go before the panel, and why not. */
export function RulingForm({ action, seen, typed, errors = {}, hasNext }: RulingFormProps) {
  const { t } = useTranslation("selection");
  return (
    <form method="post" action={action} noValidate className="grid gap-5">
      <ErrorSummary
        title={t("platform:error.summary")}
        errors={Object.entries(errors).map(([name, text]) => ({ href: `#${name}`, text }))}
      />
      <input type="hidden" name="seen" value={seen} />
      <RadioGroup
        name="eligible"
        label={t("applications.ruling.question")}
        error={errors["eligible"]}
        defaultValue={typed?.eligible}
        options={[
          { value: "yes", label: t("applications.ruling.yes") },
          { value: "no", label: t("applications.ruling.no") },
        ]}
      />
      <div className="[&_textarea]:min-h-12">
        <TextArea
          name="reason"
          rows={2}
          label={t("applications.ruling.reason")}
          help={t("applications.ruling.reason-help")}
          error={errors["reason"]}
          defaultValue={typed?.reason}
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {hasNext ? (
          <Button name="then" value="next" size="small">
            {t("applications.ruling.save-next")}
          </Button>
        ) : null}
        <Button variant={hasNext ? "secondary" : "primary"} size="small">
          {t("applications.ruling.save")}
        </Button>
      </div>
    </form>
  );
}
