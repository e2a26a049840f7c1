import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator, updateEdition } from "~/cohorts/editions.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { countryName, formatShortDate } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { EmptyState } from "~/ui/empty-state";
import { Checkbox, CheckboxGroup, Select, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { FilterBar, Pagination } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { ConflictTable } from "../components/conflict-table";
import { conflictSearch, readConflictQuery } from "../conflict-list";
import { conflictRules, conflictStates, tieKinds, weakRules, type ConflictState } from "../conflict-rules";
import { countConflicts, listConflicts, listRulable } from "../office-conflicts.server";
import { pageOf, pageSize } from "../paging";
import { ConflictRulesForm } from "../panel-forms";
import { searchTies } from "../tie-search.server";

export const handle: RouteHandle = { width: "wide" };

const notes = [
  ...(["confirmed", "dismissed", "declared", "rules"] as const),
  ...(["confirmed-many", "dismissed-many", "nothing", "changed"] as const),
];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const query = readConflictQuery(search);
  const [counts, rulable] = await Promise.all([
    countConflicts(edition.id, query),
    listRulable(edition.id, query),
  ]);
  const total = query.state
    ? counts[query.state]
    : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const page = pageOf(search.get("page"), total);
  const rows = await listConflicts({ editionId: edition.id }, { query, page, withEvidence: true });
  const isCountry = (kind: string) => kind === "country" || kind === "state";
  const code = search.get("code") ?? "";
  return {
    title: t("selection:panel.conflicts.title"),
    edition: { slug: edition.slug, rules: edition.conflictRules },
    note: notes.find((note) => note === search.get("note")) ?? null,
    noteCode: /^[A-Z0-9-]{3,16}$/.test(code) ? code : "",
    noteCount: Number(/^\d{1,6}$/.exec(search.get("count") ?? "")?.[0] ?? 0),
    counts,
    states: [...conflictStates],
    kinds: [...tieKinds],
    query,
    rulable: rulable.length,
    page,
    pages: Math.ceil(total / pageSize),
    rows: rows.map(({ declaredAt, evidence, ...row }) => ({
      ...row,
      evidence:
        evidence?.map(({ kind, panelist, applicant }) => ({
          kind,
          panelist: panelist !== null && isCountry(kind) ? countryName(panelist, locale) : panelist,
          applicant,
        })) ?? null,
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
  const { edition, note, noteCode, noteCount, counts, states, kinds, query, rulable, rows, page, pages } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/panel/conflicts`;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const show = query.state;
  const href = (state: ConflictState | null, number = 1) =>
    `${path}${conflictSearch({ ...query, state }, number > 1 ? { page: String(number) } : {})}`;
  const isNarrowed = query.kind !== null || query.application !== null;
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
          <Notice tone={note === "nothing" || note === "changed" ? "warn" : "good"} role="status">
            {t(`panel.conflicts.note.${note}`, { code: noteCode, count: noteCount })}
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
        <FilterBar
          label={t("panel.conflicts.narrow.label")}
          submitLabel={t("panel.conflicts.narrow.submit")}
          {...(isNarrowed
            ? {
                resetHref: `${path}${conflictSearch({ ...query, kind: null, application: null })}`,
                resetLabel: t("panel.conflicts.narrow.reset"),
              }
            : {})}
        >
          {show ? <input type="hidden" name="show" value={show} /> : null}
          <Select
            id="kind"
            name="kind"
            label={t("panel.conflicts.narrow.kind")}
            placeholder={t("panel.conflicts.narrow.any")}
            defaultValue={query.kind ?? ""}
            options={kinds.map((value) => ({ value, label: t(`panel.conflicts.rule.${value}.label`) }))}
          />
          <TextField
            id="application"
            name="application"
            label={t("panel.conflicts.application")}
            defaultValue={query.application ?? ""}
            autoComplete="off"
          />
        </FilterBar>
        {rows.length === 0 ? (
          <EmptyState title={t("panel.conflicts.empty.title")}>{t("panel.conflicts.empty.text")}</EmptyState>
        ) : (
          <div className="grid gap-4 [&>*]:min-w-0">
            <ConflictTable
              rows={rows}
              path={`/office/${edition.slug}`}
              search={conflictSearch(query)}
              many={rulable > 0 ? "many" : undefined}
            />
            {rulable > 0 ? <Many count={rulable} action={`${path}/rulings${conflictSearch(query)}`} /> : null}
          </div>
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

/** One word on several conflicts: those ticked above, or all that the list shows. */
function Many({ count, action }: { count: number; action: string }) {
  const { t } = useTranslation("selection");
  return (
    <form
      id="many"
      method="post"
      action={action}
      aria-label={t("panel.conflicts.many.label")}
      className="grid gap-3 pt-2"
    >
      <input type="hidden" name="seen" value={count} />
      <Checkbox name="all" value="yes" label={t("panel.conflicts.many.all", { count })} />
      <div className="flex flex-wrap gap-3">
        <Button variant="secondary" name="ruling" value="confirm">
          {t("panel.conflicts.many.confirm")}
        </Button>
        <Button variant="secondary" name="ruling" value="dismiss">
          {t("panel.conflicts.many.dismiss")}
        </Button>
      </div>
    </form>
  );
}
