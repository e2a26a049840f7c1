import { criteria, editions, forms } from "#db/schema";
import { defaultForm } from "~/cohorts/default-form";
import { defaultRubric } from "~/cohorts/default-rubric";
import { formSchema, type FormDefinition } from "~/cohorts/questions";
import { addCalendarDays, wallClock } from "~/platform/locale/zones";
import { zone, type EditionDates } from "./calendar";
import { Random } from "./random";
import type { Rows } from "./rows";

/** An edition as the rest of the demonstration needs it. */
export interface SeededEdition extends EditionDates {
  id: string;
  zone: string;
  places: number;
  endsOn: string;
  formId: string;
  form: FormDefinition;
  criteria: { id: string; weight: number }[];
  countries: string[];
  createdBy: string;
}

/** An edition's id follows from its part, so that the demonstration finds its own editions again. */
export function editionId(part: string): string {
  return new Random(`edition/${part}`).uuid();
}

/** Adds an edition with the form and the rubric that every new edition gets. */
export function addEdition(
  rows: Rows,
  part: string,
  dates: EditionDates,
  details: {
    places: number;
    createdBy: string;
    readings?: number;
    /** Days after the call's end on which readings are asked for; two weeks unless said. */
    readingDays?: number;
    refereesAsked?: "with-application" | "after-shortlist";
  },
): SeededEdition {
  const random = new Random(`edition/${part}/parts`);
  const id = editionId(part);
  const createdAt = new Date(dates.callOpensAt.getTime() - 21 * 86_400_000);
  const countries = ["KZ", "KG", "TJ", "TM", "UZ"];
  const formId = random.uuid();
  const definition = defaultForm(dates);
  rows.add(editions, {
    id,
    ...dates,
    zone,
    places: details.places,
    countries,
    readingsPerApplication: details.readings ?? 2,
    ...(details.readingDays
      ? { readingUntil: addCalendarDays(wallClock(dates.callClosesAt, zone).date, details.readingDays) }
      : {}),
    ...(details.refereesAsked ? { refereesAsked: details.refereesAsked } : {}),
    createdBy: details.createdBy,
    createdAt,
  });
  rows.add(forms, {
    id: formId,
    editionId: id,
    version: 1,
    definition,
    createdBy: details.createdBy,
    createdAt,
    publishedAt: createdAt,
  });
  const lines = defaultRubric.map((line) => ({ ...line, id: random.uuid() }));
  rows.add(criteria, ...lines.map((line, index) => ({ ...line, editionId: id, position: index + 1 })));
  return {
    id,
    ...dates,
    zone,
    places: details.places,
    formId,
    form: formSchema.parse(definition),
    criteria: lines.map((line) => ({ id: line.id, weight: line.weight })),
    countries,
    createdBy: details.createdBy,
  };
}
