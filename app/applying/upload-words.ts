import type { Question } from "~/cohorts/questions";
import type { Translate } from "~/platform/locale/translate";

/** Names of the types that a question may take. */
const typeNames: Record<string, string> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPEG",
  "image/png": "PNG",
};

/** What a question takes, such as "PDF, JPEG". */
export function takenTypes(question: Extract<Question, { type: "file" }>): string {
  return question.mediaTypes.map((type) => typeNames[type] ?? type).join(", ");
}

/** Why an upload was not taken, in a sentence. */
export function refusalText(
  reason: string,
  question: Extract<Question, { type: "file" }> | undefined,
  t: Translate,
): string {
  return t(`applying:upload.refused.${reason}`, {
    size: question ? Math.floor(question.maxBytes / 1024 / 1024) : 0,
    types: question ? takenTypes(question) : "",
    count: question?.most ?? 1,
  });
}
