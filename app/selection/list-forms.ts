import { z } from "zod";
import { says } from "~/platform/forms";
import { audiences } from "~/questions/definition";
import { exportColumnKeys, type ExportColumn } from "./export-table";

/** A line of text without line breaks or other control characters, trimmed. */
function line(most: number) {
  return z
    .string()
    .transform((text) => text.replaceAll(/\s+/g, " ").trim())
    .refine((text) => text !== "", { error: says("platform:error.required") })
    .refine((text) => [...text].length <= most, { error: says("platform:error.too-long", { max: most }) })
    .refine((text) => !/\p{Cc}/u.test(text), { error: says("platform:error.invalid") });
}

/** A tick in a form: there, or not. */
const tick = z
  .literal("yes")
  .optional()
  .transform((value) => value === "yes");

/** The name under which a way of looking at the list is kept, and whether the other coordinators see it. */
export const ViewForm = z.object({ name: line(60), shared: tick });

/** The sum over the applications that a page showed as chosen, so that nothing is done to others than those. */
const seen = z.string().regex(/^[0-9a-f]{64}$/, { error: says("platform:error.invalid") });

/** A letter to several applicants. */
export const LetterForm = z.object({
  subject: line(120),
  text: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .refine((text) => text !== "", { error: says("platform:error.required") })
    .refine((text) => text.length <= 5000, { error: says("platform:error.too-long", { max: 5000 }) }),
});

/** The letter as it was shown before it goes: `once` tells a second press from a second letter. */
export const SendingForm = LetterForm.extend({ seen, once: z.uuid() });

/** A ruling on several applications; the reason is kept with each. */
export const RulingsForm = z
  .object({
    seen,
    eligible: z.enum(["yes", "no"], { error: says("selection:applications.error.eligible") }),
    reason: z
      .string()
      .transform((text) => text.replaceAll("\r\n", "\n").trim())
      .refine((text) => text.length <= 1000, { error: says("platform:error.too-long", { max: 1000 }) })
      .optional(),
  })
  .refine((ruling) => ruling.eligible === "yes" || Boolean(ruling.reason), {
    path: ["reason"],
    error: says("selection:applications.error.reason"),
  });

/** A tag to put on or take off several applications: one there is, or the name of a new one. */
export const TaggingForm = z
  .object({
    seen,
    what: z.enum(["add", "remove"], { error: says("platform:error.choose") }),
    tag: z.uuid().optional(),
    // It stands in clear, so an address or a telephone number in it is refused.
    name: line(40)
      .refine((name) => !/@|\d{6,}/.test(name), { error: says("selection:list.tagging.error.personal") })
      .optional(),
  })
  .refine(({ tag, name }) => Boolean(tag) || Boolean(name), {
    path: ["tag"],
    error: says("selection:list.tagging.error.tag"),
  })
  .refine(({ what, name }) => what === "add" || !name, {
    path: ["name"],
    error: says("selection:list.tagging.error.name"),
  });

/** One tick or several of the same name, of a closed list. */
function ticks<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.enum(values, { error: says("platform:error.choose") })).max(values.length * 2),
  );
}

/** What a table that leaves the app holds; names and addresses only where each was ticked. */
export const ExportForm = z.object({
  format: z.enum(["csv", "xlsx"], { error: says("platform:error.choose") }),
  col: ticks(exportColumnKeys as [ExportColumn, ...ExportColumn[]]),
  answers: ticks(audiences),
  names: tick,
  emails: tick,
});
