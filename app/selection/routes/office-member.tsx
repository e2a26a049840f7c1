import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { readPeople } from "~/accounts/people.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { countryName, formatShortDate, languageName } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, NumberField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { ConflictTable } from "../components/conflict-table";
import { hasAgreed } from "../confidentiality";
import { weakRules } from "../conflict-rules";
import { listConflicts } from "../office-conflicts.server";
import { MemberForm } from "../panel-forms";
import { findMember, setMember } from "../panelists.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const roleId = idParam(args.params["id"]);
  const member = await findMember(database(), edition.id, roleId);
  if (!member) throw notFound();
  const [names, conflicts] = await Promise.all([
    readPeople([member.personId]),
    listConflicts({ editionId: edition.id, panelistId: member.personId }),
  ]);
  const { profile } = member;
  const day = (at: Date) => formatShortDate(at, locale, viewer.timeZone ?? edition.zone);
  const none = t("selection:panel.member.unsaid");
  const facts: [string, string][] = [
    ["email", names.get(member.personId)?.email ?? none],
    ["since", day(member.since)],
    [
      "agreement",
      hasAgreed(member) && member.agreedAt ? day(member.agreedAt) : t("selection:panel.member.not-agreed"),
    ],
    ["languages", member.languages.map((code) => languageName(code, locale)).join(", ") || none],
    ["expertise", profile.expertise.join(", ") || none],
    ["organisation", profile.organisation || none],
    ["familyNames", profile.familyNames || none],
    ["citizenship", profile.citizenship ? countryName(profile.citizenship, locale) : none],
    ["employerState", profile.employerState ? countryName(profile.employerState, locale) : none],
  ];
  return {
    title: names.get(member.personId)?.name ?? t("selection:panel.title"),
    edition: { slug: edition.slug },
    roleId,
    facts: facts.map(([term, description]) => ({
      term: t(`selection:panel.member.${term}`),
      description,
    })),
    cap: member.cap,
    experienced: member.experienced,
    conflicts: conflicts.map(({ declaredAt, ...row }) => ({
      ...row,
      isWeak: row.kinds.length > 0 && row.kinds.every((kind) => weakRules.includes(kind)),
      when: day(declaredAt),
    })),
  };
}

/** Sets a member's cap, and whether they count as experienced. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const roleId = idParam(args.params["id"]);
  const member = await findMember(database(), edition.id, roleId);
  if (!member) throw notFound();
  const submission = parseForm(await readForm(args.request), MemberForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { cap, experienced } = submission.value;
  await inTransaction((tx) =>
    setMember(tx, {
      editionId: edition.id,
      personId: member.personId,
      actorId: viewer.personId,
      cap,
      experienced: experienced === "yes",
    }),
  );
  throw redirect(`/office/${edition.slug}/panel/members/${roleId}?saved=1`);
}

export default function OfficeMember() {
  const { title, edition, roleId, facts, cap, experienced, conflicts } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const [search] = useSearchParams();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ cap: string }>({
    ...(result ? { lastResult: result } : {}),
    defaultValue: { cap: cap === null ? "" : String(cap) },
  });
  return (
    <>
      <PageHeader
        backHref={`/office/${edition.slug}/panel`}
        backLabel={t("assignment.back")}
        title={title}
        actions={
          <ButtonLink variant="secondary" to={`/office/${edition.slug}/panel/members/${roleId}/removal`}>
            {t("panel.members.remove-confirm")}
          </ButtonLink>
        }
      />
      <Stack gap="loose">
        {search.has("saved") && !result ? (
          <Notice tone="good" role="status">
            {t("panel.member.saved")}
          </Notice>
        ) : null}
        <DefinitionList items={facts} />
        <Section title={t("panel.member.settings")}>
          <KeptForm noValidate className="grid max-w-form gap-5">
            <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
            <NumberField
              {...fieldProps(fields.cap, t)}
              label={t("panel.member.cap")}
              help={t("panel.member.cap-help")}
              min={0}
              max={500}
            />
            <Checkbox
              name="experienced"
              value="yes"
              label={t("panel.member.experienced")}
              help={t("panel.member.experienced-help")}
              defaultChecked={experienced}
            />
            <p>
              <Button variant="secondary">{t("panel.member.save")}</Button>
            </p>
          </KeptForm>
        </Section>
        {conflicts.length > 0 ? (
          <Section title={t("panel.conflicts.title")}>
            <ConflictTable rows={conflicts} path={`/office/${edition.slug}`} />
          </Section>
        ) : null}
      </Stack>
    </>
  );
}
