import { z } from "zod";
import { says } from "~/platform/forms";
import { conflictRules } from "./conflict-rules";

/** A coordinator's word on a conflict that was found or named. */
export const RulingForm = z.object({ ruling: z.enum(["confirm", "dismiss"]) });

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
