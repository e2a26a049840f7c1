import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";

/** Says how much could tell the panel who wrote an application, before anything is handed out; nothing where none. */
export function TracesNotice({ slug, count }: { slug: string; count: number }) {
  const { t } = useTranslation("selection");
  if (count === 0) return null;
  return (
    <Notice tone="warn" title={t("traces.before-panel.title", { count })}>
      <p>{t("traces.before-panel.text")}</p>
      <p>
        <a href={`/office/${slug}/applications/traces`} className="inline-flex min-h-11 items-center">
          {t("traces.before-panel.link")}
        </a>
      </p>
    </Notice>
  );
}
