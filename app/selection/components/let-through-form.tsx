import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";

interface LetThroughFormProps {
  action: string;
  draft: {
    check: "open" | "met" | "unmet";
    can: boolean;
    newest: {
      id: string;
      isEligible: boolean;
      reason: string | null;
      ruledBy: string | null;
      ruledAt: string;
    } | null;
  };
  reason: string | undefined;
  error: string | undefined;
}

/** Lets a draft be sent although its answers do not meet the form's rules; what they are stays the applicant's. */
export function LetThroughForm({ action, draft, reason, error }: LetThroughFormProps) {
  const { t } = useTranslation("selection");
  const { newest } = draft;
  return (
    <Stack>
      <p className="max-w-text">{t(`applications.let-through.${draft.check}`)}</p>
      {newest?.isEligible ? (
        <Notice tone="good" title={t("applications.let-through.done")}>
          <p>
            {t("applications.ruling.by", {
              who: newest.ruledBy ?? t("applications.ruling.somebody"),
              when: newest.ruledAt,
            })}
          </p>
          {newest.reason ? <p className="whitespace-pre-line">{newest.reason}</p> : null}
        </Notice>
      ) : draft.can ? (
        <form method="post" action={action} noValidate className="grid gap-5">
          <input type="hidden" name="seen" value={newest?.id ?? ""} />
          <TextArea
            name="reason"
            rows={3}
            label={t("applications.ruling.reason")}
            help={t("applications.let-through.reason-help")}
            defaultValue={reason}
            error={error}
          />
          <div>
            <Button name="eligible" value="yes">
              {t("applications.let-through.do")}
            </Button>
          </div>
        </form>
      ) : null}
    </Stack>
  );
}
