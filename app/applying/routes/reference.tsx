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
import { formatByOffset } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { readAnswers } from "~/questions/answers";
import { findGaps, shownAnswers } from "~/questions/gaps";
import { Disclosure } from "~/ui/disclosure";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { AnswersList } from "../components/answers-list";
import { ReferenceDone } from "../components/reference-done";
import { ReferenceForm } from "../components/reference-form";
import { isStorable, judgeSection } from "../drafts";
import { RevisionField } from "../forms";
import { refereesSection } from "../referees";
import {
  answerReference,
  keepReferenceDraft,
  readReference,
  requireReferenceLimit,
} from "../references.server";
import { readTypedSection } from "../typed-section";
import draftScript from "../draft.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [draftScript] };

const noFiles = new Set<string>();

/** Nothing of a link is to be kept or found anywhere. */
export const headers: HeadersFunction = () => ({
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
});

/** What a referee's link leads to. Opening it changes nothing: mail scanners open links too. */
export async function loader(args: LoaderFunctionArgs) {
  await requireReferenceLimit(args);
  const { locale, t } = await readerWords(args);
  const reference = await readReference(args.params["token"] ?? "");
  const { state, shownName, expiresAt, zone, draft } = reference;
  const section = refereesSection(reference.form);
  const typed = args.context.typed && readTypedSection(section, args.context.typed);
  const search = new URL(args.request.url).searchParams;
  return data(
    {
      title: t("applying:reference.title"),
      token: state === "dead" ? "" : (args.params["token"] ?? ""),
      search: searchOf(search),
      state,
      shownName,
      told: reference.told,
      section,
      until: expiresAt ? formatByOffset(expiresAt, locale, zone) : "",
      answers: { ...draft.answers, ...typed?.answers },
      revision: typed?.revision ?? draft.revision,
      /** Typed into a page that has nothing to fill in any more. */
      left: state === "asked" ? null : (typed?.answers ?? null),
      note: search.has("saved") ? ("saved" as const) : draft.revision > 0 ? ("kept" as const) : null,
    },
    { status: state === "dead" ? 404 : 200 },
  );
}

/** Keeps the letter's language on the way, and nothing else. */
function searchOf(search: URLSearchParams): string {
  const language = search.get("language");
  return language ? `?${new URLSearchParams({ language }).toString()}` : "";
}

/** Keeps what was written, and by its own button sends it; whatever is wrong, nothing of it is lost. */
export async function action(args: ActionFunctionArgs) {
  await requireReferenceLimit(args);
  const token = args.params["token"] ?? "";
  const { form } = await readReference(token);
  const section = refereesSection(form);
  const posted = await readForm(args.request);
  const answers = readAnswers(section, posted);
  const revision = RevisionField.safeParse(posted.get("revision")).data ?? 0;
  const query = searchOf(new URL(args.request.url).searchParams);
  const here = `/reference/${token}${query}`;
  const shown = { answers, revision, problems: [], saved: null };

  const wrong = judgeSection(section, answers, []);
  if (!isStorable(wrong)) return data({ ...shown, problems: wrong }, { status: 400 });
  const kept = await keepReferenceDraft(token, { revision, answers });
  if (kept.outcome === "conflict")
    return data({ ...shown, revision: kept.revision, saved: kept.answers }, { status: 409 });
  if (kept.outcome === "saved") {
    if (posted.get("next") !== "send") return redirect(`${here}${query ? "&" : "?"}saved=1`);
    const problems = findGaps(form.sections, answers, noFiles, []);
    if (problems.length > 0) return data({ ...shown, revision: kept.revision, problems }, { status: 400 });
  }
  // Of a link that is over meanwhile, what was written is given back.
  const after = await answerReference(token, shownAnswers(form, answers));
  if (after === "dead" || after === "declined") return data(shown, { status: 404 });
  return redirect(here);
}

export default function Reference() {
  const page = useLoaderData<typeof loader>();
  const { token, search, state, shownName, section, until, told } = page;
  const sent = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  if (state !== "asked") {
    const left = sent?.answers ?? page.left;
    return (
      <>
        <ReferenceDone state={state} token={token} search={search} name={shownName} />
        {left ? (
          <div className="mt-10">
            <p className="mb-6 max-w-text">{t("reference.kept-here")}</p>
            <AnswersList section={section} answers={left} files={[]} />
          </div>
        ) : null}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t("reference.heading", { name: shownName })}
        lead={t("reference.lead", { name: shownName, until })}
      />
      {told ? <p className="mb-6 max-w-text">{t("reference.told", { organisation: told })}</p> : null}
      {sent?.saved ? (
        <Notice tone="warn" role="alert" title={t("reference.conflict.title")} className="mb-8">
          <p>{t("reference.conflict.text")}</p>
          <Disclosure summary={t("reference.conflict.other")}>
            <AnswersList section={section} answers={sent.saved} files={[]} />
          </Disclosure>
        </Notice>
      ) : null}
      {!sent && page.note ? (
        <Notice tone={page.note === "saved" ? "good" : "info"} role="status" className="mb-8">
          {t(`reference.note.${page.note}`, { until })}
        </Notice>
      ) : null}
      <ReferenceForm
        token={token}
        search={search}
        section={section}
        name={shownName}
        answers={sent?.answers ?? page.answers}
        revision={sent?.revision ?? page.revision}
        problems={sent?.problems ?? []}
      />
    </>
  );
}
