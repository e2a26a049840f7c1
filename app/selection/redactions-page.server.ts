import { questionsOf, worded } from "~/cohorts/questions";
import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatMoment } from "~/platform/locale/format";
import { canReadAnswers } from "./access";
import { describeAnswers } from "./answers";
import { requireApplication } from "./application-page.server";
import { readWithPassages } from "./redactions.server";
import { describeTrace, markedPieces, waitingAt } from "./trace-view";

type Params = Asking & { params: { edition?: string | undefined; code?: string | undefined } };

/** A submitted application of the coordinator's edition, of which passages can be hidden; 404 for anything else. */
export async function requireReadable(args: Params) {
  const found = await requireApplication(args);
  if (!canReadAnswers(found.application)) throw notFound();
  return found;
}

/** What the panel reads of an application, with what is hidden of it marked, and the list of what is hidden. */
export async function loadRedactionsPage(args: Params) {
  const { viewer, edition, application } = await requireReadable(args);
  const { locale, t } = await readerWords(args);
  const { part, passages } = await readWithPassages(database(), application.id);
  const { texts, hidden } = part;
  const questions = new Map(
    questionsOf({ sections: part.sections }).map((question) => [
      question.key,
      worded(question.label, locale),
    ]),
  );
  const textsAt = (key: string) =>
    [...texts].flatMap(([place, text]) =>
      text && (place === key || place.startsWith(`${key}.`))
        ? [{ place, pieces: markedPieces(text, hidden.get(place) ?? [], waitingAt(part, place)) }]
        : [],
    );
  return {
    title: t("selection:redactions.title"),
    list: `/office/${edition.slug}/applications`,
    path: `/office/${edition.slug}/applications/${application.code}`,
    number: part.number,
    sections: describeAnswers(part, locale)
      .map((section) => ({
        ...section,
        questions: section.questions
          .filter(({ isFile }) => !isFile)
          .map(({ key, label, lines, isProse }) => ({
            key,
            label,
            lines,
            texts: isProse || textsAt(key).length > 0 ? textsAt(key) : [],
          })),
      }))
      .filter((section) => section.questions.length > 0),
    code: application.code,
    traces: part.traces
      .map((trace) => describeTrace(part, trace))
      .map((trace) => ({ ...trace, question: questions.get(trace.question) ?? null })),
    passages: passages.map(({ place, at, ...passage }) => ({
      ...passage,
      question: questions.get(place.split(".")[0] ?? "") ?? null,
      when: formatMoment(at, locale, viewer.timeZone ?? edition.zone, { year: true }),
    })),
  };
}

export type RedactionsPageData = Awaited<ReturnType<typeof loadRedactionsPage>>;
