import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { withinLimit } from "~/platform/limits.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Section, Stack } from "~/ui/page";
import { listEntries, startEntry } from "../entries.server";
import { EntryForm } from "../forms";

export const handle: RouteHandle = { width: "form" };

/** Applications that one coordinator may begin to type in within an hour. */
const entryLimit = { name: "entry", points: 60, windowSeconds: 3600 };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const entries = await listEntries(edition);
  return {
    title: t("applying:office.entry.new-title"),
    slug: edition.slug,
    entries: entries.map(({ code, name, begunAt }) => ({
      code,
      name,
      at: formatForReader(begunAt, locale, edition.zone, viewer.timeZone),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), EntryForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  if (!(await withinLimit(entryLimit, viewer.personId)))
    return data(
      { result: submission.reply({ fieldErrors: { name: [says("applying:office.entry.too-often")] } }) },
      { status: 429 },
    );
  const { name, email, locale } = submission.value;
  const code = await startEntry(viewer, edition, { name, email: email ?? null, locale });
  return redirect(`/office/${edition.slug}/applications/${code}/entry`);
}

export default function OfficeNewEntry() {
  const { slug, entries } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const [form, fields] = useForm<z.input<typeof EntryForm>>({
    lastResult: actionData?.result,
    defaultValue: { locale: "ru" },
  });
  return (
    <>
      <PageHeader
        title={t("office.entry.new-title")}
        lead={t("office.entry.new-lead")}
        backHref={`/office/${slug}/applications`}
        backLabel={t("office.back-to-list")}
      />
      <KeptForm noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              name: t("office.entry.name"),
              email: t("office.entry.email"),
              locale: t("office.entry.locale"),
            })}
          />
          <TextField {...fieldProps(fields.name, t)} label={t("office.entry.name")} required />
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            label={t("office.entry.email")}
            help={t("office.entry.email-help")}
            optionalText={t("office.entry.optional")}
          />
          <Select
            {...fieldProps(fields.locale, t)}
            label={t("office.entry.locale")}
            width="half"
            options={[
              { value: "en", label: "English" },
              { value: "ru", label: "Русский" },
            ]}
          />
          <div>
            <Button>{t("office.entry.begin")}</Button>
          </div>
        </Stack>
      </KeptForm>
      {entries.length > 0 ? (
        <Section title={t("office.entry.unfinished")}>
          <ul role="list" className="grid gap-2">
            {entries.map(({ code, name, at }) => (
              <li key={code}>
                <a href={`/office/${slug}/applications/${code}/entry`}>{name}</a>{" "}
                <span className="text-small text-muted">
                  {code} · {at}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
