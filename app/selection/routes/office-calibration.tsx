import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { readPeople } from "~/accounts/people.server";
import { listCriteria, requireCoordinator } from "~/cohorts/editions.server";
import { worded } from "~/cohorts/questions";
import { database, inTransaction } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { chooseCalibrationFile, mostCalibrationFiles, readSpreads } from "../calibration-files.server";
import { SpreadPlot } from "../components/spread-plot";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const db = database();
  const [spreads, criteria] = await Promise.all([readSpreads(db, edition.id), listCriteria(db, edition.id)]);
  const names = await readPeople([
    ...new Set(spreads.flatMap(({ readings }) => readings.map(({ panelistId }) => panelistId))),
  ]);
  return {
    title: t("selection:panel.calibration.title"),
    edition: { slug: edition.slug },
    most: mostCalibrationFiles,
    criteria: criteria.map(({ id, title }) => ({ id, title: worded(title, locale) })),
    spreads: spreads.map(({ code, asked, readings }) => ({
      code,
      asked,
      readings: readings.map(({ panelistId, scores }) => ({
        name: names.get(panelistId)?.name ?? t("selection:applications.ruling.somebody"),
        isOwn: false,
        scores,
      })),
    })),
  };
}

/** Makes an application one that everybody reads first. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const typed = (await readForm(args.request)).get("code");
  const code = typeof typed === "string" ? typed.trim().toUpperCase().slice(0, 20) : "";
  const choice = await inTransaction((tx) =>
    chooseCalibrationFile(tx, { editionId: edition.id, actorId: viewer.personId, code }),
  );
  if (choice !== "chosen" && choice !== "already")
    return data({ code, problem: choice }, { status: choice === "full" ? 409 : 400 });
  throw redirect(`/office/${edition.slug}/panel/calibration?chosen=1`);
}

export default function OfficeCalibration() {
  const { edition, most, criteria, spreads } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/panel`;
  return (
    <>
      <PageHeader
        backHref={path}
        backLabel={t("assignment.back")}
        title={t("panel.calibration.title")}
        lead={t("panel.calibration.lead")}
      />
      <Stack gap="loose">
        {search.has("chosen") && !reply ? (
          <Notice tone="good" role="status">
            {t("panel.calibration.chosen")}
          </Notice>
        ) : null}
        {search.has("removed") && !reply ? (
          <Notice tone="good" role="status">
            {t("panel.calibration.removed")}
          </Notice>
        ) : null}
        {spreads.length < most ? (
          <form method="post" noValidate className="grid max-w-form gap-5">
            <TextField
              name="code"
              label={t("panel.calibration.code")}
              help={t("panel.calibration.code-help")}
              width="half"
              defaultValue={reply?.code}
              error={reply ? t(`panel.calibration.problem.${reply.problem}`) : undefined}
              autoComplete="off"
            />
            <p>
              <Button variant="secondary">{t("panel.calibration.choose")}</Button>
            </p>
          </form>
        ) : null}
        {spreads.length === 0 ? (
          <EmptyState title={t("panel.calibration.empty.title")}>
            {t("panel.calibration.empty.text")}
          </EmptyState>
        ) : null}
        {spreads.map((spread) => (
          <Section key={spread.code} title={spread.code}>
            <Stack>
              <div className="flex flex-wrap items-center gap-6">
                <span>
                  {t("panel.calibration.progress", { done: spread.readings.length, asked: spread.asked })}
                </span>
                <a href={`/office/${edition.slug}/applications/${spread.code}`}>
                  {t("panel.calibration.open")}
                </a>
                <form method="post" action={`${path}/calibration/${spread.code}/removal`}>
                  <Button variant="quiet" size="small">
                    {t("panel.calibration.remove")}
                    <span className="sr-only"> {spread.code}</span>
                  </Button>
                </form>
              </div>
              {spread.readings.length > 0 ? (
                <SpreadPlot
                  spread={spread}
                  criteria={criteria}
                  title={t("calibration.figure", { code: spread.code, count: spread.readings.length })}
                />
              ) : null}
            </Stack>
          </Section>
        ))}
      </Stack>
    </>
  );
}
