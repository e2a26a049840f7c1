import { Badge } from "../badge";
import { ButtonLink } from "../button";
import { EmptyState } from "../empty-state";
import { Checkbox, Select, TextField } from "../field";
import { Section, Stack } from "../page";
import { FilterBar, Pagination, Table } from "../table";
import type { Column } from "../table";

type Key = "pick" | "code" | "country" | "state" | "readings" | "score";

const columns: Column<Key>[] = [
  { key: "pick", label: "Select", hideLabel: true },
  { key: "code", label: "Code", sortHref: "?sort=code" },
  { key: "country", label: "Country" },
  { key: "state", label: "State" },
  { key: "readings", label: "Readings", align: "end", hideOnPhone: true },
  { key: "score", label: "Score", align: "end", sortHref: "?sort=score", sorted: "descending" },
];

const rows = [
  {
    code: "KR4-7TM",
    country: "Kyrgyzstan",
    tone: "good",
    state: "Shortlisted",
    readings: "3 of 3",
    score: "4.27",
  },
  {
    code: "TJ1-9QX",
    country: "Tajikistan",
    tone: "warn",
    state: "Needs a third reader",
    readings: "2 of 3",
    score: "3.90",
  },
  {
    code: "KZ8-2LB",
    country: "Kazakhstan",
    tone: "accent",
    state: "In reading",
    readings: "1 of 2",
    score: "3.6",
  },
  { code: "UZ5-0DF", country: "Uzbekistan", tone: "neutral", state: "Withdrawn", readings: "0", score: "–" },
] as const;

/** What people who live in lists see. */
export function GalleryLists() {
  return (
    <>
      <Section title="A list" aside={<a href="#all">All 612 applications</a>}>
        <Stack>
          <FilterBar label="Filter applications" submitLabel="Show" resetHref="?" resetLabel="Show all">
            <TextField type="search" name="q" label="Code or word" />
            <Select
              name="state"
              label="State"
              placeholder="Any"
              options={[{ value: "reading", label: "In reading" }]}
            />
            <Select
              name="from"
              label="Country"
              placeholder="Any"
              options={[{ value: "kg", label: "Kyrgyzstan" }]}
            />
          </FilterBar>
          <Table
            caption="Applications by score, highest first"
            columns={columns}
            rows={[...rows]}
            rowKey={(row) => row.code}
            rowHeader="code"
            dim={(row) => row.state === "Withdrawn"}
            cell={(row, column) => {
              if (column === "pick") {
                return (
                  <Checkbox
                    hideLabel
                    name="pick"
                    id={`pick-${row.code}`}
                    label={`Select ${row.code}`}
                    value={row.code}
                    defaultChecked={row.code === "TJ1-9QX"}
                  />
                );
              }
              if (column === "code") return <a href={`#${row.code}`}>{row.code}</a>;
              if (column === "state") return <Badge tone={row.tone}>{row.state}</Badge>;
              return row[column];
            }}
          />
          <Pagination
            page={4}
            pages={13}
            hrefFor={(page) => `?page=${page}`}
            labels={{ navigation: "Pages", previous: "Previous", next: "Next", status: "Page 4 of 13" }}
          />
        </Stack>
      </Section>
      <Section title="An empty list">
        <EmptyState
          title="Nothing waits for you"
          action={
            <ButtonLink to="/calibration" variant="secondary">
              Read the calibration files
            </ButtonLink>
          }
        >
          New applications are assigned on Monday 2 February. Until then you can practise on three examples.
        </EmptyState>
      </Section>
    </>
  );
}
