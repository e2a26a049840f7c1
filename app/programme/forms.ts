import { z } from "zod";
import { programmeDays } from "~/cohorts/weeks";
import { says } from "~/platform/forms";
import { sessionKinds } from "./kinds";
import { endMinuteOf, skippedTimes, type Ground } from "./slots";

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const clockTime = z.string().regex(clock, says("programme:office.error.time"));
const isClock = (time: unknown) => typeof time === "string" && clock.test(time);
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

/**
 * A session as a coordinator writes it: by the wall clock of the edition, between its first and its last day. An end
 * before the beginning is the next day's. Times that clocks skip that night are refused.
 */
export function sessionForm(ground: Ground) {
  const days = programmeDays(ground.startsOn);
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
      .refine(({ from, to }) => !isClock(from) || !isClock(to) || endMinuteOf(from, to) !== null, {
        path: ["to"],
        message: says("programme:office.error.end"),
        when: () => true,
      })
      .superRefine(({ date, from, to }, context) => {
        for (const path of skippedTimes({ date, from, to }, ground.zone))
          context.addIssue({ code: "custom", path: [path], message: says("platform:error.skipped") });
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
