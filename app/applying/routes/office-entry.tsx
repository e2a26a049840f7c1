import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { worded } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, DateField } from "~/ui/field";
import { PageHeader, Section, Stack } from "~/ui/page";
import { StepList, type Step } from "~/ui/progress";
import { progressOf } from "../drafts";
import { submitEntry } from "../entries.server";
import { requireEntry } from "../entry-page.server";
import { ReceivedOn } from "../forms";
import { listFileQuestions, readDraft } from "../sections.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition, entry } = await requireEntry(args);
  const { locale, t } = await readerWords(args);
  const { application, applicant, form } = entry;
  const [{ answers }, files] = await Promise.all([
    readDraft(database(), applicant, entry),
    listFileQuestions(database(), application.id),
  ]);
  const sections = progressOf(form, answers, files, edition.countries);
  const titles = new Map(form.sections.map(({ key, title }) => [key, worded(title, locale)]));
  return {
    title: t("applying:office.entry.title"),
    slug: edition.slug,
    code: application.code,
    name: entry.name,
    today: wallClock(now(), edition.zone).date,
    sections: sections.map((one) => ({
      ...one,
      title: titles.get(one.key) ?? one.key,
    })),
    gaps: sections.reduce((sum, { gaps }) => sum + gaps, 0),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, entry } = await requireEntry(args);
  const form = await readForm(args.request);
  const received = ReceivedOn.safeParse(form.get("receivedOn") ?? "");
  const today = wallClock(now(), edition.zone).date;
  if (!received.success || (received.data !== null && received.data > today))
    return data({ error: "date" as const, gaps: 0 }, { status: 400 });
  const done = await submitEntry(viewer, edition, entry.application.code, {
    receivedOn: received.data,
    allowGaps: form.get("gaps") === "yes",
  });
  if (done.outcome === "gaps")
    return data({ error: "gaps" as const, gaps: done.gaps.length }, { status: 422 });
  return redirect(`/office/${edition.slug}/applications/${entry.application.code}`);
}

export default function OfficeEntry() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const path = `/office/${page.slug}/applications/${page.code}/entry`;
  const steps: Step[] = page.sections.map((section) => ({
    href: `${path}/${section.key}`,
    label: section.title,
    state: section.state === "complete" ? "done" : section.state === "started" ? "attention" : "todo",
    stateLabel: t(`overview.section.${section.state}`, { count: section.gaps }),
  }));
  const dateError = result?.error === "date" ? t("office.entry.received-wrong") : undefined;
  const gapsError =
    result?.error === "gaps" ? t("office.entry.gaps-left", { count: result.gaps }) : undefined;
  return (
    <>
      <PageHeader
        title={page.name}
        eyebrow={page.code}
        lead={t("office.entry.lead")}
        backHref={`/office/${page.slug}/applications/new`}
        backLabel={t("office.entry.new-title")}
      />
      <StepList label={t("overview.progress")} steps={steps} />
      <Section title={t("office.entry.finish")} lead={t("office.entry.finish-text")}>
        <form method="post" noValidate>
          <Stack>
            <ErrorSummary
              title={t("platform:error.summary")}
              errors={[
                ...(dateError ? [{ href: "#receivedOn", text: dateError }] : []),
                ...(gapsError ? [{ href: "#gaps", text: gapsError }] : []),
              ]}
            />
            <DateField
              name="receivedOn"
              label={t("office.entry.received")}
              help={t("office.entry.received-help")}
              defaultValue={page.today}
              error={dateError}
            />
            {page.gaps > 0 ? (
              <Checkbox
                id="gaps"
                name="gaps"
                value="yes"
                label={t("office.entry.gaps", { count: page.gaps })}
                error={gapsError}
              />
            ) : null}
            <div>
              <Button>{t("office.entry.submit")}</Button>
            </div>
          </Stack>
        </form>
      </Section>
      <form method="post" action={`${path}/removal`} className="mt-8">
        <Button variant="quiet">{t("office.entry.discard")}</Button>
      </form>
    </>
  );
}
