import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { PageHeader } from "~/ui/page";
import type { ReferenceState } from "../referees";

interface ReferenceDoneProps {
  state: ReferenceState;
  token: string;
  /** The query that the link came with. */
  search: string;
  name: string;
}

/** What a link says once there is nothing to fill in. */
export function ReferenceDone({ state, token, search, name }: ReferenceDoneProps) {
  const { t } = useTranslation("applying");
  if (state === "asked") return null;
  return (
    <>
      <PageHeader title={t(`reference.${state}.title`)} lead={t(`reference.${state}.text`, { name })} />
      {state === "answered" ? (
        <ConfirmDialog
          id="retract"
          trigger={t("reference.retract.trigger")}
          triggerSize="small"
          title={t("reference.retract.title")}
          cancelLabel={t("reference.retract.keep")}
          confirm={
            <form method="post" action={`/reference/${token}/retraction${search}`}>
              <Button variant="danger">{t("reference.retract.confirm")}</Button>
            </form>
          }
        >
          <p>{t("reference.retract.text")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
