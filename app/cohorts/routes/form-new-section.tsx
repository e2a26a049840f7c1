import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { SectionWords } from "../components/section-words";
import { addSection, keyFor } from "../form-editing";
import { editBy, refusalOf, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";
import { postedText, readSectionWords } from "../question-form";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  return { title: t("cohorts:builder.add-section"), path: office.path, seen: office.form.token };
}

/** Adds a section at the end, without questions yet. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const posted = await readForm(args.request);
  const words = readSectionWords(posted);
  let key = "";
  const outcome = await changeForm(editBy(office, posted), (form) => {
    key = keyFor(words.title.en, new Set(form.sections.map((section) => section.key)), "section");
    return addSection(form, { key, ...words, questions: [] });
  });
  const refusal = await refusalOf(args, outcome);
  if (!refusal) return redirect(`${office.path}#section-${key}`);
  const seen = outcome.outcome === "stale" ? outcome.token : postedText(posted, "seen");
  return data({ words, refusal, seen }, { status: refusal.isStale ? 409 : 422 });
}

export default function FormNewSection() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  return (
    <>
      <PageHeader backHref={page.path} backLabel={t("builder.back")} title={t("builder.add-section")} />
      <SectionWords
        action={`${page.path}/new-section`}
        words={result?.words ?? { title: { en: "" } }}
        seen={result?.seen ?? page.seen}
        refusal={result?.refusal ?? null}
      />
    </>
  );
}
