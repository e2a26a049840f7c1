import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";

/** Who sees what of an answer, said before it is given. */
export function WhoSees({ floor }: { floor: number }) {
  const { t } = useTranslation("feedback");
  return (
    <Notice title={t("who.title")}>
      <ul>
        <li>{t("who.figures", { floor })}</li>
        <li>{t("who.comment", { floor })}</li>
        <li>{t("who.name")}</li>
      </ul>
    </Notice>
  );
}
