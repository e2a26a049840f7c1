import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { answerLines } from "~/questions/answer-text";
import { requireCoordinator } from "~/cohorts/editions.server";
import { questionsOf, worded } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Checkbox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Cluster, PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { ColumnTargets } from "../components/column-targets";
import { getImport, rehearseImport, saveMapping } from "../imports.server";
import { judgeMapping, targetsOf, type Mapping } from "../import-mapping";
import { problemWords, targetWords } from "../import-text";

export const handle: RouteHandle = { width: "wide" };

/** Problems that a page shows; the rest is counted. */
const shownProblems = 200;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const state = await getImport(database(), viewer, edition, idParam(args.params["id"]));
  const { rows, problems } = await rehearseImport(database(), edition, state);
  const form = state.form.definition;
  const questions = new Map(questionsOf(form).map((question) => [question.key, question]));
  const first = rows[0];
  return {
    title: t("applying:office.import.map-title"),
    slug: edition.slug,
    id: state.id,
    name: state.name,
    allowGaps: state.allowGaps,
    mapping: state.mapping,
    columns: state.table.columns.map((name, index) => ({
      name,
      samples: [...new Set(state.table.rows.map((row) => row[index]?.trim() ?? ""))]
        .filter(Boolean)
        .slice(0, 2)
        .map((text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)),
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
    example: first
      ? [
          { term: t("applying:office.import.target.name"), lines: [first.name] },
          ...[...questions.values()].flatMap((question) => {
            const lines = answerLines(question, first.answers[question.key], locale);
            return lines.length > 0 ? [{ term: worded(question.label, locale), lines }] : [];
          }),
        ]
      : [],
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const id = idParam(args.params["id"]);
  const state = await getImport(database(), viewer, edition, id);
  const form = await readForm(args.request);
  const mapping: Mapping = {};
  for (const index of state.table.columns.keys()) {
    const target = form.get(`column.${index}`);
    if (typeof target === "string" && target !== "") mapping[String(index)] = target;
  }
  const wrong = judgeMapping(mapping, state.table.columns, state.form.definition);
  if (wrong.length > 0) return data({ wrong, mapping }, { status: 400 });
  await saveMapping(viewer, edition, id, mapping, form.get("gaps") === "yes");
  return redirect(`/office/${edition.slug}/applications/imports/${id}#problems`);
}

export default function OfficeImport() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const path = `/office/${page.slug}/applications/imports/${page.id}`;
  const isReady = page.problems.length === 0 && page.rows > 0;
  return (
    <>
      <PageHeader
        title={t("office.import.map-title")}
        eyebrow={page.name}
        lead={t("office.import.map-lead")}
        backHref={`/office/${page.slug}/applications/imports`}
        backLabel={t("office.import.back")}
      />
      <form method="post" noValidate>
        <Stack>
          <ColumnTargets
            columns={page.columns}
            targets={page.targets}
            mapping={result?.mapping ?? page.mapping}
            wrong={result?.wrong ?? []}
          />
          <Checkbox
            name="gaps"
            value="yes"
            label={t("office.import.gaps")}
            help={t("office.import.gaps-help")}
            defaultChecked={page.allowGaps}
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
          {isReady ? (
            <Notice tone="good">{t("office.import.ready")}</Notice>
          ) : (
            <>
              <Notice tone="warn">
                {page.rows === 0
                  ? t("office.import.no-rows")
                  : t("office.import.not-ready", { count: page.badRows })}
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
                  cell={(problem, key) => problem[key]}
                />
              ) : null}
              {page.hiddenProblems > 0 ? (
                <p className="text-muted">{t("office.import.more", { count: page.hiddenProblems })}</p>
              ) : null}
            </>
          )}
          <Cluster>
            {isReady ? (
              <form method="post" action={`${path}/completion`}>
                <Button>{t("office.import.apply", { count: page.rows })}</Button>
              </form>
            ) : null}
            <form method="post" action={`${path}/removal`}>
              <Button variant="quiet">{t("office.import.discard")}</Button>
            </form>
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
