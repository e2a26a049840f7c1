import type { Question } from "~/cohorts/questions";
import { mostPages } from "./cleaning/taken";
import type { Translate } from "~/platform/locale/translate";

/** Names of the types that a question may take. */
const typeNames: Record<string, string> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPEG",
  "image/png": "PNG",
};

/** What a question takes, such as "PDF, JPEG". */
function takenTypes(question: Extract<Question, { type: "file" }>): string {
  return question.mediaTypes.map((type) => typeNames[type] ?? type).join(", ");
}

/** What a question takes and up to which size, in sentences. */
export function limitsText(question: Extract<Question, { type: "file" }>, t: Translate): string {
  const size = Math.floor(question.maxBytes / 1024 / 1024);
  const limits = t("applying:upload.limits", {
    types: takenTypes(question),
    size,
    count: question.most ?? 1,
  });
  const takesPdf = question.mediaTypes.includes("application/pdf");
  return takesPdf ? `${limits} ${t("applying:upload.limits-pages", { count: mostPages })}` : limits;
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
    pages: mostPages,
  });
}
