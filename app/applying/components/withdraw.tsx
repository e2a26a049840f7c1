import { useTranslation } from "react-i18next";
import type { OwnStatus } from "../status.server";

/** The way to take an application back, to delete a draft, to give a place back, or to have all of it erased. */
export function Withdraw({ status }: { status: OwnStatus }) {
  const { t } = useTranslation("applying");
  if (!status.hasWayOut) return null;
  const words =
    status.submittedAt === null
      ? "draft"
      : !status.mayWithdraw
        ? "kept"
        : status.standing === "accepted"
          ? "place"
          : "sent";
  return (
    <div className="mt-14 border-t border-line pt-5 pb-4 text-small">
      <p className="max-w-text text-muted">{t(`withdraw.${words}.lead`)}</p>
      <p className="mt-2">
        <a href="/application/more">{t(`withdraw.${words}.trigger`)}</a>
      </p>
    </div>
  );
}
