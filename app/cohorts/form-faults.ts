import type { z } from "zod";
import { errorText, says } from "~/platform/forms";
import type { Translate } from "~/platform/locale/translate";
import type { FormDefinition } from "~/questions/definition";
import { shortened } from "~/platform/shortened";

/** What is wrong with a form: a message of the catalogue at a path in the definition. */
export interface FormFault {
  path: PropertyKey[];
  message: string;
}

/** Everything that keeps something from being a form. */
export function faultsOf(error: z.ZodError): FormFault[] {
  return error.issues.map((issue) => ({ path: issue.path, message: messageOf(issue) }));
}

/** What keeps a form from being a referee's: that one is a single page, asks for no file and judges nobody. */
export function faultsOfReference({ sections, eligibility = [] }: FormDefinition): FormFault[] {
  const about = (path: PropertyKey[], name: string) => ({
    path,
    message: says(`cohorts:builder.fault.${name}`),
  });
  return [
    ...sections.slice(1).map((_, index) => about(["sections", index + 1], "one-section")),
    ...sections.flatMap(({ questions }, section) =>
      questions.flatMap(({ type }, index) =>
        type === "file" ? [about(["sections", section, "questions", index], "no-file")] : [],
      ),
    ),
    ...eligibility.map((_, index) => about(["eligibility", index], "no-rule")),
  ];
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith("questions:")) return issue.message;
  const field = issue.path.findLast((part) => typeof part === "string") ?? "form";
  const about = (name: string, values: Record<string, string> = {}) =>
    says(`questions:fault.${name}`, { field, ...values });
  switch (issue.code) {
    case "invalid_union":
      return about("unknown-type");
    case "invalid_type":
      return issue.message.includes("received undefined")
        ? about("missing")
        : about("wrong-kind", { expected: issue.expected });
    case "too_big":
      return about("too-many", { max: String(issue.maximum) });
    case "too_small":
      return about("too-few", { min: String(issue.minimum) });
    case "invalid_value":
      return about("not-offered");
    default:
      return about("other");
  }
}

/** A fault in words, with where it is: “Section 2, question 3 (Your community): …”. */
export function faultText(fault: FormFault, raw: unknown, t: Translate): string {
  const place = placeOf(fault.path, raw, t);
  const text = errorText(t, fault.message);
  return place ? `${place}: ${text}` : text;
}

function placeOf(path: readonly PropertyKey[], raw: unknown, t: Translate): string {
  const [list, at, questions, index] = path;
  const numberOf = (part: PropertyKey) => Number(part) + 1;
  if (list === "eligibility" && typeof at === "number")
    return t("cohorts:builder.place.rule", { number: numberOf(at) });
  if (list !== "sections" || typeof at !== "number") return "";
  if (questions !== "questions" || typeof index !== "number")
    return named(
      t("cohorts:builder.place.section", { section: numberOf(at) }),
      valueAt(raw, ["sections", at]),
    );
  return named(
    t("cohorts:builder.place.question", { section: numberOf(at), question: numberOf(index) }),
    valueAt(raw, ["sections", at, "questions", index]),
  );
}

function named(place: string, item: unknown): string {
  const wording = valueAt(item, ["label", "en"]) ?? valueAt(item, ["title", "en"]);
  return typeof wording === "string" && wording.trim() ? `${place} (${shortened(wording, 50)})` : place;
}

/** What stands at a path in anything, or undefined. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, part) =>
      inside && typeof inside === "object" ? (inside as Record<PropertyKey, unknown>)[part] : undefined,
    value,
  );
}

/**
 * What is wrong with a question as its editor shows it: at its own settings where it is about them, and in words with a
 * place where something else in the form stands against it.
 */
export function editorFaults(
  faults: readonly FormFault[],
  key: string,
  raw: unknown,
  t: Translate,
): { setting: string; text: string }[] {
  return faults.map((fault) => {
    const isOwn = valueAt(raw, [...fault.path.slice(0, 4), "key"]) === key && fault.path[2] === "questions";
    const [setting = "label"] = fault.path.slice(4);
    return isOwn
      ? { setting: String(setting), text: errorText(t, fault.message) }
      : { setting: "label", text: faultText(fault, raw, t) };
  });
}
