import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { formatForReader, zoneCity } from "~/platform/locale/format";
import { isLocale, localeNames, locales } from "~/platform/locale/locales";
import { commonZones, isZone } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox } from "~/ui/choices";
import { Select, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { readOwnEmail, updateProfile } from "../account.server";
import { ProfileForm } from "../forms";
import { requireUser } from "../guards.server";
import { readerWords } from "../locale.server";
import { listSessions } from "../session.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const [{ locale, t }, sessions, email] = await Promise.all([
    readerWords(args),
    listSessions(viewer),
    readOwnEmail(viewer),
  ]);
  const zone = viewer.timeZone ?? "Europe/Prague";
  return {
    title: t("accounts:account.title"),
    email,
    profile: {
      name: viewer.name ?? "",
      locale: isLocale(viewer.locale) ? viewer.locale : locale,
      zone: viewer.timeZone ?? "",
      leaving: viewer.leavingEnds ? ("on" as const) : undefined,
    },
    zones: [...new Set([...commonZones, ...(viewer.timeZone ? [viewer.timeZone] : [])])].map((value) => ({
      value,
      label: zoneCity(value, locale),
    })),
    note: new URL(args.request.url).searchParams.get("note"),
    sessions: sessions.map((session) => ({
      id: session.id,
      opened: formatForReader(session.createdAt, locale, zone, null),
      seen: formatForReader(session.lastSeenAt, locale, zone, null),
      isThis: session.id === viewer.sessionHash,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const submission = parseForm(await readForm(args.request), ProfileForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { name, locale, zone, leaving } = submission.value;
  if (zone && !isZone(zone))
    return data(
      { result: submission.reply({ fieldErrors: { zone: ["platform:error.choose"] } }) },
      { status: 400 },
    );
  await updateProfile(viewer, { name, locale, timeZone: zone || null, leavingEnds: leaving === "on" });
  return redirect("/account?note=saved");
}

export default function Account() {
  const { email, profile, zones, sessions, note } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof ProfileForm>>({
    lastResult: actionData?.result,
    defaultValue: profile,
  });
  return (
    <>
      <PageHeader title={t("account.title")} lead={email} />
      {note === "saved" || note === "password" || note === "session" ? (
        <Notice tone="good" role="status">
          {t(`account.note.${note}`)}
        </Notice>
      ) : null}
      <KeptForm noValidate className="mt-6">
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              name: t("field.name"),
              locale: t("account.language"),
              zone: t("account.zone"),
            })}
          />
          <TextField
            {...fieldProps(fields.name, t)}
            label={t("field.name")}
            help={t("account.name-help")}
            autoComplete="name"
            optionalText={t("platform:optional")}
          />
          <Select
            {...fieldProps(fields.locale, t)}
            label={t("account.language")}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
          />
          <Select
            {...fieldProps(fields.zone, t)}
            label={t("account.zone")}
            help={t("account.zone-help")}
            options={[{ value: "", label: t("account.zone-none") }, ...zones]}
          />
          <Checkbox
            id={fields.leaving.id}
            name={fields.leaving.name}
            value="on"
            defaultChecked={fields.leaving.initialValue === "on"}
            label={t("account.leaving")}
            help={t("account.leaving-help")}
          />
          <div>
            <Button>{t("account.save")}</Button>
          </div>
        </Stack>
      </KeptForm>
      <Section title={t("account.password-title")} lead={t("account.password-text")}>
        <ButtonLink to="/account/password" variant="secondary">
          {t("account.password-link")}
        </ButtonLink>
      </Section>
      <Section title={t("account.sessions-title")} lead={t("account.sessions-text")}>
        <Table
          caption={t("account.sessions-title")}
          hideCaption
          columns={[
            { key: "opened", label: t("account.opened") },
            { key: "seen", label: t("account.seen") },
            { key: "end", label: t("account.end"), hideLabel: true, align: "end" },
          ]}
          rows={sessions}
          rowKey={(row) => row.id}
          cell={(row, key) =>
            key === "end" ? (
              row.isThis ? (
                t("account.this-session")
              ) : (
                <form method="post" action={`/account/sessions/${row.id}/end`}>
                  <Button
                    variant="quiet"
                    size="small"
                    aria-label={t("account.end-labelled", { when: row.opened })}
                  >
                    {t("account.end")}
                  </Button>
                </form>
              )
            ) : (
              row[key]
            )
          }
        />
      </Section>
      <Section title={t("account.erasure-title")} lead={t("account.erasure-text")}>
        <a href="/account/more">{t("account.erasure-link")}</a>
      </Section>
    </>
  );
}
