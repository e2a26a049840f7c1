import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { beginningOfWeek, weekCount } from "~/cohorts/weeks";
import { inTransaction } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { getSessionChoices } from "../choices.server";
import { SessionForm } from "../components/session-form";
import { sessionForm } from "../forms";
import { addSession } from "../sessions.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const asked = Number(new URL(args.request.url).searchParams.get("week"));
  const week = Number.isInteger(asked) && asked >= 1 && asked <= weekCount ? asked : 1;
  return {
    title: t("programme:office.session.new"),
    back: `/office/${edition.slug}/programme?week=${week}`,
    weekLabel: t("programme:week.number", { number: week }),
    values: {
      title: "",
      kind: "workshop",
      description: "",
      date: beginningOfWeek(edition.startsOn, week),
      from: "",
      to: "",
      place: "",
      facilitator: "",
      optional: "",
    },
    choices: await getSessionChoices(edition, locale),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), sessionForm(edition));
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { value } = submission;
  const added = await inTransaction((tx) => addSession(tx, edition, viewer.personId, value));
  if (typeof added === "string") {
    const result = submission.reply({ fieldErrors: { [added]: [says("programme:office.error.gone")] } });
    return data({ result }, { status: 400 });
  }
  return redirect(`/office/${edition.slug}/programme?week=${added.week}&note=added`);
}

export default function OfficeNewSession() {
  const { title, back, weekLabel, values, choices } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("programme");
  return (
    <>
      <PageHeader title={title} backHref={back} backLabel={weekLabel} />
      <SessionForm
        choices={choices}
        values={values}
        revision={0}
        submitLabel={t("office.session.create")}
        result={actionData?.result}
      />
    </>
  );
}
