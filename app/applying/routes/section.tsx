import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { pageOf, shownQuestions, worded, type Answers } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { readPosted } from "../posted.server";
import { keepSection, readDraft, type SectionOutcome } from "../sections.server";
import { EligibilityNotice } from "../components/eligibility-notice";
import { AnswersList } from "../components/answers-list";
import { ConflictForm } from "../components/conflict-form";
import { LockNotice } from "../components/lock-notice";
import { SectionForm } from "../components/section-form";
import { SectionMenu } from "../components/section-menu";
import { deadlineInWords } from "../deadline-words";
import { damageIn, mergeAnswers, placeOf, titledProgressOf } from "../drafts";
import { ineligibility } from "../eligibility";
import { readTypedSection } from "../typed-section";
import { NextStep, RevisionField } from "../forms";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { listOwnFiles } from "../uploads.server";
import { readSentVersion } from "../versions.server";
import draftScript from "../draft.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [draftScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { locale, t } = await readerWords(args);
  const { viewer, own, lock } = await requireOwnApplication(args);
  // What was sent is read as it was sent, here as on the page that shows all of it.
  const sent =
    lock === "submitted" || lock === "withdrawn"
      ? await readSentVersion(database(), viewer, own.application.id)
      : null;
  const ownForm = sent?.form ?? own.form;
  const place = placeOf(ownForm, args.params["section"]);
  if (!place) throw notFound();
  const [draft, files] = await Promise.all([
    sent
      ? { answers: sent.answers, revisions: new Map<string, number>() }
      : readDraft(database(), viewer, own),
    listOwnFiles(database(), viewer, own.application.id, sent ? "sent" : "draft"),
  ]);
  const typed = args.context.typed && readTypedSection(place.section, args.context.typed);
  const answers = { ...draft.answers, ...typed?.answers };
  const shown = shownQuestions(ownForm.sections, answers);
  const way = placeOf(ownForm, place.section.key, shown) ?? place;
  return {
    title: t("applying:form.number", { number: way.number, total: way.total }),
    of: own.application.id,
    call: own.isOneOfSeveral ? own.edition.name : null,
    section: pageOf(ownForm.sections, place.section, answers),
    number: way.number,
    total: way.total,
    /** How each section stands as it was saved; what is being typed here is judged when it is saved. */
    menu: titledProgressOf(
      ownForm,
      draft.answers,
      new Set(files.map(({ question }) => question)),
      own.edition.countries,
    ),
    back: way.previous ? `/application/form/${way.previous.key}` : "/application",
    isLast: way.next === null,
    ineligible: ineligibility(own, answers),
    countries: own.edition.countries,
    closedAt: deadlineInWords(own, viewer, locale).submitBy,
    lock,
    problems: damageIn(place.section, answers, shown),
    files,
    answers: Object.fromEntries<Answers[string]>(
      place.section.questions.map(({ key }) => [key, answers[key]]),
    ),
    revision: typed?.revision ?? draft.revisions.get(place.section.key) ?? 0,
  };
}

export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const form = await readForm(args.request);
  const { viewer, own, lock } = await theOneMeant(found, form.get("application"));
  const posted = await readPosted(own, args.params["section"], form);
  if (!posted) throw notFound();
  const revision = RevisionField.safeParse(form.get("revision"));
  if (!revision.success) throw refuse(400, "form-unreadable");
  const { section, strays } = posted;
  let { answers } = posted;
  if (form.get("merge")) {
    const saved = await readDraft(database(), viewer, own);
    const fromSaved = section.questions.flatMap(({ key }) =>
      form.get(`keep.${key}`) === "saved" ? [key] : [],
    );
    if (saved.revisions.get(section.key) === revision.data)
      answers = mergeAnswers(section, answers, saved.answers, new Set(fromSaved));
  }
  if (lock)
    return data({ kind: "locked" as const, lock, answers }, { status: lock === "closed" ? 403 : 409 });

  const outcome = await keepSection(viewer, own, section, { revision: revision.data, answers, strays });
  if (posted.isFormer) return leadOn(outcome);
  const { problems } = outcome;
  if (outcome.outcome === "refused")
    return data(
      { kind: "problems" as const, problems, answers, revision: revision.data, saved: false },
      { status: 400 },
    );
  if (outcome.outcome === "locked")
    return data(
      { kind: "locked" as const, lock: outcome.lock, answers },
      { status: outcome.lock === "closed" ? 403 : 409 },
    );
  if (outcome.outcome === "conflict") {
    const { locale } = await readerWords(args);
    const savedAt = formatForReader(outcome.savedAt, locale, viewer.timeZone ?? own.edition.zone, null);
    return data(
      {
        kind: "conflict" as const,
        mine: answers,
        saved: outcome.answers,
        revision: outcome.revision,
        savedAt,
      },
      { status: 409 },
    );
  }
  const next = NextStep.parse(form.get("next"));
  if (next === "file") return redirect(`/application/form/${section.key}/files`);
  if (problems.length > 0)
    return data(
      { kind: "problems" as const, problems, answers, revision: outcome.revision, saved: true },
      { status: 400 },
    );
  if (next === "overview") return redirect("/application?saved=1");
  const { answers: all } = await readDraft(database(), viewer, own);
  const way = placeOf(own.form, section.key, shownQuestions(own.form.sections, all));
  return redirect(way?.next ? `/application/form/${way.next.key}` : "/application/review");
}

/**
 * After what was typed on a page that the form no longer has: kept, whatever else came of it, and on to the overview.
 * Where another tab kept that page first its words stand, and these are still on the page one can go back to.
 */
function leadOn(outcome: SectionOutcome) {
  if (outcome.outcome === "saved") return redirect("/application?changed=1");
  throw refuse(409, "form-changed");
}

export default function Section() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, i18n } = useTranslation("applying");
  const { section, countries, files } = page;
  const lock = result?.kind === "locked" ? result.lock : page.lock;
  const isConflict = result?.kind === "conflict";
  return (
    <>
      <PageHeader
        backHref={page.back}
        backLabel={t("form.back")}
        eyebrow={[page.call, t("form.number", { number: page.number, total: page.total })]
          .filter(Boolean)
          .join(" · ")}
        title={worded(section.title, i18n.language)}
        lead={isConflict ? undefined : worded(section.lead, i18n.language)}
      />
      <SectionMenu sections={page.menu} current={section.key} />
      {!lock && page.ineligible ? <EligibilityNotice told={page.ineligible} /> : null}
      {lock ? (
        <>
          <LockNotice lock={lock} closedAt={page.closedAt} typed={result?.kind === "locked"} />
          <div className="mt-8">
            <AnswersList
              section={section}
              answers={result?.kind === "locked" ? result.answers : page.answers}
              files={files}
            />
          </div>
        </>
      ) : result?.kind === "conflict" ? (
        <ConflictForm section={section} countries={countries} {...result} />
      ) : (
        <SectionForm
          section={section}
          countries={countries}
          files={files}
          isLast={page.isLast}
          answers={result?.kind === "problems" ? result.answers : page.answers}
          revision={result?.kind === "problems" ? result.revision : page.revision}
          problems={result?.kind === "problems" ? result.problems : page.problems}
          saved={result?.kind === "problems" ? result.saved : true}
        />
      )}
    </>
  );
}
