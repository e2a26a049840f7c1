import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { readForm } from "~/platform/http/body.server";
import { formatDay } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { readAnswers } from "~/questions/answers";
import type { FormDefinition, FormSection } from "~/questions/definition";
import { findGaps, shownAnswers } from "~/questions/gaps";
import { PageHeader } from "~/ui/page";
import { AnswersList } from "../components/answers-list";
import { ReferenceDone } from "../components/reference-done";
import { ReferenceForm } from "../components/reference-form";
import { answerReference, readReference, requireReferenceLimit } from "../references.server";
import questionsScript from "../questions.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [questionsScript] };

const noFiles = new Set<string>();

/** Nothing of a link is to be kept or found anywhere. */
export const headers: HeadersFunction = () => ({
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
});

/** The one section that a referee's form has. */
function pageOf({ sections: [only] }: FormDefinition): FormSection {
  return only ?? { key: "", title: { en: "" }, questions: [] };
}

/** What a referee's link leads to. Opening it changes nothing: mail scanners open links too. */
export async function loader(args: LoaderFunctionArgs) {
  await requireReferenceLimit(args);
  const { locale, t } = await readerWords(args);
  const { state, shownName, expiresAt, form } = await readReference(args.params["token"] ?? "");
  return data(
    {
      title: t("applying:reference.title"),
      token: state === "dead" ? "" : (args.params["token"] ?? ""),
      /** Keeps the letter's language on the way. */
      search: new URL(args.request.url).search,
      state,
      shownName,
      section: pageOf(form),
      until: expiresAt ? formatDay(expiresAt, locale, "UTC") : "",
    },
    { status: state === "dead" ? 404 : 200 },
  );
}

export async function action(args: ActionFunctionArgs) {
  await requireReferenceLimit(args);
  const token = args.params["token"] ?? "";
  const { state, form } = await readReference(token);
  const answers = readAnswers(pageOf(form), await readForm(args.request));
  const problems = findGaps(form.sections, answers, noFiles, []);
  // What was written is given back, whatever became of the link meanwhile.
  if (state === "asked" && problems.length > 0) return data({ answers, problems }, { status: 400 });
  const after = state === "asked" ? await answerReference(token, shownAnswers(form, answers)) : state;
  if (after === "dead" || after === "declined") return data({ answers, problems: [] }, { status: 404 });
  return redirect(`/reference/${token}${new URL(args.request.url).search}`);
}

export default function Reference() {
  const { token, search, state, shownName, section, until } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  if (state !== "asked")
    return (
      <>
        <ReferenceDone state={state} token={token} search={search} name={shownName} />
        {sent ? (
          <div className="mt-10">
            <p className="mb-6 max-w-text">{t("reference.kept-here")}</p>
            <AnswersList section={section} answers={sent.answers} files={[]} />
          </div>
        ) : null}
      </>
    );
  return (
    <>
      <PageHeader
        title={t("reference.heading", { name: shownName })}
        lead={t("reference.lead", { name: shownName, until })}
      />
      <ReferenceForm
        token={token}
        search={search}
        section={section}
        name={shownName}
        answers={sent?.answers ?? {}}
        problems={sent?.problems ?? []}
      />
    </>
  );
}
