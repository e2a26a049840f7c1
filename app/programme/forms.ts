import { z } from "zod";
import { says } from "~/platform/forms";
import { sessionKinds } from "./kinds";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, says("programme:office.error.time"));
const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, says("platform:error.date"))
  .refine(isDay, says("platform:error.date"));

/** Whether there is such a day; Date turns 30 February into March. */
function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** A place: its name, and where it is. */
export const PlaceForm = z.object({
  name: z.string().trim().min(1).max(120),
  address: z.string().trim().max(200).default(""),
});

/** Where most sessions of a new programme are; both may be left open. */
export const LayForm = z.object({
  name: z.string().trim().max(120).default(""),
  address: z.string().trim().max(200).default(""),
});

/** Which state of a session somebody has seen. */
export const RevisionForm = z.object({ revision: z.coerce.number().int().min(0).max(2_000_000_000) });

/** A session as a coordinator writes it: by the wall clock of the edition, between its first and its last day. */
export function sessionForm(days: { first: string; last: string }) {
  return (
    z
      .object({
        title: z.string().trim().min(1).max(120),
        kind: z.enum(sessionKinds),
        description: z.string().trim().max(2000).default(""),
        date: calendarDate.refine(
          (date) => date >= days.first && date <= days.last,
          says("programme:office.error.outside"),
        ),
        from: clockTime,
        to: clockTime,
        /** Nothing, a place's id, or "new". */
        place: z.union([z.literal("new"), z.uuid()]).optional(),
        placeName: z.string().trim().max(120).default(""),
        placeAddress: z.string().trim().max(200).default(""),
        facilitator: z.uuid().optional(),
        optional: z.literal("yes").optional(),
        revision: z.coerce.number().int().min(0).max(2_000_000_000),
      })
      // Judged even where another field is wrong, so that everything is said at once.
      .refine(({ from, to }) => !from || !to || to > from, {
        path: ["to"],
        message: says("programme:office.error.end"),
        when: () => true,
      })
      .refine(({ place, placeName }) => place !== "new" || Boolean(placeName), {
        path: ["placeName"],
        message: says("programme:office.error.place-name"),
        when: () => true,
      })
      .transform(({ placeName, placeAddress, optional, ...session }) => ({
        ...session,
        newPlace: { name: placeName, address: placeAddress },
        optional: optional === "yes",
      }))
  );
}
export type SessionValues = z.infer<ReturnType<typeof sessionForm>>;
