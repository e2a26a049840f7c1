import { useTranslation } from "react-i18next";
import type { Attention } from "../attention";
import { sectionPath } from "../sections";

/** What wants attention in an edition, each a link to where it is done. */
export function AttentionList({ slug, items }: { slug: string; items: Attention[] }) {
  const { t } = useTranslation("office");
  if (items.length === 0) return <p className="mt-5 text-muted">{t("attention.none")}</p>;
  return (
    <ul role="list" className="mt-5 flex flex-col">
      {items.map((item) => (
        <li key={item.what} className="border-t border-line">
          <a
            href={`${sectionPath(slug, item.section)}${item.place ?? ""}`}
            className="inline-flex min-h-11 items-center"
          >
            {t(`attention.${item.what}`, { count: item.count })}
          </a>
        </li>
      ))}
    </ul>
  );
}
