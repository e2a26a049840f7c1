import { useTranslation } from "react-i18next";
import { Disclosure } from "~/ui/disclosure";
import { CheckboxGroup, DateField, Select, TextField } from "~/ui/field";
import { FilterBar } from "~/ui/table";
import {
  countFilters,
  listChoices,
  listColumns,
  listSearch,
  unfiltered,
  type ListQuery,
} from "../application-list";
import type { ListPage } from "../list-page.server";

/** What narrows the list, and which columns it has: one form, whose answers all stand in the address. */
export function ListFilters({ page, path }: { page: ListPage; path: string }) {
  const { query } = page;
  const { t } = useTranslation("selection");
  const filters = countFilters(query);
  const isNarrowed = query.search !== "" || filters > 0;
  const isDraft = query.part === "draft";
  return (
    <FilterBar
      label={t("applications.filter.label")}
      submitLabel={t("applications.filter.submit")}
      action={path}
      {...(isNarrowed
        ? { resetHref: `${path}${listSearch(unfiltered(query))}`, resetLabel: t("applications.filter.reset") }
        : {})}
    >
      <TextField type="search" name="q" label={t("applications.filter.search")} defaultValue={query.search} />
      {isDraft ? null : (
        <Select
          name="country"
          label={t("applications.filter.country")}
          placeholder={t("applications.filter.any-country")}
          defaultValue={query.country ?? ""}
          options={page.countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {isDraft ? null : (
        <div className="filters-more">
          <Disclosure
            summary={t("list.filter.more", { count: filters - (query.country ? 1 : 0) })}
            open={filters > (query.country ? 1 : 0)}
          >
            <MoreFilters page={page} />
          </Disclosure>
          <Disclosure summary={t("list.columns.summary")}>
            <CheckboxGroup
              name="col"
              label={t("list.columns.label")}
              help={t("list.columns.help")}
              defaultValue={[...query.columns]}
              options={listColumns.map((column) => ({ value: column, label: t(`list.column.${column}`) }))}
              className="choices-in-columns"
            />
          </Disclosure>
        </div>
      )}
      <Kept query={query} />
    </FilterBar>
  );
}

function MoreFilters({ page: { query, tags } }: { page: ListPage }) {
  const { t } = useTranslation("selection");
  const any = t("list.filter.any");
  return (
    <div className="filters">
      {(["check", "readings", "decision", "flag", "source"] as const).map((key) => (
        <Select
          key={key}
          name={key}
          label={t(`list.filter.${key}`)}
          placeholder={any}
          defaultValue={query[key] ?? ""}
          options={listChoices[key].map((value) => ({ value, label: t(`list.${key}.${value}`) }))}
        />
      ))}
      {tags.length > 0 ? (
        <Select
          name="tag"
          label={t("list.filter.tag")}
          placeholder={any}
          defaultValue={query.tag ?? ""}
          options={tags.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <DateField name="from" width="full" label={t("list.filter.from")} defaultValue={query.from ?? ""} />
      <DateField name="to" width="full" label={t("list.filter.to")} defaultValue={query.to ?? ""} />
    </div>
  );
}

/** What the filter form does not ask and must not lose: the part of the list, and its order. */
function Kept({ query }: { query: ListQuery }) {
  const kept = new URLSearchParams(listSearch(unfiltered(query)));
  kept.delete("col");
  return [...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
