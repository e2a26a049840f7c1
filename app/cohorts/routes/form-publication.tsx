import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Cluster, PageHeader, Section } from "~/ui/page";
import { ChangeLists } from "../components/pending-notice";
import { TranslationList } from "../components/translation-list";
import { editBy, readPublication, requireForm } from "../form-office.server";
import { publishForm } from "../form-versions.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  return readPublication(args);
}

/** Publishes what is being worked on. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const outcome = await publishForm(editBy(office, await readForm(args.request)));
  switch (outcome.outcome) {
    case "published":
      return redirect(`/office/${office.edition.slug}/call?published=${outcome.version}`);
    case "empty-section":
      return data({ refused: outcome.outcome, section: outcome.section }, { status: 422 });
    case "stale":
    case "unchanged":
      return data({ refused: outcome.outcome, section: null }, { status: 409 });
  }
}

export default function FormPublication() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  return (
    <>
      <PageHeader
        backHref={page.path}
        backLabel={t("builder.back")}
        title={t("builder.publish.title")}
        lead={page.isWorking ? t("builder.publish.lead", { version: page.version + 1 }) : undefined}
      />
      {result ? (
        <Notice tone="warn" role="alert" className="mb-6" title={t(`builder.publish.${result.refused}`)}>
          {result.section
            ? t("builder.publish.empty-section-text", { section: result.section })
            : t(`builder.publish.${result.refused}-text`)}
        </Notice>
      ) : null}
      {page.isWorking ? (
        <>
          <ChangeLists pending={page.pending} />
          {page.pending.any ? null : <p>{t("builder.no-difference")}</p>}
          <div className="mt-14">
            <Section title={t("builder.languages")}>
              <TranslationList
                translation={page.translation.filter(({ missing, total }) => missing < total)}
              />
            </Section>
            <Section title={t("builder.publish.what-happens")}>
              <p className="max-w-text">
                {page.kind === "application"
                  ? t("builder.publish.drafts", { count: page.drafts })
                  : t("builder.publish.reference")}
              </p>
              <div className="mt-6">
                <Cluster>
                  <form method="post" action={`${page.path}/publication`}>
                    <input type="hidden" name="seen" value={page.seen} />
                    <Button>{t("builder.publish.do", { version: page.version + 1 })}</Button>
                  </form>
                  <form method="post" action={`${page.path}/discarding`}>
                    <input type="hidden" name="seen" value={page.seen} />
                    <Button variant="quiet">{t("builder.publish.discard")}</Button>
                  </form>
                </Cluster>
              </div>
            </Section>
          </div>
        </>
      ) : (
        <>
          <p>{t("builder.is-published", { version: page.version })}</p>
          <p className="mt-6">
            <ButtonLink to={page.path} variant="secondary">
              {t("builder.back")}
            </ButtonLink>
          </p>
        </>
      )}
    </>
  );
}
