import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { TraceLine } from "../components/trace-line";
import { loadTracesPage } from "../traces-page.server";

export const handle: RouteHandle = { width: "wide" };

/** What in an edition could tell who wrote an application, application by application, until somebody rules. */
export function loader(args: LoaderFunctionArgs) {
  return loadTracesPage(args);
}

export default function Traces() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${page.slug}/applications`;
  return (
    <>
      <PageHeader
        backHref={path}
        backLabel={t("traces.back")}
        title={t("traces.title")}
        lead={t("traces.lead")}
      />
      <Stack>
        <Ruled />
        {page.unlooked > 0 ? <Notice>{t("traces.unlooked", { count: page.unlooked })}</Notice> : null}
        {page.waiting === 0 ? (
          <EmptyState title={t("traces.none.title")}>{t("traces.none.text")}</EmptyState>
        ) : (
          <form method="post" action={`${path}/traces/rulings`} className="grid gap-6">
            <input type="hidden" name="page" value={page.page} />
            {/* What Enter presses. */}
            <button hidden name="hidden" value="chosen" />
            <p className="text-lead font-semibold">
              {t("traces.waiting", {
                words: t("traces.words", { count: page.waiting }),
                applications: t("traces.applications", { count: page.applications }),
              })}
            </p>
            {page.rows.map(({ code, traces }) => (
              <section key={code} className="section">
                <h2 className="text-lead">
                  <a href={`${path}/${code}/redactions`}>{code}</a>
                </h2>
                <ul role="list" className="mt-3 grid gap-4">
                  {traces.map((trace) => (
                    <TraceLine key={trace.mark} code={code} trace={trace} canBeTicked />
                  ))}
                </ul>
              </section>
            ))}
            <div className="z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-paper py-3 sm:sticky sm:bottom-0">
              <Button size="small" name="hidden" value="chosen">
                {t("traces.hide-chosen")}
              </Button>
              <Button size="small" variant="secondary" name="shown" value="chosen">
                {t("traces.show-chosen")}
              </Button>
              <Button size="small" variant="quiet" name="hidden" value="all">
                {t("traces.hide-all", { count: page.waiting })}
              </Button>
            </div>
          </form>
        )}
        <Pagination
          page={page.page}
          pages={page.pages}
          hrefFor={(number) => `${path}/traces?page=${number}`}
          labels={{
            navigation: t("paging.navigation"),
            previous: t("paging.previous"),
            next: t("paging.next"),
            status: t("paging.status", { page: page.page, pages: page.pages }),
          }}
        />
      </Stack>
    </>
  );
}

/** What has just been ruled, told once. */
function Ruled() {
  const [search] = useSearchParams();
  const { t } = useTranslation("selection");
  const as = search.has("hidden") ? "hidden" : search.has("shown") ? "shown" : null;
  if (!as) return null;
  const count = Number(search.get(as));
  return (
    <Notice tone={count > 0 ? "good" : "warn"} role="status">
      {count > 0 ? t(`traces.ruled.${as}`, { count }) : t("traces.ruled.nothing")}
    </Notice>
  );
}
