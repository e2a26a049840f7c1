import type { Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { locales } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import type { Outcome } from "./decisions";
import { listCohort, listReserve, type CohortMember } from "./decisions.server";
import { newsMail, outcomeLetter, type LetterText } from "./letters";
import { answerDeadline, holdsPlace } from "./offers";
import { nextInReserve } from "./offers.server";
import { countRanking } from "./ranking.server";

/** Everything that the decisions page of an edition shows. The caller has checked that a coordinator asks. */
export async function readDecisionsPage(edition: Edition) {
  const db = database();
  const [counts, cohort, list] = await Promise.all([
    countRanking(db, edition),
    listCohort(edition),
    listReserve(db, edition.id),
  ]);
  const reserve = list.map(({ applicationId: _application, personId: _person, ...row }) => row);
  return {
    counts,
    cohort,
    reserve,
    offers: countOffers(cohort, edition.places),
    next: nextInReserve(reserve)?.code ?? null,
    previews: previewLetters(edition),
  };
}

/** How many offers stand how, and how many places none of them holds. */
export function countOffers(cohort: readonly CohortMember[], places: number) {
  const states = cohort.flatMap(({ offer }) => (offer ? [offer.state] : []));
  const count = (...wanted: typeof states) => states.filter((state) => wanted.includes(state)).length;
  return {
    accepted: count("accepted"),
    awaiting: count("awaiting"),
    gone: count("declined", "lapsed", "withdrawn"),
    free: Math.max(0, places - states.filter(holdsPlace).length),
  };
}

function previewLetters(edition: Edition) {
  const answerBy = answerDeadline(now(), edition.acceptDays, edition.zone);
  return locales.map((locale) => {
    const t = translate(locale);
    const letter = (outcome: Outcome): LetterText =>
      outcomeLetter(t, locale, outcome, { edition, answerBy, readerZone: null });
    const { subject, paragraphs } = newsMail(edition.id, t);
    return {
      locale,
      letters: { cohort: letter("cohort"), reserve: letter("reserve"), declined: letter("declined") },
      mail: { title: subject, paragraphs },
    };
  });
}
