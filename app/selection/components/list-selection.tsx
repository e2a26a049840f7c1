import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/field";
import { listSearch } from "../application-list";
import type { ListPage } from "../list-page.server";

const deeds = ["letter", "rulings", "tagging", "export"] as const;

/**
 * The form around the list: what is ticked in it, or all that match, goes to the page of what is to be done with
 * them. Nothing happens before that page has said with how many.
 */
export function ListSelection({
  page,
  path,
  children,
}: {
  page: ListPage;
  path: string;
  children: ReactNode;
}) {
  const { query, total } = page;
  const { t } = useTranslation("selection");
  if (query.part === "draft") return children;
  return (
    <form method="get" aria-label={t("list.choose.label")} className="grid gap-4 [&>*]:min-w-0">
      {[...new URLSearchParams(listSearch(query))].map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="grid gap-2 border-t border-line pt-4" id="chosen">
        <Checkbox
          name="all"
          value="yes"
          label={t("list.choose.all", { count: total })}
          help={t("list.choose.help")}
        />
        <div className="flex flex-wrap gap-3">
          {deeds.map((deed) => (
            <Button key={deed} variant="secondary" formAction={`${path}/${deed}`}>
              {t(`list.choose.${deed}`)}
            </Button>
          ))}
        </div>
      </div>
    </form>
  );
}

/** The views that somebody has kept or is shown by the others, and the way to keep this one. */
export function ListViews({ page, path }: { page: ListPage; path: string }) {
  const { query, views } = page;
  const { t } = useTranslation("selection");
  const here = listSearch({ ...query, search: "" });
  return (
    <nav
      aria-label={t("list.views.label")}
      className="flex flex-wrap items-center gap-x-5 gap-y-1 text-small"
    >
      {views.length > 0 ? <span className="text-muted">{t("list.views.label")}</span> : null}
      {views.map((view) => (
        <a
          key={view.id}
          href={`${path}${view.search}`}
          aria-current={view.search === here ? "page" : undefined}
          className="inline-flex min-h-11 items-center gap-1 aria-[current=page]:font-semibold"
        >
          {view.name}
          {view.isMine ? null : (
            <span className="text-muted">
              {t("list.views.of", { who: view.owner ?? t("list.views.nobody") })}
            </span>
          )}
        </a>
      ))}
      <a href={`${path}/views${here}`} className="inline-flex min-h-11 items-center">
        {t(views.some(({ isMine }) => isMine) ? "list.views.keep-or-change" : "list.views.keep")}
      </a>
      <a href={`${path}/duplicates`} className="inline-flex min-h-11 items-center sm:ms-auto">
        {t("duplicates.title")}
      </a>
    </nav>
  );
}
