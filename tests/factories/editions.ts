import { addDays } from "date-fns";
import { eq } from "drizzle-orm";
import { forms } from "#db/schema";
import {
  createEdition,
  getCurrentForm,
  listCriteria,
  type Criterion,
  type Edition,
  type NewEdition,
} from "~/cohorts/editions.server";
import type { FileMediaType, FormDefinition } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { addCalendarDays, wallClock } from "~/platform/locale/zones";
import { next } from "./counter";

export type { Edition };

/** When the edition is, seen from now. */
export type EditionTime = "before-call" | "call-open" | "selection" | "decided" | "running" | "over";

/** For each time of an edition's year: days from now to the call's opening, its close and the first day. */
const days: Record<EditionTime, { opens: number; closes: number; starts: number }> = {
  "before-call": { opens: 20, closes: 60, starts: 180 },
  "call-open": { opens: -20, closes: 20, starts: 140 },
  selection: { opens: -60, closes: -20, starts: 90 },
  decided: { opens: -100, closes: -60, starts: 30 },
  running: { opens: -200, closes: -160, starts: -30 },
  over: { opens: -400, closes: -360, starts: -200 },
};

/**
 * An edition with the form and the rubric that every new edition gets. Its dates follow from `at` (the call is open
 * unless told otherwise); any column can be given. `by` becomes its coordinator.
 */
export async function anEdition(
  details: Partial<NewEdition> & { at?: EditionTime; by?: { id: string } } = {},
): Promise<Edition> {
  const { at = "call-open", by, ...columns } = details;
  const number = next();
  const today = now();
  const { opens, closes, starts } = days[at];
  const zone = columns.zone ?? "Europe/Prague";
  const startsOn = mondayOf(wallClock(addDays(today, starts), zone).date);
  const edition = await createEdition(by?.id ?? null, {
    slug: `edition-${number}`,
    name: `Edition ${number}`,
    zone,
    places: 16,
    callOpensAt: addDays(today, opens),
    callClosesAt: addDays(today, closes),
    startsOn,
    endsOn: addCalendarDays(columns.startsOn ?? startsOn, 10 * 7 - 3),
    countries: ["KZ", "KG", "TJ", "TM", "UZ"],
    decisionsReleasedAt: closes < -30 ? addDays(today, closes + 30) : null,
    ...columns,
  });
  if (!edition) throw new Error(`The slug ${columns.slug} is taken.`);
  return edition;
}

/** The Monday of the week that a calendar date is in. */
function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addCalendarDays(date, -((weekday + 6) % 7));
}

/** An edition's newest form. */
export function formOf(edition: { id: string }) {
  return getCurrentForm(database(), edition.id);
}

/** An edition's criteria in their order. */
export function criteriaOf(edition: { id: string }): Promise<Criterion[]> {
  return listCriteria(database(), edition.id);
}

/** Changes what the questions of an edition's form that ask for files take. */
export async function takeFiles(
  edition: Edition,
  taken: { mediaTypes?: readonly FileMediaType[]; most?: number },
): Promise<void> {
  const { id, definition } = await formOf(edition);
  const { mediaTypes, most } = taken;
  const changed: FormDefinition = {
    ...definition,
    sections: definition.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        question.type === "file"
          ? {
              ...question,
              ...(mediaTypes ? { mediaTypes: [...mediaTypes] } : {}),
              ...(most ? { most } : {}),
            }
          : question,
      ),
    })),
  };
  await database().update(forms).set({ definition: changed }).where(eq(forms.id, id));
}
