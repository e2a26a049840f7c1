import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { answerLines } from "~/questions/answer-text";
import { requireCoordinator } from "~/cohorts/editions.server";
import { questionsOf, worded, type Question } from "~/cohorts/questions";
import { readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Checkbox, Select } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Cluster, PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { ColumnTargets } from "../components/column-targets";
import type { ImportedRow } from "../import-rows";
import type { TableProblem } from "../import-table";
import { rehearseImport, saveChoices, type ImportState } from "../imports.server";
import { targetsOf, type Mapping } from "../import-mapping";
import {
  nameOfSign,
  problemWords,
  shorten,
  signCalled,
  signChoices,
  tableProblemWords,
  targetWords,
} from "../import-text";

export const handle: RouteHandle = { width: "wide" };

/** Problems that a page shows; the rest is counted. */
const shownProblems = 200;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const words = await readerWords(args);
  const { t } = words;
  const state = await rehearseImport(viewer, edition, idParam(args.params["id"]));
  const about = {
    title: t("applying:office.import.map-title"),
    slug: edition.slug,
    id: state.id,
    name: state.name,
  };
  return "problem" in state.read
    ? { ...about, problem: state.read.problem, page: null }
    : { ...about, problem: null, page: shownTable(state, state.read, words) };
}

/** What a page shows of a table that was read through. */
function shownTable(
  { choices, form }: ImportState,
  { columns, mapping, separator, rows, problems }: Exclude<ImportState["read"], { problem: TableProblem }>,
  { locale, t }: Awaited<ReturnType<typeof readerWords>>,
) {
  const questions = new Map(questionsOf(form).map((question) => [question.key, question]));
  return {
    allowGaps: choices.allowGaps,
    separator,
    mapping,
    columns: columns.map(({ name, samples, asks }, index) => ({
      name,
      samples: samples.map(shorten),
      asks,
      manner: choices.manners[index] ?? "",
    })),
    targets: targetsOf(form).map((target) => ({ value: target.value, ...targetWords(target, locale, t) })),
    rows: rows.length,
    badRows: new Set(problems.map(({ row }) => row)).size,
    problems: problems.slice(0, shownProblems).map((problem, index) => ({
      key: String(index),
      row: String(problem.row),
      column: problem.column ?? "–",
      text: problemWords(problem, questions.get(problem.question ?? ""), locale, t),
    })),
    hiddenProblems: Math.max(0, problems.length - shownProblems),
    example: exampleOf(rows[0], questions.values(), locale, t),
  };
}

/** The first row, as it would arrive. */
function exampleOf(
  row: ImportedRow | undefined,
  questions: Iterable<Question>,
  locale: Locale,
  t: Translate,
): { term: string; lines: string[] }[] {
  if (!row) return [];
  return [
    { term: t("applying:office.import.target.name"), lines: [row.name] },
    ...[...questions].flatMap((question) => {
      const lines = answerLines(question, row.answers[question.key], locale);
      return lines.length > 0 ? [{ term: worded(question.label, locale), lines }] : [];
    }),
  ];
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const id = idParam(args.params["id"]);
  const form = await readForm(args.request);
  const mapping = numbered(form, "column");
  const manners = numbered(form, "manner");
  const between = signCalled(form.get("between"));
  const allowGaps = form.get("gaps") === "yes";
  const saved = await saveChoices(viewer, edition, id, between, { mapping, manners, allowGaps });
  const sent = { mapping, manners, allowGaps, between: between === undefined ? "own" : nameOfSign(between) };
  if (saved.outcome === "no-table") return data({ wrong: [], problem: saved.problem, sent }, { status: 422 });
  if (saved.outcome === "wrong") return data({ wrong: saved.wrong, problem: null, sent }, { status: 400 });
  return redirect(`/office/${edition.slug}/applications/imports/${id}#problems`);
}

/** What was sent for columns under a name, by their numbers; what was left open is not in it. */
function numbered(form: FormData, name: string): Mapping {
  return Object.fromEntries(
    [...form].flatMap(([field, value]): [string, string][] => {
      const column = field.startsWith(`${name}.`) ? field.slice(name.length + 1) : "";
      return /^\d{1,3}$/.test(column) && typeof value === "string" && value !== "" ? [[column, value]] : [];
    }),
  );
}

export default function OfficeImport() {
  const { slug, id, name, problem, page } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  const path = `/office/${slug}/applications/imports/${id}`;
  return (
    <>
      <PageHeader
        title={t("office.import.map-title")}
        eyebrow={name}
        lead={page ? t("office.import.map-lead") : undefined}
        backHref={`/office/${slug}/applications/imports`}
        backLabel={t("office.import.back")}
      />
      {page ? (
        <TablePage page={page} path={path} />
      ) : (
        <Stack>
          <Notice tone="bad" title={t("office.import.unreadable")}>
            {tableProblemWords(problem, t)}
          </Notice>
          <Discard path={path} />
        </Stack>
      )}
    </>
  );
}

type Page = ReturnType<typeof shownTable>;

function TablePage({ page, path }: { page: Page; path: string }) {
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const isReady = page.problems.length === 0 && page.rows > 0;
  return (
    <>
      <form method="post" noValidate>
        <Stack>
          <Select
            name="between"
            label={t("office.import.between")}
            help={t("office.import.between-again")}
            width="half"
            options={signChoices(t, page.separator)}
            defaultValue={result?.sent.between ?? nameOfSign(page.separator)}
            error={result?.problem ? tableProblemWords(result.problem, t) : undefined}
          />
          <ColumnTargets
            columns={page.columns}
            targets={page.targets}
            mapping={result?.sent.mapping ?? page.mapping}
            manners={result?.sent.manners}
            wrong={result?.wrong ?? []}
          />
          <Checkbox
            name="gaps"
            value="yes"
            label={t("office.import.gaps")}
            help={t("office.import.gaps-help")}
            defaultChecked={result?.sent.allowGaps ?? page.allowGaps}
          />
          <div>
            <Button variant={isReady ? "secondary" : "primary"}>{t("office.import.check")}</Button>
          </div>
        </Stack>
      </form>
      <Section
        id="problems"
        title={t("office.import.rehearsal")}
        lead={t("office.import.rows", { count: page.rows })}
      >
        <Stack>
          {isReady ? <Notice tone="good">{t("office.import.ready")}</Notice> : <Problems page={page} />}
          <Cluster>
            {isReady ? (
              <form method="post" action={`${path}/completion`}>
                <Button>{t("office.import.apply", { count: page.rows })}</Button>
              </form>
            ) : null}
            <Discard path={path} />
          </Cluster>
        </Stack>
      </Section>
      {page.example.length > 0 ? (
        <Section title={t("office.import.example")} lead={t("office.import.example-text")}>
          <DefinitionList
            items={page.example.map(({ term, lines }) => ({ term, description: lines.join("\n") }))}
          />
        </Section>
      ) : null}
    </>
  );
}

/** What keeps the table from being brought in, row by row. */
function Problems({ page }: { page: Page }) {
  const { t } = useTranslation("applying");
  return (
    <>
      <Notice tone="warn">
        {page.rows === 0 ? t("office.import.no-rows") : t("office.import.not-ready", { count: page.badRows })}
      </Notice>
      {page.problems.length > 0 ? (
        <Table
          caption={t("office.import.problems")}
          hideCaption
          columns={[
            { key: "row", label: t("office.import.row") },
            { key: "column", label: t("office.import.column") },
            { key: "text", label: t("office.import.wrong") },
          ]}
          rows={page.problems}
          rowKey={({ key }) => key}
          cell={(problem, key) => <span className="wrap-anywhere">{problem[key]}</span>}
        />
      ) : null}
      {page.hiddenProblems > 0 ? (
        <p className="text-muted">{t("office.import.more", { count: page.hiddenProblems })}</p>
      ) : null}
    </>
  );
}

function Discard({ path }: { path: string }) {
  const { t } = useTranslation("applying");
  return (
    <form method="post" action={`${path}/removal`}>
      <Button variant="quiet">{t("office.import.discard")}</Button>
    </form>
  );
}
