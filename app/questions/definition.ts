import { z } from "zod";
import { says } from "~/platform/forms";
import { isBlank } from "./wording";

/**
 * What a form is made of: sections of questions, each by its type. Pure, so that the same rules hold on a page, in an
 * import and in a questionnaire. What an answer is worth is told in answers.ts, who is asked what in conditions.ts.
 */

const wording = z
  .object({ en: z.string().max(4000) })
  .catchall(z.string().max(4000))
  .refine((text) => Object.keys(text).every((language) => /^[a-z]{2,3}$/.test(language)), {
    message: says("questions:fault.language-code"),
  })
  .transform(withoutBlanks);

/** A language that is left blank is not written in: its readers get English, and nobody looks for it. */
function withoutBlanks(text: Record<string, string> & { en: string }): typeof text {
  const written = Object.entries(text).filter(([language, said]) => language === "en" || !isBlank(said));
  return { ...Object.fromEntries(written), en: text.en };
}

/** A sentence in each language it has been written in; English is always there. */
export type Wording = z.infer<typeof wording>;

/** A wording that cannot be empty in English. */
const said = wording.refine((text) => !isBlank(text.en), {
  message: says("questions:fault.no-english"),
  path: ["en"],
});

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, {
  message: says("questions:fault.key"),
});

/** Names that a form page needs for itself, so that no question can be called so. */
export const reservedKeys: ReadonlySet<string> = new Set([
  "revision",
  "next",
  "merge",
  "keep",
  "asked",
  "new",
]);

/** Who may see an answer: the panel that scores, coordinators only, or coordinators for balance only. */
export const audiences = ["panel", "office", "balance"] as const;
export type Audience = (typeof audiences)[number];

const conditionValue = z.string().min(1).max(200);
export const conditionSchema = z.discriminatedUnion("is", [
  z.object({ question: key, is: z.literal("answered") }),
  z.object({ question: key, is: z.literal("equals"), value: conditionValue }),
  z.object({ question: key, is: z.literal("not"), value: conditionValue }),
  z.object({ question: key, is: z.literal("one-of"), values: z.array(conditionValue).min(1).max(60) }),
  z.object({ question: key, is: z.literal("at-least"), value: z.number() }),
  z.object({ question: key, is: z.literal("at-most"), value: z.number() }),
]);
/** A condition on the answer to an earlier question. A question that has no answer meets none. */
export type Condition = z.infer<typeof conditionSchema>;

export const showIfSchema = z.object({
  match: z.enum(["all", "any"]),
  conditions: z.array(conditionSchema).min(1).max(8),
});
export type ShowIf = z.infer<typeof showIfSchema>;

const base = {
  key: key.refine((name) => !reservedKeys.has(name), says("questions:fault.reserved-key")),
  label: said,
  help: wording.optional(),
  required: z.boolean().default(false),
  audience: z.enum(audiences),
  showIf: showIfSchema.optional(),
};

const option = z.object({ value: z.string().min(1).max(60), label: said });

/** Kinds of file that can be asked for: each is told by its content and cleaned of what it says about its author. */
export const fileMediaTypes = ["application/pdf", "image/jpeg", "image/png"] as const;
export type FileMediaType = (typeof fileMediaTypes)[number];
export const mostFileBytes = 20 * 1024 * 1024;

/** A field of one line of a question of type "entries". */
const entryField = z.object({ key, label: said, maxCharacters: z.number().int().min(1).max(500) });
export type EntryField = z.infer<typeof entryField>;

const bound = z.number().min(-1e12).max(1e12).optional();

export const questionSchema = z.discriminatedUnion("type", [
  z.object({ ...base, type: z.literal("text"), maxCharacters: z.number().int().min(1).max(500) }),
  z.object({
    ...base,
    type: z.literal("long-text"),
    maxWords: z.number().int().min(1).max(2000).optional(),
    maxCharacters: z.number().int().min(1).max(15_000).optional(),
  }),
  z.object({ ...base, type: z.literal("choice"), options: z.array(option).min(2).max(300) }),
  z.object({
    ...base,
    type: z.literal("choices"),
    options: z.array(option).min(2).max(60),
    most: z.number().int().min(1).max(60),
  }),
  z.object({
    ...base,
    type: z.literal("scale"),
    from: z.number().int().min(0).max(1),
    to: z.number().int().min(2).max(10),
    low: wording.optional(),
    high: wording.optional(),
  }),
  z.object({ ...base, type: z.literal("date"), min: z.iso.date().optional(), max: z.iso.date().optional() }),
  z.object({
    ...base,
    type: z.literal("number"),
    min: bound,
    max: bound,
    decimal: z.boolean().default(false),
  }),
  z.object({
    ...base,
    type: z.literal("year"),
    min: z.number().int().min(0).max(9999),
    max: z.number().int().min(0).max(9999),
  }),
  z.object({ ...base, type: z.literal("country"), only: z.enum(["edition", "any"]) }),
  z.object({
    ...base,
    type: z.literal("languages"),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(20),
  }),
  z.object({
    ...base,
    type: z.literal("entries"),
    most: z.number().int().min(1).max(10),
    fields: z.array(entryField).min(1).max(6).optional(),
  }),
  z.object({
    ...base,
    type: z.literal("file"),
    mediaTypes: z.array(z.enum(fileMediaTypes)).min(1),
    maxBytes: z.number().int().min(1).max(mostFileBytes),
    most: z.number().int().min(1).max(5).optional(),
  }),
  z.object({ ...base, type: z.literal("consent") }),
  /** Explanatory text: its label is read, and nothing is asked. */
  z.object({ ...base, type: z.literal("note") }),
]);
export type Question = z.infer<typeof questionSchema>;
export type QuestionType = Question["type"];
export const questionTypes = questionSchema.options.map(
  (option) => option.shape.type.value,
) as readonly QuestionType[];

export const sectionSchema = z.object({
  key,
  title: said,
  lead: wording.optional(),
  questions: z.array(questionSchema).max(40),
});
export type FormSection = z.infer<typeof sectionSchema>;

const ruleBase = {
  key,
  /** What somebody is told whose answers do not meet the rule. */
  says: said,
  /** "tell": told, and may go on; "stop": cannot be sent unless a coordinator lets it through. */
  effect: z.enum(["tell", "stop"]),
};
export const eligibilityRuleSchema = z.discriminatedUnion("type", [
  /** How old somebody is on a day (the first of the programme where none is set), by a question for a year or a date. */
  z.object({
    ...ruleBase,
    type: z.literal("age"),
    question: key,
    min: z.number().int().min(0).max(120).optional(),
    max: z.number().int().min(0).max(120).optional(),
    on: z.iso.date().optional(),
  }),
  /** One of these answers is one of the edition's countries. */
  z.object({ ...ruleBase, type: z.literal("countries"), questions: z.array(key).min(1).max(4) }),
  /** The answer is one of these options. */
  z.object({
    ...ruleBase,
    type: z.literal("answer"),
    question: key,
    values: z.array(conditionValue).min(1).max(60),
  }),
]);
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>;

/** A form as it is written down; whether its parts fit together is told in definition-checks.ts. */
export const formShape = z.object({
  sections: z.array(sectionSchema).min(1).max(30),
  eligibility: z.array(eligibilityRuleSchema).max(12).optional(),
});
export type FormDefinition = z.infer<typeof formShape>;
