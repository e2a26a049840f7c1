import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator, type Edition } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { Trouble } from "../components/desk-notices";
import { reviewOf } from "../office.server";
import { getPending, publishRelease } from "../releases.server";
import { listWeeks } from "../sessions.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ locale, t }, pending, weeks] = await Promise.all([
    readerWords(args),
    getPending(database(), edition),
    listWeeks(edition),
  ]);
  const isFirst = !pending.release;
  const review = await reviewOf(pending, edition, { locale, t });
  return {
    title: t("programme:office.release.title"),
    slug: edition.slug,
    seen: pending.seen,
    count: pending.changes.length + pending.ground.length,
    // The first time everything is new: a count for each week says more than a list of all.
    weeks: isFirst
      ? weeks.map(({ number, theme }) => ({
          number,
          theme,
          sessions: pending.changes.filter(({ session }) => session.week === number).length,
        }))
      : null,
    ...review,
    rows: isFirst ? [] : review.rows,
  };
}

/** Publishes what its reader has seen; anything else is shown once more, with a 409. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const seen = (await readForm(args.request)).get("seen");
  const done = await inTransaction((tx) =>
    publishRelease(tx, edition, viewer.personId, typeof seen === "string" ? seen : ""),
  );
  // A second press finds everything published: that is what was wanted, and no conflict.
  if (done === "stale" && (await isPending(edition))) return data({ stale: true }, { status: 409 });
  return redirect(`/office/${edition.slug}/programme?note=published`);
}

async function isPending(edition: Edition): Promise<boolean> {
  const { changes, ground } = await getPending(database(), edition);
  return changes.length + ground.length > 0;
}

export default function OfficeRelease() {
  const { title, slug, seen, count, weeks, rows, ground, clashes, faults } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("programme");
  const lead =
    count === 0
      ? t("office.release.nothing")
      : weeks
        ? t("office.release.first")
        : t("office.release.lead", { count });
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        backHref={`/office/${slug}/programme`}
        backLabel={t("office.release.back")}
      />
      {actionData?.stale ? (
        <Notice tone="warn" role="alert" className="mb-8">
          {t("office.release.stale")}
        </Notice>
      ) : null}
      {clashes.length + faults.length > 0 ? (
        <Stack className="mb-8">
          <Trouble base={`/office/${slug}/programme`} clashes={clashes} faults={faults} />
        </Stack>
      ) : null}
      {ground.length > 0 ? (
        <div className="mb-10">
          <Table
            caption={t("office.release.settings")}
            columns={[
              { key: "what", label: t("office.release.setting") },
              { key: "was", label: t("office.release.was") },
              { key: "becomes", label: t("office.release.becomes") },
            ]}
            rows={ground}
            rowKey={(row) => row.what}
            cell={(row, key) =>
              key === "what" ? t(`office.ground.${row.what}`) : key === "was" ? row.was : row.becomes
            }
          />
        </div>
      ) : null}
      {weeks && count > 0 ? (
        <Table
          caption={t("office.release.weeks")}
          columns={[
            { key: "week", label: t("office.release.week") },
            { key: "sessions", label: t("office.release.count"), align: "end" },
          ]}
          rows={weeks}
          rowKey={(week) => String(week.number)}
          cell={(week, key) =>
            key === "week" ? t("office.week", { number: week.number, theme: week.theme }) : week.sessions
          }
        />
      ) : null}
      {rows.length > 0 ? (
        <Table
          caption={t("office.release.caption")}
          columns={[
            { key: "session", label: t("office.release.session") },
            { key: "what", label: t("office.release.what") },
            { key: "was", label: t("office.release.was") },
            { key: "becomes", label: t("office.release.becomes") },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          cell={(row, key) => {
            if (key === "session")
              return <a href={`/office/${slug}/programme/sessions/${row.id}`}>{row.title}</a>;
            if (key === "what")
              return (
                <span className="sentence">
                  {row.changes.map((change) => t(`office.change.${change}`)).join(", ")}
                </span>
              );
            return (key === "was" ? row.was : row.becomes) || "–";
          }}
        />
      ) : null}
      {count > 0 ? (
        <form method="post" className="mt-8">
          <input type="hidden" name="seen" value={seen} />
          <Button>{t("office.release.publish")}</Button>
        </form>
      ) : null}
    </>
  );
}
