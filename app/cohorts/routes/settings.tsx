import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { env } from "~/platform/env.server";
import { errorLinks, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { ContactFields } from "../components/contact-fields";
import { EditionFields } from "../components/edition-fields";
import { RefereeFields } from "../components/referee-fields";
import { contactOf } from "../contact.server";
import { editionLabels } from "../edition-labels";
import { requireCoordinator, updateEdition } from "../editions.server";
import { EditionSettingsForm, editionValues } from "../forms";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const moment = (at: Date) => {
    const { date, time } = wallClock(at, edition.zone);
    return `${date}T${time}`;
  };
  const { name, zone, startsOn, endsOn, countries } = edition;
  return {
    title: t("cohorts:edition.settings-title"),
    usual: { ...contactOf(null), sender: env().MAIL_FROM },
    saved: new URL(args.request.url).searchParams.has("saved"),
    values: {
      ...{ name, zone, startsOn, endsOn, countries },
      places: String(edition.places),
      graceMinutes: String(edition.graceMinutes),
      readingsPerApplication: String(edition.readingsPerApplication),
      acceptDays: String(edition.acceptDays),
      refereesAsked: edition.refereesAsked,
      refereesWanted: String(edition.refereesWanted),
      refereeDays: String(edition.refereeDays),
      refereesTold: edition.refereesTold,
      controller: edition.controller ?? "",
      contact: edition.contact ?? "",
      contactNote: edition.contactNote ?? "",
      lettersFrom: edition.lettersFrom ?? "",
      callOpensAt: moment(edition.callOpensAt),
      callClosesAt: moment(edition.callClosesAt),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), EditionSettingsForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  await updateEdition(viewer.personId, edition.id, editionValues(submission.value));
  return redirect(`/office/${edition.slug}/settings?saved=1`);
}

export default function Settings() {
  const { values, saved, usual } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  const [form, fields] = useForm<z.input<typeof EditionSettingsForm>>({
    lastResult: actionData?.result,
    defaultValue: values,
  });
  return (
    <>
      <PageHeader title={t("edition.settings-title")} lead={t("edition.settings-text")} />
      <KeptForm noValidate>
        <Stack>
          {saved ? (
            <Notice tone="good" role="status">
              {t("edition.saved")}
            </Notice>
          ) : null}
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t, editionLabels(t))} />
          <EditionFields fields={fields} />
          <RefereeFields fields={fields} />
          <ContactFields fields={fields} usual={usual} />
          <div>
            <Button>{t("edition.save")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
