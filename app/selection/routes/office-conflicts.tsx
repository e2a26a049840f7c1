import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator, updateEdition } from "~/cohorts/editions.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { formatShortDate } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { EmptyState } from "~/ui/empty-state";
import { CheckboxGroup } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { ConflictTable } from "../components/conflict-table";
import { conflictRules, conflictStates, weakRules } from "../conflict-rules";
import { countConflicts, listConflicts } from "../office-conflicts.server";
import { pageOf, pageSize } from "../paging";
import { ConflictRulesForm } from "../panel-forms";
import { searchTies } from "../tie-search.server";

export const handle: RouteHandle = { width: "wide" };

const notes = ["confirmed", "dismissed", "declared", "rules"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const counts = await countConflicts(edition.id);
  const show = conflictStates.find((state) => state === search.get("show"));
  const total = show ? counts[show] : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const page = pageOf(search.get("page"), total);
  const rows = await listConflicts({ editionId: edition.id }, { state: show, page });
  const code = search.get("code") ?? "";
  return {
    title: t("selection:panel.conflicts.title"),
    edition: { slug: edition.slug, rules: edition.conflictRules },
    note: notes.find((note) => note === search.get("note")) ?? null,
    noteCode: /^[A-Z0-9-]{3,16}$/.test(code) ? code : "",
    counts,
    states: [...conflictStates],
    show: show ?? null,
    page,
    pages: Math.ceil(total / pageSize),
    rows: rows.map(({ declaredAt, ...row }) => ({
      ...row,
      isWeak: row.kinds.length > 0 && row.kinds.every((kind) => weakRules.includes(kind)),
      when: formatShortDate(declaredAt, locale, viewer.timeZone ?? edition.zone),
    })),
  };
}

/** Sets the rules that find conflicts, and looks for them at once. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), ConflictRulesForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  await updateEdition(viewer.personId, edition.id, { conflictRules: submission.value.rules });
  await searchTies({ editionId: edition.id });
  throw redirect(`/office/${edition.slug}/panel/conflicts?note=rules`);
}

export default function OfficeConflicts() {
  const { edition, note, noteCode, counts, states, show, rows, page, pages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/panel/conflicts`;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const href = (state: string | null, number = 1) => {
    const query = new URLSearchParams({
      ...(state ? { show: state } : {}),
      ...(number > 1 ? { page: String(number) } : {}),
    }).toString();
    return query ? `${path}?${query}` : path;
  };
  return (
    <>
      <PageHeader
        backHref={`/office/${edition.slug}/panel`}
        backLabel={t("assignment.back")}
        title={t("panel.conflicts.title")}
        lead={t("panel.conflicts.lead")}
      />
      <Stack>
        {note ? (
          <Notice tone="good" role="status">
            {t(`panel.conflicts.note.${note}`, { code: noteCode })}
          </Notice>
        ) : null}
        <Tabs
          label={t("panel.conflicts.filter")}
          items={[
            { to: href(null), label: t("panel.conflicts.all"), count: all, current: show === null },
            ...states.map((state) => ({
              to: href(state),
              label: t(`panel.conflicts.state.${state}`),
              count: counts[state],
              current: show === state,
            })),
          ]}
        />
        {rows.length === 0 ? (
          <EmptyState title={t("panel.conflicts.empty.title")}>{t("panel.conflicts.empty.text")}</EmptyState>
        ) : (
          <ConflictTable rows={rows} path={`/office/${edition.slug}`} />
        )}
        <Pagination
          page={page}
          pages={pages}
          hrefFor={(number) => href(show, number)}
          labels={{
            navigation: t("paging.navigation"),
            previous: t("paging.previous"),
            next: t("paging.next"),
            status: t("paging.status", { page, pages }),
          }}
        />
        <p>
          <a href={`${path}/declaration`}>{t("panel.conflicts.declare.link")}</a>
        </p>
        <Disclosure summary={t("panel.conflicts.rules.title")} id="rules">
          <form method="post" className="grid max-w-form gap-5">
            <CheckboxGroup
              name="rules"
              label={t("panel.conflicts.rules.label")}
              help={t("panel.conflicts.rules.help")}
              defaultValue={edition.rules}
              options={conflictRules.map((rule) => ({
                value: rule,
                label: t(`panel.conflicts.rule.${rule}.label`),
                help: t(`panel.conflicts.rule.${rule}.help`),
              }))}
            />
            <p>
              <Button variant="secondary">{t("panel.conflicts.rules.submit")}</Button>
            </p>
          </form>
        </Disclosure>
      </Stack>
    </>
  );
}
