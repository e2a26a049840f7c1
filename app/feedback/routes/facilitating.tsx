import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import type { RouteHandle } from "~/platform/route-handle";
import { leadingWays } from "~/programme/leading-ways";
import { requireLeader } from "~/programme/leading.server";
import { Disclosure } from "~/ui/disclosure";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { SubNavigation } from "~/ui/sub-navigation";
import { Timetable } from "~/ui/timetable";
import { FigureCharts, useMean } from "../components/figure-charts";
import { listOwnSessions } from "../facilitating.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const leader = await requireLeader(args);
  const { locale, t } = await readerWords(args);
  const page = Number(new URL(args.request.url).searchParams.get("page") ?? 1);
  return {
    title: t("feedback:facilitating.title"),
    ...(await listOwnSessions(leader, locale, Number.isInteger(page) && page > 0 ? page : 1)),
  };
}

export default function Facilitating() {
  const { title, coming, past, page, pages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("feedback");
  const mean = useMean();
  return (
    <>
      <SubNavigation
        title={t("programme:leading.nav.label")}
        hideTitle
        items={leadingWays.map(([way, to]) => ({
          to,
          label: t(`programme:leading.nav.${way}`),
          current: way === "sessions",
        }))}
      />
      <PageHeader title={title} lead={t("facilitating.lead")} />
      <Stack gap="loose">
        {coming.length > 0 ? (
          <Timetable
            days={coming.map((day) => ({
              key: `${day.edition} ${day.date}`,
              title: day.title,
              note: day.edition,
              entries: day.sessions.map((session) => ({
                key: session.id,
                start: session.start,
                end: session.end,
                startIso: session.startIso,
                title: session.title,
                href: `/facilitating/sessions/${session.id}`,
                place: (
                  <>
                    {session.place ?? t("facilitating.no-place")}
                    {session.address ? (
                      <span className="block text-small text-muted">{session.address}</span>
                    ) : null}
                  </>
                ),
                change: session.change ? t(`facilitating.change.${session.change}`) : undefined,
                state: session.state,
                stateLabel:
                  session.state === "later" || session.state === "past"
                    ? undefined
                    : t(`facilitating.${session.state}`),
              })),
            }))}
          />
        ) : (
          <EmptyState title={t("facilitating.none")}>{t("facilitating.none-text")}</EmptyState>
        )}
        {past.length > 0 ? (
          <Section title={t("facilitating.past")} lead={t("facilitating.past-lead")}>
            <ul role="list" className="ways">
              {past.map((session) => (
                <li key={session.id}>
                  <a href={`/facilitating/sessions/${session.id}`}>{session.title}</a>
                  <span>{session.when}</span>
                  {session.figures ? (
                    <Disclosure
                      summary={t("figures.sentence", {
                        count: session.figures.count,
                        mean: mean(session.figures.mean),
                      })}
                    >
                      <FigureCharts figures={session.figures} />
                    </Disclosure>
                  ) : (
                    <span>{session.asks ? t("figures.few", { floor: session.floor }) : null}</span>
                  )}
                </li>
              ))}
            </ul>
            <Pagination
              page={page}
              pages={pages}
              hrefFor={(number) => `/facilitating?page=${number}`}
              labels={{
                navigation: t("facilitating.pages"),
                previous: t("facilitating.newer"),
                next: t("facilitating.older"),
                status: t("facilitating.page", { page, pages }),
              }}
            />
          </Section>
        ) : null}
      </Stack>
    </>
  );
}
