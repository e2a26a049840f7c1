import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { formatMoment, zoneCity } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { listCriteria, requireCoordinator } from "../editions.server";
import { PendingNotice } from "../components/pending-notice";
import { questionFacts } from "../components/question-facts";
import { readBuilder } from "../form-office.server";
import { worded } from "../questions";
import { lastMoment } from "../stages";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ locale, t }, builder, criteria] = await Promise.all([
    readerWords(args),
    readBuilder({ ...args, params: { ...args.params, form: "form" } }),
    listCriteria(database(), edition.id),
  ]);
  const moment = (at: Date) =>
    `${formatMoment(at, locale, edition.zone, { year: true })} (${zoneCity(edition.zone, locale)})`;
  return {
    title: t("cohorts:call.title"),
    slug: edition.slug,
    locale,
    dates: {
      opens: moment(edition.callOpensAt),
      closes: moment(edition.callClosesAt),
      last: moment(lastMoment(edition)),
    },
    version: builder.version,
    path: builder.path,
    pending: builder.pending,
    published: new URL(args.request.url).searchParams.has("published"),
    sections: builder.published.sections,
    criteria: criteria.map(({ id, title, anchors, weight }) => ({
      id,
      title: worded(title as { en: string }, locale),
      anchors: anchors.map((anchor) => worded(anchor as { en: string }, locale)),
      weight,
    })),
  };
}

export default function Call() {
  const { slug, locale, dates, version, path, pending, published, sections, criteria } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("cohorts");
  return (
    <>
      <PageHeader
        title={t("call.title")}
        lead={t("call.lead")}
        actions={
          <ButtonLink to={`/office/${slug}/settings`} variant="secondary">
            {t("call.change-dates")}
          </ButtonLink>
        }
      />
      {published ? (
        <Notice tone="good" role="status" className="mb-8">
          {t("builder.publish.done", { version })}
        </Notice>
      ) : null}
      <Section title={t("call.dates")}>
        <DefinitionList
          items={[
            { term: t("call.opens"), description: dates.opens },
            { term: t("call.closes"), description: dates.closes },
            { term: t("call.last"), description: dates.last },
          ]}
        />
      </Section>
      <Section
        title={t("call.form")}
        lead={t("call.form-text", { version })}
        aside={<a href={path}>{t("builder.edit-form")}</a>}
      >
        {pending ? (
          <div className="mb-8">
            <PendingNotice
              pending={pending}
              version={version}
              action={<a href={`${path}/publication`}>{t("builder.look-and-publish")}</a>}
            />
          </div>
        ) : null}
        <ol role="list" className="flex flex-col gap-8">
          {sections.map((section) => (
            <li key={section.key}>
              <h3>{worded(section.title, locale)}</h3>
              <ul role="list" className="mt-2 flex flex-col">
                {section.questions.map((question) => (
                  <li
                    key={question.key}
                    className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line py-2"
                  >
                    <span className="min-w-0 grow">{worded(question.label, locale)}</span>
                    <span className="text-small text-muted">{questionFacts(question, t).join(" · ")}</span>
                    <Badge tone={question.audience === "panel" ? "accent" : "neutral"}>
                      {t(`audience.${question.audience}`)}
                    </Badge>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </Section>
      <Section
        title={t("call.reference")}
        aside={<a href={`/office/${slug}/call/reference`}>{t("builder.edit-form")}</a>}
      >
        <p className="max-w-text">{t("call.reference-text")}</p>
      </Section>
      <Section title={t("call.rubric")} lead={t("call.rubric-text")}>
        <Table
          caption={t("call.rubric")}
          hideCaption
          wide
          columns={[
            { key: "title", label: t("call.criterion") },
            ...["1", "2", "3", "4", "5"].map((key) => ({ key, label: key })),
            { key: "weight", label: t("call.weight"), align: "end" as const },
          ]}
          rows={criteria}
          rowKey={(row) => row.id}
          rowHeader="title"
          cell={(row, key) =>
            key === "title" ? row.title : key === "weight" ? `${row.weight}%` : row.anchors[Number(key) - 1]
          }
        />
      </Section>
    </>
  );
}
