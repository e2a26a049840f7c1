import { parseWithZod } from "@conform-to/zod/v4";
import type { FieldMetadata } from "@conform-to/react";
import type { z } from "zod";
import type { Translate } from "./locale/translate";

/**
 * Parses a posted form by a schema. `submission.status` is "success" with `submission.value`, or what to send back:
 * `data({ result: submission.reply() }, { status: 400 })`. Messages are keys of the catalogue, see {@link errorText}.
 * A text that holds U+FFFD, the sign (�) of what could not be read as a letter, is refused at its field.
 */
export function parseForm<Schema extends z.ZodType>(form: FormData, schema: Schema) {
  const submission = parseWithZod(form, { schema, error: describeIssue });
  const damaged = [...form].filter(([, value]) => typeof value === "string" && value.includes("\uFFFD"));
  if (damaged.length === 0) return submission;
  const fieldErrors = Object.fromEntries(damaged.map(([name]) => [name, [says("platform:error.damaged")]]));
  type Options = { fieldErrors?: Record<string, string[]> };
  return {
    ...submission,
    status: "error",
    error: { ...(submission.status === "success" ? {} : submission.error), ...fieldErrors },
    reply: (options: Options = {}) =>
      submission.reply({ ...options, fieldErrors: { ...options.fieldErrors, ...fieldErrors } }),
  } as typeof submission;
}

/** The message of a rule that a schema states itself, such as `z.string().refine(…, says("accounts:error.weak"))`. */
export function says(key: string, values: Record<string, string | number> = {}): string {
  const query = new URLSearchParams(
    Object.entries(values).map(([name, value]) => [name, String(value)]),
  ).toString();
  return query ? `${key}?${query}` : key;
}

function describeIssue(issue: { code?: string; input?: unknown; [detail: string]: unknown }): string {
  if (issue.input === undefined || issue.input === "") return says("platform:error.required");
  switch (issue.code) {
    case "too_big":
      return issue["origin"] === "string"
        ? says("platform:error.too-long", { max: Number(issue["maximum"]) })
        : says("platform:error.at-most", { max: String(issue["maximum"]) });
    case "too_small":
      return issue["origin"] === "string"
        ? says("platform:error.too-short", { min: Number(issue["minimum"]) })
        : says("platform:error.at-least", { min: String(issue["minimum"]) });
    case "invalid_format":
      return says(issue["format"] === "email" ? "platform:error.email" : "platform:error.invalid");
    case "invalid_value":
      return says("platform:error.choose");
    default:
      return says("platform:error.invalid");
  }
}

/** A schema's message in the reader's language. */
export function errorText(t: Translate, message: string): string {
  const [key = "", query = ""] = message.split("?");
  return t(key, Object.fromEntries(new URLSearchParams(query)));
}

/** What a field of `~/ui/field` takes from Conform: its name, what was typed, and what is wrong with it. */
export function fieldProps(field: FieldMetadata, t: Translate) {
  const message = field.errors?.[0];
  return {
    id: field.id,
    name: field.name,
    defaultValue: typeof field.initialValue === "string" ? field.initialValue : undefined,
    error: message ? errorText(t, message) : undefined,
  };
}

/**
 * The entries of an error summary for everything that is wrong in a form, each a link to its field. Where a form has
 * more than a few fields, `labels` say which one a sentence is about.
 */
export function errorLinks(
  form: { id: string; allErrors: Record<string, string[] | null | undefined> },
  t: Translate,
  labels: Record<string, string> = {},
): { href: string; text: string }[] {
  return Object.entries(form.allErrors)
    .filter(([name]) => name !== "")
    .flatMap(([name, messages]) =>
      (messages ?? []).map((message) => ({
        href: `#${form.id}-${name}`,
        text: [labels[name], errorText(t, message)].filter(Boolean).join(": "),
      })),
    );
}
