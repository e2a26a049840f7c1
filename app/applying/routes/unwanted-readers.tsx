import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { canNameReaders, listUnwanted, nameUnwanted } from "../unwanted-readers.server";
import { UnwantedForm, mostUnwanted } from "../unwanted-readers";
import { ApplicationField } from "../components/application-field";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const { t } = await readerWords(args);
  const db = database();
  const [named, isOpen] = await Promise.all([
    listUnwanted(db, own.application.id, viewer.key),
    canNameReaders(db, own.application, own.edition),
  ]);
  return { title: t("applying:page-title.wishes"), of: own.application.id, named, isOpen };
}

/** Names who should not read one's own application, in place of whoever was named before. */
export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const form = await readForm(args.request);
  const { viewer, own } = await theOneMeant(found, form.get("application"));
  const submission = parseForm(form, UnwantedForm);
  if (submission.status !== "success")
    return data({ result: submission.reply(), isLate: false }, { status: 400 });
  const named = await nameUnwanted(viewer, own.application.id, submission.value.readers);
  if (!named) return data({ result: submission.reply(), isLate: true }, { status: 409 });
  throw redirect("/application/readers?saved=1");
}

export default function UnwantedReaders() {
  const { named, isOpen } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("applying");
  const shown = Math.min(mostUnwanted, named.length + 1);
  const blank = { name: "", organisation: "", email: "" };
  const [form, fields] = useForm<{ readers: { name: string; organisation: string; email: string }[] }>({
    ...(reply ? { lastResult: reply.result } : {}),
    defaultValue: { readers: Array.from({ length: shown }, (_, index) => named[index] ?? blank) },
  });
  const lines = fields.readers.getFieldList();
  const labels = Object.fromEntries(
    lines.flatMap((line, index) =>
      (["name", "organisation", "email"] as const).map((part) => [
        `${line.name}.${part}`,
        `${t("readers.number", { number: index + 1 })}, ${t(`readers.${part}`)}`,
      ]),
    ),
  );
  return (
    <>
      <PageHeader
        backHref="/application"
        backLabel={t("readers.back")}
        title={t("readers.title")}
        lead={t("readers.lead")}
      />
      <Stack>
        {reply?.isLate || !isOpen ? <Notice tone="warn">{t("readers.closed")}</Notice> : null}
        {search.has("saved") && !reply ? (
          <Notice tone="good" role="status">
            {t("readers.saved")}
          </Notice>
        ) : null}
        <p>{t("readers.what")}</p>
        <p>{t("readers.honest")}</p>
        {isOpen ? (
          <KeptForm noValidate className="grid gap-8">
            <ApplicationField />
            <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t, labels)} />
            {lines.map((line, index) => {
              const part = line.getFieldset();
              return (
                <fieldset key={line.name} className="grid gap-5">
                  <legend className="mb-3 font-semibold">{t("readers.number", { number: index + 1 })}</legend>
                  <TextField
                    {...fieldProps(part.name, t)}
                    label={t("readers.name")}
                    autoComplete="off"
                    maxLength={120}
                  />
                  <TextField
                    {...fieldProps(part.organisation, t)}
                    label={t("readers.organisation")}
                    help={t("readers.organisation-help")}
                    autoComplete="off"
                    maxLength={160}
                  />
                  <TextField
                    {...fieldProps(part.email, t)}
                    type="email"
                    label={t("readers.email")}
                    optionalText={t("readers.optional")}
                    autoComplete="off"
                    maxLength={254}
                  />
                </fieldset>
              );
            })}
            <div className="flex flex-wrap items-center gap-6">
              <Button>{t("readers.submit")}</Button>
              <span className="text-muted">{t("readers.more", { max: mostUnwanted })}</span>
            </div>
          </KeptForm>
        ) : (
          <ul className="grid gap-2">
            {named.map((one, index) => (
              <li key={index}>{[one.name, one.organisation, one.email].filter(Boolean).join(", ")}</li>
            ))}
          </ul>
        )}
      </Stack>
    </>
  );
}
