import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader, Section } from "~/ui/page";
import { SectionWords } from "../components/section-words";
import { rewordSection } from "../form-editing";
import { editBy, refusalOf, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";
import { postedText, readSectionWords } from "../question-form";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  const section = office.form.definition.sections.find(({ key }) => key === args.params["key"]);
  if (!section) throw notFound();
  return {
    title: t("cohorts:builder.edit-section"),
    path: office.path,
    seen: office.form.token,
    section: { key: section.key, title: section.title, lead: section.lead },
    questions: section.questions.length,
  };
}

/** Changes a section's words. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const key = args.params["key"] ?? "";
  if (!office.form.definition.sections.some((section) => section.key === key)) throw notFound();
  const words = readSectionWords(posted);
  const outcome = await changeForm(editBy(office, posted), (form) => rewordSection(form, key, words));
  const refusal = await refusalOf(args, outcome);
  if (!refusal) return redirect(`${office.path}#section-${key}`);
  const seen = outcome.outcome === "stale" ? outcome.token : postedText(posted, "seen");
  return data({ words, refusal, seen }, { status: refusal.isStale ? 409 : 422 });
}

export default function FormSection() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  return (
    <>
      <PageHeader
        backHref={`${page.path}#section-${page.section.key}`}
        backLabel={t("builder.back")}
        title={t("builder.edit-section")}
      />
      <SectionWords
        action={`${page.path}/sections/${page.section.key}`}
        words={result?.words ?? page.section}
        seen={result?.seen ?? page.seen}
        refusal={result?.refusal ?? null}
      />
      <div className="mt-14">
        <Section title={t("builder.more")}>
          <form method="post" action={`${page.path}/removals`}>
            <input type="hidden" name="seen" value={page.seen} />
            <input type="hidden" name="what" value="section" />
            <Button variant="danger" name="key" value={page.section.key}>
              {t("builder.remove-section", { count: page.questions })}
            </Button>
            <p className="mt-2 max-w-text text-small text-muted">{t("builder.remove-text")}</p>
          </form>
        </Section>
      </div>
    </>
  );
}
