import {
  data,
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findViewer } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { readAnswers, worded } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { readSection, saveSection } from "../sections.server";
import { AnswersList } from "../components/answers-list";
import { ConflictForm } from "../components/conflict-form";
import { LoggedOutForm } from "../components/logged-out-form";
import { LockNotice } from "../components/lock-notice";
import { SectionForm } from "../components/section-form";
import { deadlineInWords } from "../deadline-words";
import { isStorable, judgeSection, mergeAnswers, placeOf } from "../drafts";
import { NextStep, RevisionField } from "../forms";
import { requireOwnApplication } from "../guards.server";
import { listOwnFiles } from "../uploads.server";
import draftScript from "../draft.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [draftScript] };

/** What was posted by somebody whose session had ended: the loader shows it again instead of sending them away from it. */
const postedLoggedOut = new WeakMap<AppLoadContext, [string, string][]>();

export async function loader(args: LoaderFunctionArgs) {
  const { locale, t } = await readerWords(args);
  const posted = postedLoggedOut.get(args.context);
  if (posted)
    return data({ kind: "logged-out" as const, title: t("applying:title"), posted }, { status: 401 });
  const { viewer, own, lock } = await requireOwnApplication(args);
  const place = placeOf(own.form, args.params["section"]);
  if (!place) throw notFound();
  const [saved, files] = await Promise.all([
    readSection(database(), viewer, own.application.id, place.section.key),
    listOwnFiles(database(), viewer, own.application.id),
  ]);
  return {
    kind: "page" as const,
    title: t("applying:title"),
    section: place.section,
    number: place.number,
    total: own.form.sections.length,
    back: place.previous ? `/application/form/${place.previous.key}` : "/application",
    isLast: place.next === null,
    countries: own.edition.countries,
    closedAt: deadlineInWords(own, viewer, locale).submitBy,
    lock,
    files,
    ...saved,
  };
}

export async function action(args: ActionFunctionArgs) {
  if (!(await findViewer(args))) {
    const form = await readForm(args.request);
    postedLoggedOut.set(
      args.context,
      [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    return null;
  }
  const { viewer, own, lock } = await requireOwnApplication(args);
  const place = placeOf(own.form, args.params["section"]);
  if (!place) throw notFound();
  const form = await readForm(args.request);
  const revision = RevisionField.safeParse(form.get("revision"));
  if (!revision.success) throw refuse(400, "form-unreadable");
  const { section } = place;
  const target = { applicationId: own.application.id, section: section.key };
  let answers = readAnswers(section, form);
  if (form.get("merge")) {
    const saved = await readSection(database(), viewer, target.applicationId, target.section);
    const fromSaved = section.questions.flatMap(({ key }) =>
      form.get(`keep.${key}`) === "saved" ? [key] : [],
    );
    if (saved.revision === revision.data)
      answers = mergeAnswers(section, answers, saved.answers, new Set(fromSaved));
  }
  if (lock)
    return data({ kind: "locked" as const, lock, answers }, { status: lock === "closed" ? 403 : 409 });

  const problems = judgeSection(section, answers, own.edition.countries);
  if (!isStorable(problems))
    return data(
      { kind: "problems" as const, problems, answers, revision: revision.data, saved: false },
      { status: 400 },
    );
  const outcome = await saveSection(viewer, { ...target, revision: revision.data, answers });
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
  return redirect(place.next ? `/application/form/${place.next.key}` : "/application/review");
}

export default function Section() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, i18n } = useTranslation("applying");
  if (page.kind === "logged-out") return <LoggedOutForm posted={page.posted} />;
  const { section, countries, files } = page;
  const lock = result?.kind === "locked" ? result.lock : page.lock;
  const isConflict = result?.kind === "conflict";
  return (
    <>
      <PageHeader
        backHref={page.back}
        backLabel={t("form.back")}
        eyebrow={t("form.number", { number: page.number, total: page.total })}
        title={worded(section.title, i18n.language)}
        lead={isConflict ? undefined : worded(section.lead, i18n.language)}
      />
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
          problems={result?.kind === "problems" ? result.problems : []}
          saved={result?.kind === "problems" && result.saved}
        />
      )}
    </>
  );
}
