import { z } from "zod";
import { countryCodes } from "~/applying/countries";
import { says } from "~/platform/forms";
import { conflictRules } from "./conflict-rules";
import { lines } from "./forms";
import { partsOf } from "./panelist-profile";

/** A coordinator's word on a conflict that was found or named. */
export const RulingForm = z.object({ ruling: z.enum(["confirm", "dismiss"]) });

/** The same on several: those ticked, or all that are shown, of which there were `seen`. */
export const RulingsForm = RulingForm.extend({
  id: z
    .union([z.array(z.uuid()), z.uuid()])
    .transform((ids) => [ids].flat())
    .prefault([]),
  all: z.literal("yes").optional(),
  seen: z.number().int().min(0),
});

/** A conflict that a coordinator knows of: the application by its code, the panelist by their role. */
export const DeclarationForm = z.object({
  code: z
    .string({ error: says("selection:panel.conflicts.declare.no-application") })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{3,16}$/, { error: says("selection:panel.conflicts.declare.no-application") }),
  panelist: z.uuid({ error: says("platform:error.choose") }),
  reason: lines(1000, says("selection:panel.conflicts.declare.reason-missing")),
});

/** Takes somebody off the panel: whether what they had not read goes to others, and the plan for it that was shown. */
export const RemovalForm = z.object({
  "pass-on": z.enum(["yes", "no"]).optional(),
  seed: z.string().min(1).max(40).optional(),
  plan: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** Which rules find conflicts in an edition; none is allowed. */
export const ConflictRulesForm = z.object({
  rules: z
    .union([z.array(z.enum(conflictRules)), z.enum(conflictRules)])
    .transform((rules) => conflictRules.filter((rule) => [rules].flat().includes(rule)))
    .prefault([]),
});

/** One line of text that may be empty. */
export const optionalLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: says("platform:error.too-long", { max: most }) })
    .refine((text) => !/\n/.test(text), { error: says("platform:error.invalid") })
    .prefault("");

/** Languages that a panelist can say they read. */
export const readableLanguages = ["en", "ru", "kk", "ky", "tg", "tk", "uz", "cs"] as const;

const languageCodes = z
  .union([z.array(z.enum(readableLanguages)), z.enum(readableLanguages)])
  .transform((codes) => readableLanguages.filter((code) => [codes].flat().includes(code)))
  .prefault([]);

/** What an application is written in; none is as its answers tell. */
export const WrittenForm = z.object({ languages: languageCodes });

const country = z
  .string()
  .refine((code) => code === "" || countryCodes.includes(code), { error: says("platform:error.choose") })
  .transform((code) => code || null)
  .prefault("");

/** The most applications that somebody can or should read; nothing said is no limit. */
const cap = z
  .number({ error: says("selection:profile.error.cap") })
  .int({ error: says("selection:profile.error.cap") })
  .min(0, { error: says("selection:profile.error.cap") })
  .max(500, { error: says("selection:profile.error.cap") })
  .optional()
  .transform((most) => most ?? null);

/** What a panelist says of themselves. */
export const ProfileSchema = z.object({
  languages: languageCodes.refine((codes) => codes.length > 0, {
    error: says("selection:profile.error.languages"),
  }),
  expertise: optionalLine(200).transform((text) => partsOf(text).slice(0, 8)),
  organisation: optionalLine(300),
  familyNames: optionalLine(200),
  citizenship: country,
  employerState: country,
  cap,
  lettersOff: z.literal("yes").optional(),
});

/** What a coordinator sets for a member of the panel. */
export const MemberForm = z.object({ cap, experienced: z.literal("yes").optional() });
