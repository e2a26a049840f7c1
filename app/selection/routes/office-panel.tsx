import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { invitePerson } from "~/accounts/invitations.server";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { formatShortDate, languageName } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { Columns, PageHeader, Section, Stack } from "~/ui/page";
import { ProgressBar } from "~/ui/progress";
import { InvitedTable, MemberTable } from "../components/panel-tables";
import { TracesNotice } from "../components/traces-notice";
import { InviteForm } from "../forms";
import { listWithoutFurtherReader } from "../further-reader.server";
import { countConflicts } from "../office-conflicts.server";
import { listDisputed, listInvited, listPanel, readCoverage } from "../panel.server";
import { countWaitingTraces } from "../traces.server";

export const handle: RouteHandle = { width: "wide" };

/** As many codes as are worth naming before the whole list is better. */
const shownCodes = 12;

const notes = ["invited", "already", "removed", "passed-on", "withdrawn", "assigned"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const zone = viewer.timeZone ?? edition.zone;
  const [members, invited, coverage, disputed, conflicts, wanting, traced] = await Promise.all([
    listPanel(edition.id),
    listInvited(edition.id),
    readCoverage(edition),
    listDisputed(edition.id),
    countConflicts(edition.id),
    listWithoutFurtherReader(edition.id),
    countWaitingTraces([edition.id]),
  ]);
  return {
    title: t("selection:panel.title"),
    edition: { slug: edition.slug },
    note: notes.find((note) => note === search.get("note")) ?? null,
    count: Math.max(0, Number.parseInt(search.get("count") ?? "0", 10) || 0),
    members: members.map(({ personId: _personId, since, ...member }) => ({
      ...member,
      languages: member.languages.map((code) => languageName(code, locale)),
      since: formatShortDate(since, locale, zone),
    })),
    invited: invited.map(({ invitedAt, ...one }) => ({
      ...one,
      when: formatShortDate(invitedAt, locale, zone),
    })),
    coverage,
    disputed,
    wanting,
    traces: traced.get(edition.id)?.traces ?? 0,
    conflicts: {
      waiting: conflicts.waiting,
      total: conflicts.waiting + conflicts.declared + conflicts.confirmed,
    },
  };
}

/** Invites somebody to the panel. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), InviteForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { email } = submission.value;
  const { already } = await inTransaction((tx) =>
    invitePerson(tx, { email, role: "panelist", editionId: edition.id, invitedBy: viewer.personId }),
  );
  throw redirect(`/office/${edition.slug}/panel?note=${already ? "already" : "invited"}`);
}

export default function OfficePanel() {
  const { edition, members, invited, coverage, disputed, conflicts, traces } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}`;
  return (
    <>
      <PageHeader
        title={t("panel.title")}
        lead={t("panel.lead")}
        actions={
          coverage.eligible > 0 && members.length > 0 ? (
            <ButtonLink
              to={`${path}/panel/assignment`}
              variant={coverage.covered < coverage.eligible ? "primary" : "secondary"}
            >
              {t("panel.assign")}
            </ButtonLink>
          ) : undefined
        }
      />
      <Stack gap="loose">
        <Stack>
          <Note />
          <Coverage />
          <TracesNotice slug={edition.slug} count={traces} />
        </Stack>
        <Attention />
        <Section
          title={t("panel.members.title")}
          aside={
            <span className="flex flex-wrap gap-x-6">
              <a href={`${path}/panel/progress`}>{t("reading-progress.title")}</a>
              <a href={`${path}/fairness`}>{t("fairness.title")}</a>
            </span>
          }
        >
          {members.length === 0 ? (
            <EmptyState title={t("panel.members.empty.title")}>{t("panel.members.empty.text")}</EmptyState>
          ) : (
            <MemberTable members={members} path={`${path}/panel`} />
          )}
        </Section>
        <Columns>
          <Section title={t("panel.invite.title")} lead={t("panel.invite.lead")}>
            <Invite />
          </Section>
          {invited.length > 0 ? (
            <Section title={t("panel.invited.title")}>
              <InvitedTable invited={invited} path={`${path}/panel`} />
            </Section>
          ) : null}
        </Columns>
        <Columns>
          <Section title={t("panel.calibration.title")} lead={t("panel.calibration.lead")}>
            <p>
              <a href={`${path}/panel/calibration`}>{t("panel.calibration.link")}</a>
            </p>
          </Section>
          <Section title={t("panel.conflicts.title")} lead={t("panel.conflicts.lead")}>
            <p>
              {t("panel.conflicts.summary", { waiting: conflicts.waiting, total: conflicts.total })}{" "}
              <a href={`${path}/panel/conflicts`}>{t("panel.conflicts.open")}</a>
            </p>
          </Section>
        </Columns>
        {disputed.length > 0 ? (
          <Section title={t("panel.disputed.title")} lead={t("panel.disputed.text")}>
            <ul role="list" className="flex flex-wrap gap-x-6 gap-y-2">
              {disputed.map((code) => (
                <li key={code}>
                  <a href={`${path}/applications/${code}#readings`}>{code}</a>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </Stack>
    </>
  );
}

/** What only a coordinator can settle: conflicts to rule on, and readers that nobody could be found for. */
function Attention() {
  const { edition, conflicts, wanting } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}`;
  if (conflicts.waiting === 0 && wanting.length === 0) return null;
  return (
    <Section title={t("panel.attention.title")} id="attention">
      <ul role="list" className="grid max-w-text gap-4">
        {conflicts.waiting > 0 ? (
          <li>
            <a href={`${path}/panel/conflicts?show=waiting`}>
              {t("panel.attention.conflicts", { count: conflicts.waiting })}
            </a>
          </li>
        ) : null}
        {wanting.length > 0 ? (
          <li>
            {t("panel.attention.further-reader", { count: wanting.length })}{" "}
            {wanting.slice(0, shownCodes).map((code) => (
              <a key={code} href={`${path}/applications/${code}#readings`} className="me-3 inline-block">
                {code}
              </a>
            ))}
            {wanting.length > shownCodes ? (
              <a href={`${path}/panel/progress`}>
                {t("panel.attention.more", { count: wanting.length - shownCodes })}
              </a>
            ) : null}
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

function Note() {
  const { note, count } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  if (!note) return null;
  const text =
    note === "assigned"
      ? count > 0
        ? t("panel.note.assigned", { count })
        : t("panel.note.assigned-none")
      : t(`panel.note.${note}`, { count });
  return (
    <Notice tone="good" role="status">
      {text}
    </Notice>
  );
}

function Coverage() {
  const { edition, coverage } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  if (coverage.eligible === 0)
    return (
      <EmptyState
        title={t("panel.coverage.none.title")}
        action={
          <ButtonLink variant="secondary" to={`/office/${edition.slug}/applications?status=unchecked`}>
            {t("panel.coverage.none.action")}
          </ButtonLink>
        }
      >
        {t("panel.coverage.none.text")}
      </EmptyState>
    );
  const lacking = coverage.eligible - coverage.covered;
  return (
    <Stack>
      <Columns>
        <ProgressBar
          label={t("panel.coverage.covered")}
          value={coverage.covered}
          max={coverage.eligible}
          text={t("panel.coverage.text", { done: coverage.covered, total: coverage.eligible })}
        />
        <ProgressBar
          label={t("panel.coverage.submitted")}
          value={coverage.submitted}
          max={coverage.wanted}
          text={t("panel.coverage.text", { done: coverage.submitted, total: coverage.wanted })}
        />
      </Columns>
      {lacking > 0 ? <Notice tone="warn">{t("panel.coverage.lacking", { count: lacking })}</Notice> : null}
    </Stack>
  );
}

function Invite() {
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ email: string }>({ lastResult: actionData?.result });
  return (
    <KeptForm noValidate className="grid max-w-form gap-5">
      <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
      <TextField
        {...fieldProps(fields.email, t)}
        type="email"
        label={t("panel.invite.email")}
        autoComplete="off"
      />
      <p>
        <Button variant="secondary">{t("panel.invite.submit")}</Button>
      </p>
    </KeptForm>
  );
}
