import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { assignPanel } from "../assignments.server";
import { PlanImpossible, PlanLoads, PlanWorking } from "../components/plan-parts";
import { TracesNotice } from "../components/traces-notice";
import { AssignmentForm } from "../forms";
import { listed } from "../plan-progress";
import { lookAtPlan, seedIn } from "../plan-page.server";
import { countWaitingTraces } from "../traces.server";
import planScript from "../plan.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "wide", scripts: [planScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const seed = seedIn(search);
  const traces = await countWaitingTraces([edition.id]);
  const page = {
    title: t("selection:assignment.title"),
    traces: traces.get(edition.id)?.traces ?? 0,
    edition: { slug: edition.slug, readings: edition.readingsPerApplication },
    isRemoved: search.has("removed"),
    seed,
  };
  const address = `/office/${edition.slug}/panel/assignment?seed=${seed}`;
  return { ...page, ...(await lookAtPlan(edition, seed, address, locale)) };
}

type Plan = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["plan"]>;

/** Assigns what was shown, or nothing if it would no longer be that. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), AssignmentForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const result = await assignPanel(edition, { ...submission.value, actorId: viewer.personId });
  if (result.outcome === "changed") return data({ isChanged: true }, { status: 409 });
  throw redirect(`/office/${edition.slug}/panel?note=assigned&count=${result.added}`);
}

export default function PanelAssignment() {
  const { edition, plan, progress, address, isRemoved, traces } = useLoaderData<typeof loader>();
  const isChanged = useActionData<typeof action>()?.isChanged ?? false;
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}`;
  return (
    <>
      <PageHeader
        backHref={`${path}/panel`}
        backLabel={t("assignment.back")}
        title={t("assignment.title")}
        lead={t("assignment.lead", { count: edition.readings })}
      />
      <Stack gap="loose">
        <TracesNotice slug={edition.slug} count={traces} />
        {isRemoved && !isChanged ? <Notice role="status">{t("assignment.removed")}</Notice> : null}
        {isChanged ? (
          <Notice tone="warn" role="alert" title={t("assignment.changed.title")}>
            {t("assignment.changed.text")}
          </Notice>
        ) : null}
        {progress ? (
          <PlanWorking progress={progress} address={address} />
        ) : plan === null ? (
          <Nothing what="failed" to={`${path}/panel/assignment`} />
        ) : plan.eligible === 0 ? (
          <Nothing what="no-applications" to={`${path}/applications?status=unchecked`} />
        ) : plan.loads.length === 0 ? (
          <Nothing what="no-panel" to={`${path}/panel`} />
        ) : (
          <Whole plan={plan} />
        )}
      </Stack>
    </>
  );
}

function Nothing({ what, to }: { what: "no-applications" | "no-panel" | "failed"; to: string }) {
  const { t } = useTranslation("selection");
  return (
    <EmptyState
      title={t(`assignment.${what}.title`)}
      action={
        <ButtonLink variant="secondary" to={to}>
          {t(`assignment.${what}.action`)}
        </ButtonLink>
      }
    >
      {t(`assignment.${what}.text`)}
    </EmptyState>
  );
}

function Whole({ plan }: { plan: Plan }) {
  const { edition, seed } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/panel/assignment`;
  return (
    <>
      <PlanImpossible impossible={plan.impossible} office={`/office/${edition.slug}`} />
      {plan.withoutExperience.length > 0 && plan.added > 0 ? (
        <Notice>
          {t("assignment.without-experience", {
            count: plan.withoutExperience.length,
            codes: plan.withoutExperience.slice(0, 10).join(", "),
          })}
        </Notice>
      ) : null}
      {plan.added === 0 ? (
        plan.impossible.length === 0 ? (
          <EmptyState title={t("assignment.nothing.title")}>{t("assignment.nothing.text")}</EmptyState>
        ) : null
      ) : (
        <form method="post" action={`${path}?seed=${seed}`}>
          <input type="hidden" name="seed" value={seed} />
          <input type="hidden" name="plan" value={plan.fingerprint} />
          <p className="text-lead font-semibold">
            {t("assignment.summary", {
              readings: t("assignment.readings", { count: plan.added }),
              applications: t("assignment.applications", { count: plan.touched }),
            })}
          </p>
          <p className="mt-1 max-w-text text-muted">{t("assignment.effect")}</p>
          {plan.wishes.met + plan.wishes.against > 0 ? (
            <p className="mt-1 max-w-text text-muted">{t("assignment.wishes", plan.wishes)}</p>
          ) : null}
          <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
            <Button data-progress={t("assignment.applying")}>
              {t("assignment.apply", { count: plan.added })}
            </Button>
            <a href={path} title={t("assignment.again-help")} className="inline-flex min-h-11 items-center">
              {t("assignment.again")}
            </a>
          </div>
        </form>
      )}
      <Languages languages={plan.languages} />
      <PlanLoads loads={plan.loads} />
    </>
  );
}

/** What is written in which language, how many read it, and who does not. */
function Languages({ languages }: Pick<Plan, "languages">) {
  const { edition } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  if (languages.length === 0) return null;
  return (
    <Section title={t("assignment.languages.title")} lead={t("assignment.languages.text")}>
      <Table
        caption={t("assignment.languages.title")}
        hideCaption
        columns={[
          { key: "language", label: t("assignment.languages.language") },
          { key: "applications", label: t("assignment.languages.applications"), align: "end" },
          { key: "panelists", label: t("assignment.languages.readers"), align: "end" },
          { key: "names", label: t("assignment.languages.strangers") },
        ]}
        rows={languages}
        rowKey={({ language }) => language}
        rowHeader="language"
        cell={(row, column) => {
          switch (column) {
            case "language":
              return row.language;
            case "applications":
              return row.applications;
            case "panelists":
              return row.isShort ? (
                <Badge tone="warn">
                  {t("assignment.languages.short", { count: row.panelists, readings: edition.readings })}
                </Badge>
              ) : (
                row.panelists
              );
            default:
              return row.names.length > 0 ? listed(row.names, 8) : t("assignment.languages.everybody");
          }
        }}
      />
    </Section>
  );
}
