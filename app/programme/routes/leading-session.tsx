import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerLocale } from "~/accounts/locale.server";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { LeadingNav } from "../components/leading-nav";
import { SessionFacts } from "../components/session-facts";
import { listLedSessions, requireLeader } from "../leading.server";
import { describeSession } from "../session-page.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const leader = await requireLeader(args);
  const locale = await readerLocale(args);
  const id = z.uuid().safeParse(args.params["id"]);
  const [session] = id.success ? await listLedSessions(leader, { sessionId: id.data }) : [];
  if (!session) throw notFound();
  return { title: session.title, ...(await describeSession(session, leader.viewer, locale)) };
}

export default function LeadingSession() {
  const about = useLoaderData<typeof loader>();
  const { session } = about;
  const { t } = useTranslation("programme");
  return (
    <>
      <LeadingNav />
      <PageHeader
        backHref={`/facilitating/week?of=${session.day}`}
        backLabel={t("leading.nav.week")}
        eyebrow={t(`kind.${session.kind}`)}
        title={session.title}
      />
      <SessionFacts about={about} isOwn />
    </>
  );
}
