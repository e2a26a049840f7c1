import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { formatShortDate } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { InviteForm } from "../forms";
import { invitePerson, listInvitableEditions, listStaff } from "../invitations.server";
import { readerWords } from "../locale.server";
import { requireStaffKeeper } from "../scope.server";

export const handle: RouteHandle = { width: "wide" };

const notes = ["invited", "already", "ended", "withdrawn"];

export async function loader(args: LoaderFunctionArgs) {
  const { scope } = await requireStaffKeeper(args);
  const [{ locale, t }, staff, editions] = await Promise.all([
    readerWords(args),
    listStaff(scope),
    listInvitableEditions(scope),
  ]);
  const note = new URL(args.request.url).searchParams.get("note") ?? "";
  const dated = <Row extends { since: Date }>(row: Row) => ({
    ...row,
    since: formatShortDate(row.since, locale, "Europe/Prague"),
  });
  return {
    title: t("accounts:people.title"),
    isAdmin: scope.editionIds === "all",
    editions,
    held: staff.held.map(dated),
    invited: staff.invited.map(dated),
    note: notes.includes(note) ? note : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, scope } = await requireStaffKeeper(args);
  const submission = parseForm(await readForm(args.request), InviteForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { email, role, edition } = submission.value;
  const editions = await listInvitableEditions(scope);
  const chosen = editions.find(({ slug }) => slug === edition);
  if (role === "admin" && scope.editionIds !== "all")
    return data(
      { result: submission.reply({ fieldErrors: { role: [says("platform:error.choose")] } }) },
      { status: 400 },
    );
  // A coordinator without an edition is one who may open the first.
  const standsAlone =
    scope.editionIds === "all" && (role === "admin" || (role === "coordinator" && !edition));
  if (!standsAlone && !chosen)
    return data(
      { result: submission.reply({ fieldErrors: { edition: [says("accounts:people.edition-needed")] } }) },
      { status: 400 },
    );
  const { already } = await inTransaction((tx) =>
    invitePerson(tx, {
      email,
      role,
      editionId: standsAlone ? null : (chosen?.id ?? null),
      invitedBy: viewer.personId,
    }),
  );
  return redirect(`/office/people?note=${already ? "already" : "invited"}`);
}

export default function People() {
  const { isAdmin, editions, held, invited, note } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof InviteForm>>({ lastResult: actionData?.result });
  const roles = ["panelist", "facilitator", "mentor", "coordinator", ...(isAdmin ? ["admin"] : [])];
  return (
    <>
      <PageHeader title={t("people.title")} lead={t(isAdmin ? "people.lead-all" : "people.lead-own")} />
      {note ? (
        <Notice tone="good" role="status" className="mb-8">
          {t(`people.note.${note}`)}
        </Notice>
      ) : null}
      <Section title={t("people.held")}>
        <StaffTable
          caption={t("people.held")}
          rows={held}
          act={(row) => (
            <ConfirmDialog
              id={`end-${row.id}`}
              trigger={t("people.end")}
              triggerVariant="quiet"
              triggerSize="small"
              title={`${t("people.end")}: ${row.name}, ${t(`role.${row.role}`)}`}
              cancelLabel={t("people.cancel")}
              confirm={
                <form method="post" action={`/office/people/roles/${row.id}/end`}>
                  <Button variant="danger">{t("people.end")}</Button>
                </form>
              }
            >
              <p>{t("people.end-confirm")}</p>
              {row.role === "panelist" ? <p className="mt-2">{t("people.end-panelist")}</p> : null}
            </ConfirmDialog>
          )}
        />
      </Section>
      {invited.length > 0 ? (
        <Section title={t("people.invited")}>
          <StaffTable
            caption={t("people.invited")}
            rows={invited}
            act={(row) => (
              <form method="post" action={`/office/people/invitations/${row.id}/withdrawal`}>
                <Button variant="quiet" size="small" aria-label={`${t("people.withdraw")}: ${row.name}`}>
                  {t("people.withdraw")}
                </Button>
              </form>
            )}
          />
        </Section>
      ) : null}
      <Section title={t("people.invite")} lead={t("people.invite-text")}>
        <KeptForm noValidate className="max-w-form">
          <Stack>
            <ErrorSummary
              title={t("platform:error.summary")}
              errors={errorLinks(form, t, {
                email: t("field.email"),
                role: t("people.role-label"),
                edition: t("people.edition-label"),
              })}
            />
            <TextField
              {...fieldProps(fields.email, t)}
              type="email"
              label={t("field.email")}
              autoComplete="off"
              required
            />
            <Select
              {...fieldProps(fields.role, t)}
              label={t("people.role-label")}
              options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
            />
            <Select
              {...fieldProps(fields.edition, t)}
              label={t("people.edition-label")}
              help={isAdmin ? t("people.edition-help") : undefined}
              options={[
                ...(isAdmin ? [{ value: "", label: "—" }] : []),
                ...editions.map(({ slug, name }) => ({ value: slug, label: name })),
              ]}
            />
            <div>
              <Button>{t("people.submit")}</Button>
            </div>
          </Stack>
        </KeptForm>
      </Section>
    </>
  );
}

interface StaffRow {
  id: string;
  name: string;
  role: string;
  edition: string | null;
  since: string;
}

/** People with a role each, and what can be done about it. */
function StaffTable({
  caption,
  rows,
  act,
}: {
  caption: string;
  rows: StaffRow[];
  act: (row: StaffRow) => ReactNode;
}) {
  const { t } = useTranslation("accounts");
  return (
    <Table
      caption={caption}
      hideCaption
      columns={[
        { key: "name", label: t("people.name") },
        { key: "role", label: t("people.role-label") },
        { key: "edition", label: t("people.edition-label") },
        { key: "since", label: t("people.since"), align: "end" },
        { key: "act", label: t("people.end"), hideLabel: true, align: "end" },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      rowHeader="name"
      cell={(row, key) => {
        switch (key) {
          case "role":
            return t(`role.${row.role}`);
          case "edition":
            return row.edition ?? "—";
          case "act":
            return act(row);
          default:
            return key === "since" ? row.since : row.name;
        }
      }}
    />
  );
}
