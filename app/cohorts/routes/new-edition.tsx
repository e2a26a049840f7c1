import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { requireRole } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { EditionFields } from "../components/edition-fields";
import { createEdition } from "../editions.server";
import { editionLabels } from "../edition-labels";
import { EditionForm, editionValues, fellowshipCountries } from "../forms";
import { proposeEdition } from "../proposal";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, "coordinator");
  const { t } = await readerWords(args);
  const proposal = proposeEdition(wallClock(now(), "Europe/Prague").date);
  return { title: t("cohorts:edition.new-title"), proposal };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRole(args, "coordinator");
  const submission = parseForm(await readForm(args.request), EditionForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const edition = await createEdition(viewer.personId, editionValues(submission.value));
  if (!edition)
    return data(
      { result: submission.reply({ fieldErrors: { slug: [says("cohorts:edition.error.taken")] } }) },
      { status: 409 },
    );
  return redirect(`/office/${edition.slug}?note=opened`);
}

export default function NewEdition() {
  const { proposal } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  const [form, fields] = useForm<z.input<typeof EditionForm>>({
    lastResult: actionData?.result,
    defaultValue: {
      ...proposal,
      zone: "Europe/Prague",
      places: "12",
      graceMinutes: "60",
      readingsPerApplication: "2",
      acceptDays: "7",
      countries: [...fellowshipCountries],
    },
  });
  return (
    <>
      <PageHeader
        title={t("edition.new-title")}
        lead={t("edition.new-text")}
        backHref="/office"
        backLabel={t("edition.back")}
      />
      <KeptForm noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t, editionLabels(t))} />
          <EditionFields fields={fields} />
          <TextField
            {...fieldProps(fields.slug, t)}
            label={t("edition.slug")}
            help={t("edition.slug-help")}
            width="half"
            required
          />
          <div>
            <Button>{t("edition.open")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
