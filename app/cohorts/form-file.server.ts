import { everyString, isCleanText, jsonDepth } from "~/platform/http/body.server";
import { says } from "~/platform/forms";
import type { FormDefinition } from "~/questions/definition";
import { formSchema } from "~/questions/form-schema";
import { faultsOf, type FormFault } from "./form-faults";

/** Bytes that a form in a file may have: several times what the largest form in seven languages needs. */
export const formFileLimit = 1024 * 1024;
const deepest = 12;

export type FormFile =
  | { outcome: "read"; form: FormDefinition }
  | { outcome: "refused"; message: string }
  /** It is JSON and not a form: everything that is wrong, with what was read, to say where. */
  | { outcome: "faulty"; raw: unknown; faults: FormFault[] };

/** Reads a form that was exported from another edition, or written by hand. */
export function readFormFile(text: string): FormFile {
  const refuse = (name: string) => ({
    outcome: "refused" as const,
    message: says(`cohorts:builder.import.${name}`),
  });
  if (text.trim() === "") return refuse("empty");
  if (Buffer.byteLength(text) > formFileLimit) return refuse("too-large");
  if (!isCleanText(text)) return refuse("characters");
  if (jsonDepth(text) > deepest) return refuse("too-deep");
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refuse("not-json");
  }
  // What an escape such as \u0000 hides comes out in the parsed text only.
  if (!everyString(raw, isCleanText)) return refuse("characters");
  const parsed = formSchema.safeParse(raw);
  return parsed.success
    ? { outcome: "read", form: parsed.data }
    : { outcome: "faulty", raw, faults: faultsOf(parsed.error) };
}

/** A form as a file that {@link readFormFile} reads again. */
export function writeFormFile(form: FormDefinition): string {
  return `${JSON.stringify({ format: "elf-form", ...form }, null, 2)}\n`;
}
