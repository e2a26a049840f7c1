import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { readFormWithFile } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import { withinLimit } from "~/platform/limits.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { FileField, Select } from "~/ui/field";
import { PageHeader, Section, Stack } from "~/ui/page";
import { listOpenImports, startImport } from "../imports.server";
import { importLimits, type TableProblem } from "../import-table";
import { signCalled, signChoices, tableProblemWords } from "../import-text";

export const handle: RouteHandle = { width: "form" };

/** Tables that a coordinator may bring in an hour: reading one costs a while of a processor. */
const importLimit = { name: "import", points: 30, windowSeconds: 3600 };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const open = await listOpenImports(viewer, edition);
  return {
    title: t("applying:office.import.title"),
    slug: edition.slug,
    open: open.map(({ id, name, createdAt }) => ({
      id,
      name,
      at: formatForReader(createdAt, locale, edition.zone, viewer.timeZone),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  type Refusal = TableProblem | { reason: "missing" | "too-large" | "too-often"; max?: number };
  const refuse = (problem: Refusal, status: number) => data({ problem }, { status });
  const sent = await readFormWithFile(args.request, "table", importLimits.bytes);
  if (sent === "too-large") return refuse({ reason: sent, max: importLimits.bytes / 1024 / 1024 }, 413);
  const { file, form } = sent;
  if (file === "missing" || file.size === 0) return refuse({ reason: "missing" }, 400);
  if (!(await withinLimit(importLimit, viewer.personId))) return refuse({ reason: "too-often" }, 429);
  const started = await startImport(viewer, edition, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    separator: signCalled(form.get("between")),
  });
  if (started.outcome === "refused") return refuse(started.problem, 422);
  return redirect(`/office/${edition.slug}/applications/imports/${started.id}`);
}

export default function OfficeImports() {
  const { slug, open } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        title={t("office.import.title")}
        lead={t("office.import.lead")}
        backHref={`/office/${slug}/applications`}
        backLabel={t("office.back-to-list")}
      />
      <form method="post" encType="multipart/form-data" noValidate>
        <Stack>
          <FileField
            name="table"
            label={t("office.import.file")}
            help={t("office.import.file-help", { rows: importLimits.rows })}
            accept=".csv,.tsv,.txt,text/csv"
            error={problem ? tableProblemWords(problem, t) : undefined}
            required
          />
          <Select
            name="between"
            label={t("office.import.between")}
            help={t("office.import.between-help")}
            width="half"
            placeholder={t("office.import.between-found")}
            options={signChoices(t)}
          />
          <div>
            <Button>{t("office.import.upload")}</Button>
          </div>
        </Stack>
      </form>
      {open.length > 0 ? (
        <Section title={t("office.import.open")}>
          <ul role="list" className="grid gap-2">
            {open.map(({ id, name, at }) => (
              <li key={id}>
                <a href={`/office/${slug}/applications/imports/${id}`}>{name}</a>{" "}
                <span className="text-small text-muted">{at}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
