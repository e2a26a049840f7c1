import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { findComingEdition, listOpenEditions } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import { findCurrentApplication, listOwnByEdition, startApplication } from "../applications.server";
import { readChoices } from "../choices.server";

export const handle: RouteHandle = { width: "form" };

/**
 * Leads on to what somebody has begun, or to the one application that they can have; else shows the calls that are
 * open, each with a button. Looking begins nothing.
 */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const { locale, t } = await readerWords(args);
  const asked = new URL(args.request.url).searchParams.get("call");
  const [open, own, mine] = await Promise.all([
    listOpenEditions(),
    findCurrentApplication(database(), viewer),
    listOwnByEdition(database(), viewer),
  ]);
  const named = open.find(({ slug }) => slug === asked);
  const shown = named ? [named] : open;
  const isAtHand = shown.some(({ id }) => id === own?.edition.id);
  if (own && (shown.length === 0 || (isAtHand && (shown.length === 1 || own.application.status === "draft"))))
    throw redirect("/application");
  const coming = open.length === 0 ? await findComingEdition() : null;
  const choices = readChoices(shown, mine, viewer, locale);
  const isBarred = choices.length > 0 && choices.every(({ state }) => state === "barred");
  return data(
    {
      title: t("applying:page-title.start"),
      choices,
      isBarred,
      hasOthers: shown.length < open.length,
      opensAt: coming
        ? formatForReader(coming.callOpensAt, locale, coming.zone, viewer.timeZone, { year: true })
        : null,
    },
    { status: isBarred ? 409 : 200 },
  );
}

/** Begins the application to a call, or goes on with it, and leads to it. Without a word of which, to the only one. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const asked = (await readForm(args.request)).get("call");
  const open = await listOpenEditions();
  const edition = asked === null && open.length === 1 ? open[0] : open.find(({ slug }) => slug === asked);
  if (!edition) return data(null, { status: asked === null && open.length > 1 ? 400 : 409 });
  const start = await startApplication(viewer, edition);
  return "applicationId" in start ? redirect("/application") : data(null, { status: 409 });
}

export default function Apply() {
  const { choices, isBarred, hasOthers, opensAt } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  if (choices.length === 0)
    return (
      <>
        <PageHeader
          title={t("apply.closed.title")}
          lead={opensAt ? t("overview.opens", { when: opensAt }) : t("overview.no-date")}
        />
        <ButtonLink to="/" variant="secondary">
          {t("overview.home")}
        </ButtonLink>
      </>
    );
  if (isBarred)
    return (
      <>
        <PageHeader title={t("apply.barred.title")} lead={t("apply.barred.text")} />
        <ButtonLink to="/" variant="secondary">
          {t("overview.home")}
        </ButtonLink>
      </>
    );
  return (
    <>
      <PageHeader
        title={t(choices.length > 1 ? "apply.choose.title" : "apply.ask.title")}
        lead={t(choices.length > 1 ? "apply.choose.text" : "apply.ask.text")}
      />
      {choices.map((choice) => (
        <Section key={choice.slug} title={choice.name}>
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
            {(
              [
                ["by", choice.closes],
                ["when", choice.dates],
                ["countries", choice.countries],
                ["age", t("apply.age-is", { min: choice.minAge, max: choice.maxAge })],
              ] as const
            ).map(([key, text]) => (
              <div key={key} className="contents">
                <dt className="text-muted">{t(`apply.fact.${key}`)}</dt>
                <dd className="mb-1">{text}</dd>
              </div>
            ))}
          </dl>
          {choice.state === "barred" ? (
            <div className="mt-5">
              <Notice>{t("apply.barred.text")}</Notice>
            </div>
          ) : (
            <form method="post" action="/apply" className="mt-5">
              <input type="hidden" name="call" value={choice.slug} />
              <Button variant={choice.state === "sent" ? "secondary" : "primary"}>
                {t(`apply.press.${choice.state}`)}
                {choices.length > 1 ? <span className="sr-only"> ({choice.name})</span> : null}
              </Button>
            </form>
          )}
        </Section>
      ))}
      {hasOthers ? (
        <p className="mt-8">
          <a href="/apply">{t("apply.others")}</a>
        </p>
      ) : null}
    </>
  );
}
