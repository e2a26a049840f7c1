import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { languageName } from "~/platform/locale/format";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { worded } from "~/questions/wording";
import type { FormSection } from "~/questions/definition";
import { PageHeader } from "~/ui/page";
import { SubNavigation } from "~/ui/sub-navigation";
import { PhoneFrame, PreviewList } from "../components/question-preview";
import { requireForm } from "../form-office.server";
import { formLanguages } from "../form-wordings";
import previewScript from "../preview.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "wide", scripts: [previewScript] };

export async function loader(args: LoaderFunctionArgs) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const language = formLanguages.find((one) => one === search.get("language")) ?? "en";
  const { sections } = office.form.definition;
  const asked = search.get("section");
  const section = asked ? sections.find(({ key }) => key === asked) : sections[0];
  if (!section) throw notFound();
  return {
    title: t(`cohorts:builder.see.${office.kind}`),
    path: office.path,
    kind: office.kind,
    language,
    section,
    number: sections.indexOf(section) + 1,
    sections: sections.map(({ key, title }) => ({ key, title: worded(title, "en") })),
    countries: office.edition.countries,
  };
}

export default function FormPreview() {
  const { path, kind, language, section, number, sections, countries } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cohorts");
  const to = (key: string, locale: string) => `${path}/preview?section=${key}&language=${locale}`;
  return (
    <>
      <PageHeader
        backHref={path}
        backLabel={t("builder.back")}
        title={t(`builder.see.${kind}`)}
        lead={t("builder.see-text")}
      />
      <SubNavigation
        title={t("builder.languages")}
        hideTitle
        items={formLanguages.map((one) => ({
          to: to(section.key, one),
          label: languageName(one, "en"),
          current: one === language,
        }))}
      />
      <div className="mt-8 grid gap-10 lg:grid-cols-[minmax(0,28rem)_24rem] lg:gap-16">
        <nav aria-label={t("builder.sections")}>
          <ol role="list" className="max-w-text">
            {sections.map(({ key, title }, index) => (
              <li key={key} className="border-t border-line">
                <a
                  href={to(key, language)}
                  aria-current={key === section.key ? "page" : undefined}
                  className="block py-2 aria-[current]:font-semibold"
                >
                  {index + 1}. {title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <PhoneFrame label={t("builder.phone")} locale={language}>
          <SectionOnPhone
            section={section}
            number={number}
            total={sections.length}
            language={language}
            countries={countries}
          />
        </PhoneFrame>
      </div>
    </>
  );
}

function SectionOnPhone({
  section,
  number,
  total,
  language,
  countries,
}: {
  section: FormSection;
  number: number;
  total: number;
  language: string;
  countries: readonly string[];
}) {
  const { t } = useTranslation("questions");
  return (
    <>
      <p className="mb-1 text-muted">{t("questions:page", { number, total })}</p>
      <p className="text-title font-bold">{worded(section.title, language)}</p>
      {section.lead ? <p className="mt-3 text-muted">{worded(section.lead, language)}</p> : null}
      <div className="mt-8">
        <PreviewList section={section} countries={countries} />
      </div>
    </>
  );
}
