import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { languagesInWords } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { newToken } from "~/platform/vault.server";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { ProgressBar } from "~/ui/progress";
import { Table } from "~/ui/table";
import { assignPanel, previewAssignment } from "../assignments.server";
import { StackedBar } from "../components/stacked-bar";
import { AssignmentForm } from "../forms";
import { shareDone, type PlanProgress } from "../plan-progress";
import planScript from "../plan.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "wide", scripts: [planScript] };

/** Milliseconds within which most plans are there, so that they need not be waited for in words. */
const patience = 1000;

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const asked = new URL(args.request.url).searchParams.get("seed");
  const seed = asked && /^[\w-]{1,40}$/.test(asked) ? asked : newToken().slice(0, 12);
  const page = {
    title: t("selection:assignment.title"),
    edition: { slug: edition.slug, readings: edition.readingsPerApplication },
    seed,
  };
  const view = await previewAssignment(edition, seed, patience);
  if (view.state !== "ready") {
    const progress = view.state === "working" ? view.progress : null;
    const address = `/office/${edition.slug}/panel/assignment?seed=${seed}`;
    return { ...page, plan: null, progress, address };
  }
  const { languages, impossible, ...plan } = view.preview;
  return {
    ...page,
    progress: null,
    address: null,
    plan: {
      ...plan,
      impossible: impossible.map(({ foreign, ...one }) => ({
        ...one,
        foreign: foreign && { names: foreign.names, language: languagesInWords(foreign.languages, locale) },
      })),
      languages: languages.map(({ languages: written, ...one }) => ({
        ...one,
        language: languagesInWords(written, locale),
        isShort: one.panelists < edition.readingsPerApplication,
      })),
    },
  };
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
  const { edition, plan, progress, address } = useLoaderData<typeof loader>();
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
        {isChanged ? (
          <Notice tone="warn" role="alert" title={t("assignment.changed.title")}>
            {t("assignment.changed.text")}
          </Notice>
        ) : null}
        {progress ? (
          <Working progress={progress} address={address} />
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

/** How far the plan is. A script looks again every moment; without it there is a link to do so. */
function Working({ progress, address }: { progress: PlanProgress; address: string }) {
  const { t } = useTranslation("selection");
  const share = Math.round(100 * shareDone(progress));
  return (
    <div className="max-w-text">
      <div data-plan={address}>
        <ProgressBar
          label={t(`assignment.progress.${progress.stage}`)}
          value={share}
          max={100}
          text={t("assignment.progress.share", { share })}
        />
        <p className="mt-3 min-h-12 text-muted">
          {progress.stage === "reading" && progress.total > 0
            ? t("assignment.progress.read", { done: progress.done, count: progress.total })
            : progress.stage === "solving"
              ? t("assignment.progress.solved", {
                  pairs: progress.pairs,
                  steps: progress.steps,
                  readings: progress.readings,
                })
              : null}
        </p>
        <p className="sr-only" role="status">
          {t(`assignment.progress.${progress.stage}`)}
        </p>
      </div>
      <p className="mt-3">{t("assignment.progress.text")}</p>
      <noscript>
        <a href={address} className="mt-3 inline-flex min-h-11 items-center">
          {t("assignment.progress.look")}
        </a>
      </noscript>
    </div>
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
      {plan.impossible.length > 0 ? (
        <div>
          <Notice tone="warn" title={t("assignment.impossible.title", { count: plan.impossible.length })}>
            {t("assignment.impossible.text")}
          </Notice>
          <Shortages shortages={plan.impossible.slice(0, mostShortages)} />
          {plan.impossible.length > mostShortages ? (
            <Disclosure
              summary={t("assignment.impossible.more", { count: plan.impossible.length - mostShortages })}
            >
              <Shortages shortages={plan.impossible.slice(mostShortages)} />
            </Disclosure>
          ) : null}
        </div>
      ) : null}
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
      <Loads loads={plan.loads} />
    </>
  );
}

/** Applications without all their readers that are shown at once. */
const mostShortages = 8;

/** Why each lacks readers, and whatever would free one. */
function Shortages({ shortages }: { shortages: Plan["impossible"] }) {
  const { edition } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}`;
  return (
    <ul role="list" className="max-w-text">
      {shortages.map(({ code, missing, barred, raise, lift, foreign }) => (
        <li key={code} className="border-b border-line py-3">
          <p>
            <a href={`${path}/applications/${code}`} className="font-semibold whitespace-nowrap">
              {code}
            </a>{" "}
            {barred > 0
              ? t("assignment.impossible.barred", { missing, count: barred })
              : raise.length > 0
                ? t("assignment.impossible.full", { missing })
                : t("assignment.impossible.too-few", { missing })}
          </p>
          <ul className="mt-1 grid list-disc gap-1 ps-5 text-small">
            {raise.length > 0 ? <li>{t("assignment.impossible.raise", { names: listed(raise) })}</li> : null}
            {lift.length > 0 ? (
              <li>
                {t("assignment.impossible.lift", { names: listed(lift) })}{" "}
                <a href={`${path}/panel/conflicts?application=${code}`}>
                  {t("assignment.impossible.rule", { code })}
                </a>
              </li>
            ) : null}
            {foreign ? (
              <li>
                {t("assignment.impossible.foreign", {
                  language: foreign.language,
                  names: listed(foreign.names),
                })}
              </li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
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

/** A few names, and that there are more. */
function listed(names: readonly string[], most = 5): string {
  return `${names.slice(0, most).join(", ")}${names.length > most ? ` (+${names.length - most})` : ""}`;
}

function Loads({ loads }: Pick<Plan, "loads">) {
  const { t } = useTranslation("selection");
  const totals = loads.map(({ before, added }) => before + added);
  const [least, greatest] = [Math.min(...totals), Math.max(...totals)];
  return (
    <Section
      title={t("assignment.loads.title")}
      lead={t(`assignment.loads.${least === greatest ? "sentence-even" : "sentence"}`, { least, greatest })}
    >
      <Table
        caption={t("assignment.loads.title")}
        hideCaption
        columns={[
          { key: "name", label: t("assignment.loads.name") },
          { key: "bar", label: t("assignment.loads.bar"), hideOnPhone: true },
          { key: "before", label: t("assignment.loads.before"), align: "end" },
          { key: "added", label: t("assignment.loads.added"), align: "end" },
          { key: "after", label: t("assignment.loads.after"), align: "end" },
        ]}
        rows={loads.map((load, index) => ({ ...load, key: String(index) }))}
        rowKey={({ key }) => key}
        rowHeader="name"
        cell={(load, column) => {
          switch (column) {
            case "name":
              return load.name;
            case "bar":
              return (
                <StackedBar
                  max={greatest}
                  parts={[
                    { value: load.before, look: "half" },
                    { value: load.added, look: "full" },
                  ]}
                  text={`${load.before} + ${load.added}`}
                />
              );
            case "before":
              return load.before;
            case "added":
              return load.added > 0 ? `+${load.added}` : "–";
            default:
              return (
                <>
                  <strong>{load.before + load.added}</strong>
                  {load.cap === null ? null : (
                    <span className="text-muted"> {t("assignment.loads.of", { cap: load.cap })}</span>
                  )}
                </>
              );
          }
        }}
      />
    </Section>
  );
}
