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
import { PageHeader, Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { getCurrentForm, listCriteria, requireCoordinator } from "../editions.server";
import { worded, type Question } from "../questions";
import { lastMoment } from "../stages";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ locale, t }, form, criteria] = await Promise.all([
    readerWords(args),
    getCurrentForm(database(), edition.id),
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
    version: form.version,
    sections: form.definition.sections,
    criteria: criteria.map(({ id, title, anchors, weight }) => ({
      id,
      title: worded(title as { en: string }, locale),
      anchors: anchors.map((anchor) => worded(anchor as { en: string }, locale)),
      weight,
    })),
  };
}

export default function Call() {
  const { slug, locale, dates, version, sections, criteria } = useLoaderData<typeof loader>();
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
      <Section title={t("call.dates")}>
        <DefinitionList
          items={[
            { term: t("call.opens"), description: dates.opens },
            { term: t("call.closes"), description: dates.closes },
            { term: t("call.last"), description: dates.last },
          ]}
        />
      </Section>
      <Section title={t("call.form")} lead={t("call.form-text", { version })}>
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
                    <span className="text-small text-muted">
                      {[
                        t(`question.${question.type}`),
                        limitOf(question, t),
                        question.required ? t("call.required") : null,
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
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

function limitOf(
  question: Question,
  t: (key: string, values: Record<string, number>) => string,
): string | null {
  if (question.type === "long-text" && question.maxWords !== undefined)
    return t("call.words", { count: question.maxWords });
  if (question.type === "long-text" && question.maxCharacters !== undefined)
    return t("call.characters", { count: question.maxCharacters });
  if (question.type === "text") return t("call.characters", { count: question.maxCharacters });
  if (question.type === "choices" || question.type === "entries")
    return t("call.up-to", { count: question.most });
  return null;
}
