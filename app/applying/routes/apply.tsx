import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import type { Viewer } from "~/accounts/session.server";
import { findComingEdition, findOpenEdition } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { findCurrentApplication, startApplication } from "../applications.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  // A link on somebody else's site must not make a person an applicant: there, the button on this page asks first.
  const state = cameFromElsewhere(args.request) ? "ask" : await start(viewer);
  const { locale, t } = await readerWords(args);
  const coming = state === "closed" ? await findComingEdition() : null;
  const opensAt = coming
    ? formatForReader(coming.callOpensAt, locale, coming.zone, viewer.timeZone, { year: true })
    : null;
  return data(
    { title: t("applying:page-title.start"), state, opensAt },
    { status: state === "barred" ? 409 : 200 },
  );
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const state = await start(viewer);
  return data({ state }, { status: 409 });
}

/** Leads on to the application to the open call, making it where there is none; or says why there can be none. */
async function start(viewer: Viewer): Promise<"barred" | "closed"> {
  const edition = await findOpenEdition();
  const outcome = edition ? await startApplication(viewer, edition) : null;
  if (outcome && "applicationId" in outcome) throw redirect("/application");
  if (outcome?.outcome === "barred") return "barred";
  if (await findCurrentApplication(database(), viewer)) throw redirect("/application");
  return "closed";
}

/** Whether a page on another site led here. Browsers say so by Sec-Fetch-Site, older ones by the Referer. */
function cameFromElsewhere(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site) return site === "cross-site" || site === "same-site";
  const referer = request.headers.get("Referer");
  return (
    referer !== null &&
    URL.canParse(referer) &&
    ![env().origin, new URL(request.url).origin].includes(new URL(referer).origin)
  );
}

export default function Apply() {
  const { state, opensAt } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        title={t(`apply.${state}.title`)}
        lead={
          state === "closed"
            ? opensAt
              ? t("overview.opens", { when: opensAt })
              : t("overview.no-date")
            : t(`apply.${state}.text`)
        }
      />
      {state === "ask" ? (
        <form method="post" action="/apply">
          <Button>{t("overview.start")}</Button>
        </form>
      ) : (
        <ButtonLink to="/" variant="secondary">
          {t("overview.home")}
        </ButtonLink>
      )}
    </>
  );
}
