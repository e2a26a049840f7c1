import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Ornament } from "~/ui/ornament";
import { Cluster, Section } from "~/ui/page";
import { NextSteps } from "../components/next-steps";
import { StillOpen } from "../components/still-open";
import { requireOwnApplication } from "../guards.server";
import { readOpenMatters } from "../open-matters.server";
import { readSentRecord } from "../receipt.server";
import { nextSteps } from "../steps";
import printScript from "../print.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [printScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const { application, edition } = own;
  const sent = await readSentRecord(viewer, own);
  if (!sent) throw redirect("/application");
  const [{ locale, t }, open] = await Promise.all([
    readerWords(args),
    readOpenMatters(database(), viewer, own),
  ]);
  const { decisionsReleasedAt } = edition;
  const isOver =
    application.status === "withdrawn" || (decisionsReleasedAt !== null && decisionsReleasedAt <= now());
  const inWords = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  return {
    title: t("applying:page-title.received"),
    code: application.code,
    number: sent.number,
    submittedAt: inWords(sent.submittedAt),
    earlier: sent.versions
      .filter(({ number }) => number < sent.number)
      .map(({ number, submittedAt }) => ({ number, at: inWords(submittedAt) })),
    fingerprint: sent.fingerprint,
    open,
    withdrawnAt: application.withdrawnAt ? inWords(application.withdrawnAt) : null,
    // What comes next is told while it is still to come; after that the application's own page tells how it stands.
    steps: isOver ? [] : nextSteps(edition, locale, now()),
  };
}

export default function Receipt() {
  const { code, number, submittedAt, earlier, fingerprint, steps, open, withdrawnAt } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  return (
    <>
      <Ornament className="max-w-full text-accent" />
      <h1 className="mt-6">{t("receipt.title")}</h1>
      <p className="mt-3 text-lead text-muted">{t("receipt.lead", { when: submittedAt })}</p>
      <div className="my-9 border-y-2 border-ink py-6">
        <p className="text-small text-muted">{t("receipt.code")}</p>
        <p className="mt-1 text-display font-bold tracking-wide">{code}</p>
        <p className="mt-2 max-w-text">{t("receipt.keep")}</p>
      </div>
      {earlier.length > 0 ? (
        <div className="mb-9 max-w-text">
          <p>{t("receipt.version", { number })}</p>
          <ul className="mt-2">
            {earlier.map((version) => (
              <li key={version.number} className="text-small text-muted">
                {t("receipt.earlier", { number: version.number, when: version.at })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {withdrawnAt ? <Notice className="mb-9">{t("receipt.withdrawn", { when: withdrawnAt })}</Notice> : null}
      <StillOpen open={open} className="mb-9" />
      {steps.length > 0 ? (
        <>
          <h2>{t("receipt.next")}</h2>
          <div className="mt-4">
            <NextSteps steps={steps} />
          </div>
        </>
      ) : null}
      <p className="mt-6 max-w-text">{t("receipt.mail")}</p>
      <Cluster className="mt-8">
        <ButtonLink to="/application">{t("receipt.overview")}</ButtonLink>
        <Button type="button" variant="secondary" hidden data-print>
          {t("receipt.print")}
        </Button>
      </Cluster>
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
        <a href="/application/receipt/copy">{t("copy.read")}</a>
        <a href="/application/receipt/copy.pdf">{t("copy.pdf")}</a>
      </p>
      <div className="mt-12">
        <Section title={t("receipt.proof")} lead={t("receipt.proof-text")}>
          <p className="text-small text-muted">{t("receipt.fingerprint")}</p>
          <p className="mt-1 font-mono text-small break-all">{fingerprint}</p>
          <p className="mt-4 print:hidden">
            <a href="/application/receipt/record.json">{t("receipt.record")}</a>
          </p>
        </Section>
      </div>
    </>
  );
}
