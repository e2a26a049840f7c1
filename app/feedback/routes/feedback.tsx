import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import type { RouteHandle } from "~/platform/route-handle";
import { requireFellow } from "~/programme/fellows.server";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { listPulses } from "../pulse-list.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const { locale, t } = await readerWords(args);
  return {
    title: t("feedback:title"),
    thanks: new URL(args.request.url).searchParams.has("thanks"),
    ...(await listPulses(viewer.personId, edition, locale)),
  };
}

export default function Feedback() {
  const { title, thanks, waiting, changeable } = useLoaderData<typeof loader>();
  const { t } = useTranslation("feedback");
  return (
    <>
      <PageHeader title={title} lead={t("lead")} />
      <Stack gap="loose">
        {thanks ? (
          <Notice tone="good" role="status">
            {t("thanks")}
          </Notice>
        ) : null}
        {waiting.length > 0 ? (
          <Section title={t("waiting.title", { count: waiting.length })}>
            <ul role="list" className="ways">
              {waiting.map((pulse) => (
                <li key={pulse.sessionId}>
                  <a href={`/feedback/${pulse.sessionId}`}>{pulse.title}</a>
                  <span>
                    {pulse.when}
                    {pulse.optional ? ` · ${t("waiting.optional")}` : null}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        ) : (
          <EmptyState title={t("waiting.none")}>{t("waiting.none-text")}</EmptyState>
        )}
        {changeable.length > 0 ? (
          <Section title={t("changeable.title")}>
            <ul role="list" className="ways">
              {changeable.map((pulse) => (
                <li key={pulse.sessionId}>
                  <a href={`/feedback/${pulse.sessionId}`}>{pulse.title}</a>
                  <span>{t("changeable.until", { when: pulse.until })}</span>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </Stack>
    </>
  );
}
