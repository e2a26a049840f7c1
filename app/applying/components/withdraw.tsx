import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import type { OwnStatus } from "./draft-overview";

/** The way to take an application back or to delete a draft, asked once more. */
export function Withdraw({ status }: { status: OwnStatus }) {
  const { t } = useTranslation("applying");
  if (!status.mayWithdraw) return null;
  const words = status.submittedAt === null ? "withdraw.draft" : "withdraw.sent";
  return (
    <div className="mt-14 border-t border-line pt-5 pb-4">
      <p className="mb-4 max-w-text text-small text-muted">{t(`${words}.lead`)}</p>
      <ConfirmDialog
        id="withdraw"
        trigger={t(`${words}.trigger`)}
        triggerVariant="danger"
        triggerSize="small"
        title={t(`${words}.title`)}
        cancelLabel={t("withdraw.keep")}
        confirm={
          <form method="post" action="/application/withdrawal">
            <input type="hidden" name="code" value={status.code} />
            <Button variant="danger">{t(`${words}.confirm`)}</Button>
          </form>
        }
      >
        <p>{t(`${words}.text`)}</p>
      </ConfirmDialog>
    </div>
  );
}
