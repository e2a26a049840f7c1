import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { formatMoment, zoneCity } from "~/platform/locale/format";
import { findInstant, wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateTimeField, TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { extendDeadline, readExtension } from "../extension.server";
import { ExtensionForm } from "../forms";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { code, deadline } = await readExtension(edition, args.params["code"]);
  const { locale, t } = await readerWords(args);
  const { date, time } = wallClock(deadline, edition.zone);
  return {
    title: t("applying:office.extension.title"),
    code,
    back: `/office/${edition.slug}/applications/${code}`,
    zone: zoneCity(edition.zone, locale),
    deadline: formatMoment(deadline, locale, edition.zone),
    until: `${date}T${time}`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const application = await readExtension(edition, args.params["code"]);
  const submission = parseForm(await readForm(args.request), ExtensionForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { until, reason } = submission.value;
  const instant = findInstant(until.slice(0, 10), until.slice(11), edition.zone);
  if (!instant) {
    const result = submission.reply({ fieldErrors: { until: [says("platform:error.skipped")] } });
    return data({ result }, { status: 400 });
  }
  const outcome = await extendDeadline(viewer.personId, edition, application.id, { until: instant, reason });
  if (outcome !== "extended")
    return data(
      {
        result: submission.reply({
          fieldErrors: { until: [says(`applying:office.extension.error.${outcome}`)] },
        }),
      },
      { status: outcome === "decided" ? 409 : 400 },
    );
  return redirect(`/office/${edition.slug}/applications/${application.code}`);
}

export default function Extension() {
  const { code, back, zone, deadline, until } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const [form, fields] = useForm<z.input<typeof ExtensionForm>>({
    lastResult: actionData?.result,
    defaultValue: { until, reason: "" },
  });
  return (
    <>
      <PageHeader
        eyebrow={code}
        title={t("office.extension.title")}
        lead={t("office.extension.lead", { deadline, zone })}
        backHref={back}
        backLabel={t("office.extension.back")}
      />
      <KeptForm noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              until: t("office.extension.until", { zone }),
              reason: t("office.extension.reason"),
            })}
          />
          <DateTimeField
            {...fieldProps(fields.until, t)}
            label={t("office.extension.until", { zone })}
            help={t("office.extension.until-help")}
            required
          />
          <TextArea
            {...fieldProps(fields.reason, t)}
            label={t("office.extension.reason")}
            help={t("office.extension.reason-help")}
            rows={3}
            required
          />
          <div>
            <Button>{t("office.extension.confirm")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
