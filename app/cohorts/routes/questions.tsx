import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findViewer } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import type { RouteHandle } from "~/platform/route-handle";
import { conditionText } from "~/questions/condition-text";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import { findPublicEdition, getCurrentForms } from "../editions.server";
import { freshUntil } from "../public-call";
import { questionLimits } from "../question-limits";
import { isAsked, questionsOf, worded, type FormDefinition, type Question } from "../questions";

export const handle: RouteHandle = { width: "text" };

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const at = now();
  const [viewer, { locale, t }, { edition, open, coming }] = await Promise.all([
    findViewer(args),
    readerWords(args),
    findPublicEdition(at),
  ]);
  const shown = open.length > 0 ? open : edition ? [edition] : [];
  const published = await getCurrentForms(shown.map(({ id }) => id));
  return data(
    {
      title: t("cohorts:questions.title"),
      calls: shown.flatMap(({ id, slug, name, callOpensAt, callClosesAt }) => {
        const form = published.get(id);
        const state = callOpensAt > at ? "coming" : callClosesAt <= at ? "over" : "open";
        return form ? [{ slug, name, state, sections: sectionsOf(form, locale, t) }] : [];
      }),
    },
    viewer ? {} : { headers: { [freshUntilHeader]: String(freshUntil([...open, coming], at)) } },
  );
}

/** A form's sections and questions as they are read, in the reader's language. */
function sectionsOf(form: FormDefinition, locale: Locale, t: Translate) {
  const all = questionsOf(form);
  return form.sections.map((section) => ({
    key: section.key,
    title: worded(section.title, locale),
    lead: worded(section.lead, locale),
    questions: section.questions.map((question) => ({
      key: question.key,
      label: worded(question.label, locale),
      help: worded(question.help, locale),
      condition: question.showIf ? conditionText(question.showIf, all, locale, t) : "",
      options: optionsOf(question, locale),
      facts: [
        ...questionLimits(question, locale, t),
        ...(isAsked(question) ? [t(`cohorts:questions.${question.required ? "required" : "optional"}`)] : []),
      ],
      audience: isAsked(question) ? question.audience : null,
    })),
  }));
}

/** What an answer is chosen from, the ends of a scale, or the fields of a line. */
function optionsOf(question: Question, locale: Locale): string[] {
  if ("options" in question) return question.options.map(({ label }) => worded(label, locale));
  if (question.type === "entries") return (question.fields ?? []).map(({ label }) => worded(label, locale));
  if (question.type !== "scale") return [];
  return (
    [
      [question.from, worded(question.low, locale)],
      [question.to, worded(question.high, locale)],
    ] as const
  ).flatMap(([mark, text]) => (text ? [`${mark}: ${text}`] : []));
}

export default function Questions() {
  const { calls } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cohorts");
  return (
    <>
      <PageHeader
        title={t("questions.title")}
        lead={t(calls.length > 0 ? "questions.lead" : "questions.none")}
      />
      {calls.map((call) => (
        <section key={call.slug} id={`call-${call.slug}`} className="mb-14">
          <h2>{call.name}</h2>
          {call.state === "open" ? null : (
            <Notice className="mt-4">
              {t(call.state === "coming" ? "questions.coming" : "questions.over")}
            </Notice>
          )}
          {call.sections.map((section) => (
            <div key={section.key} className="section mt-9">
              <h3>{section.title}</h3>
              {section.lead ? <p className="mt-1 text-muted">{section.lead}</p> : null}
              <ol role="list" className="mt-4 grid gap-6">
                {section.questions.map((question) => (
                  <li key={question.key} className="grid gap-1 border-t border-line pt-4">
                    <p className="font-semibold whitespace-pre-line">{question.label}</p>
                    {question.help ? <p className="text-muted">{question.help}</p> : null}
                    {question.condition ? (
                      <p className="text-small text-muted">{question.condition}</p>
                    ) : null}
                    {question.options.length > 0 ? (
                      <ul className="list-disc pl-5">
                        {question.options.map((option, index) => (
                          <li key={index}>{option}</li>
                        ))}
                      </ul>
                    ) : null}
                    {question.facts.length > 0 ? (
                      <p className="text-small text-muted">{question.facts.join(" · ")}</p>
                    ) : null}
                    {question.audience ? (
                      <p
                        className={`text-small font-semibold ${question.audience === "panel" ? "text-accent" : ""}`}
                      >
                        {t(`questions.seen.${question.audience}`)}
                      </p>
                    ) : null}
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </section>
      ))}
      <Section>
        <a href="/privacy">{t("questions.data")}</a>
      </Section>
    </>
  );
}
