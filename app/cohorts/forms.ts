import { z } from "zod";
import { says } from "~/platform/forms";
import { addCalendarDays, findInstant, isZone, zonedInstant } from "~/platform/locale/zones";

/** The five countries of the fellowship, offered when an edition is opened. */
export const fellowshipCountries = ["KZ", "KG", "TJ", "TM", "UZ"] as const;

const aDate = { error: says("platform:error.date"), abort: true };
const calendarDate = z.iso.date(aDate);
/** What a datetime-local field sends: 2027-01-11T09:00. */
const wallClockMoment = z.iso.datetime({ ...aDate, local: true, precision: -1 }).regex(/T\d\d:\d\d$/, aDate);
/** One line that may be left empty. */
const line = (max: number) => z.string().trim().max(max).nullable().default(null);
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** What a coordinator says of an edition. Moments are wall-clock times in the edition's zone. */
const settings = {
  name: z.string().trim().min(1).max(80),
  zone: z.string().refine(isZone, says("platform:error.choose")),
  places: whole(1, 200),
  callOpensAt: wallClockMoment,
  callClosesAt: wallClockMoment,
  graceMinutes: whole(0, 24 * 60),
  startsOn: calendarDate,
  endsOn: calendarDate,
  readingsPerApplication: whole(1, 5),
  acceptDays: whole(1, 60),
  countries: z.array(z.enum(fellowshipCountries)).min(1),
};

type Dates = { zone: string; callOpensAt: string; callClosesAt: string; startsOn: string; endsOn: string };

function datesInOrder(value: Dates, context: z.RefinementCtx): void {
  const wrong = (path: keyof Dates, key: string) =>
    context.addIssue({ code: "custom", path: [path], message: says(`cohorts:edition.error.${key}`) });
  if (value.callClosesAt <= value.callOpensAt) wrong("callClosesAt", "closes-first");
  if (value.startsOn <= value.callClosesAt.slice(0, 10)) wrong("startsOn", "starts-first");
  if (value.endsOn <= value.startsOn) wrong("endsOn", "ends-first");
  if (value.endsOn > addCalendarDays(value.startsOn, 7 * 30)) wrong("endsOn", "too-long");
  for (const path of ["callOpensAt", "callClosesAt"] as const)
    if (!findInstant(value[path].slice(0, 10), value[path].slice(11), value.zone))
      context.addIssue({ code: "custom", path: [path], message: says("platform:error.skipped") });
}

export const EditionForm = z
  .object({
    slug: z
      .string()
      .trim()
      .regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/, says("cohorts:edition.error.slug")),
    ...settings,
  })
  .superRefine(datesInOrder)
  .refine(({ slug }) => !["editions", "people", "mail", "audit"].includes(slug), {
    path: ["slug"],
    message: says("cohorts:edition.error.slug"),
  });

/** When applicants name their referees. */
export const refereeTimes = ["after-shortlist", "with-application", "never"] as const;

export const EditionSettingsForm = z
  .object({
    ...settings,
    refereesAsked: z.enum(refereeTimes),
    refereesWanted: whole(1, 4),
    refereeDays: whole(3, 60),
    /** One line, as it stands in a letter to somebody else; nothing in it that a mail program makes a link of. */
    refereesTold: z
      .string()
      .trim()
      .max(80)
      .refine((text) => !/[\p{Cc}<>@]|:\/\/|www\./iu.test(text), says("platform:error.invalid"))
      .default(""),
    controller: line(200),
    contact: z.email().max(254).nullable().default(null),
    contactNote: line(200),
    /** As it stands before the address in a letter's From; nothing in it that could be taken for an address. */
    lettersFrom: line(60).refine(
      (text) => !/[\p{Cc}<>@",;:]/u.test(text ?? ""),
      says("platform:error.invalid"),
    ),
  })
  .superRefine(datesInOrder);

/** What a parsed form stores: wall-clock moments become instants in the edition's zone. */
export function editionValues<Form extends Omit<z.output<typeof EditionForm>, "slug">>(form: Form) {
  const instant = (moment: string) => zonedInstant(moment.slice(0, 10), moment.slice(11), form.zone);
  return {
    ...form,
    callOpensAt: instant(form.callOpensAt),
    callClosesAt: instant(form.callClosesAt),
    countries: [...form.countries],
  };
}
