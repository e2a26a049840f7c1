import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerLocale } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { ProgrammeNav } from "../components/programme-nav";
import { SessionFacts } from "../components/session-facts";
import { requireFellow } from "../fellows.server";
import { hasPulse } from "../kinds";
import { findReleasedSession } from "../releases.server";
import { describeSession } from "../session-page.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const locale = await readerLocale(args);
  const id = z.uuid().safeParse(args.params["id"]);
  const session = id.success ? await findReleasedSession(database(), edition.id, id.data) : null;
  if (!session) throw notFound();
  const about = await describeSession(session, viewer, locale);
  return {
    title: session.title,
    ...about,
    asksFeedback: !session.cancelled && about.isOver && hasPulse(session.kind),
  };
}

export default function SessionPage() {
  const about = useLoaderData<typeof loader>();
  const { session, week, asksFeedback } = about;
  const { t } = useTranslation("programme");
  return (
    <>
      <ProgrammeNav />
      <PageHeader
        backHref={`/programme/week/${week}`}
        backLabel={t("week.number", { number: week })}
        eyebrow={t(`kind.${session.kind}`)}
        title={session.title}
      />
      <SessionFacts about={about} />
      {asksFeedback ? (
        <p className="mt-8">
          <ButtonLink to={`/feedback/${session.id}`}>{t("session.feedback")}</ButtonLink>
        </p>
      ) : null}
    </>
  );
}
