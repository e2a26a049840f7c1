import type { Question } from "~/cohorts/questions";
import { mostPages } from "./cleaning/taken";
import type { Translate } from "~/platform/locale/translate";
import type { Ahead } from "~/platform/turns";

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

/** What is said of a file that has arrived: that it is being checked, or how long until it is its turn. */
export function waitText(ahead: Ahead | null, t: Translate): string {
  if (!ahead || ahead.works === 0) return t("applying:upload.checking");
  return `${t("applying:upload.waiting", { works: ahead.works })} ${turnText(ahead, t)}`;
}

/** When it is a file's turn, in seconds rounded up to five, or in minutes. */
function turnText({ milliseconds }: Ahead, t: Translate): string {
  const seconds = Math.max(5, Math.ceil(milliseconds / 5000) * 5);
  return seconds < 90
    ? t("applying:upload.turn-seconds", { count: seconds })
    : t("applying:upload.turn-minutes", { count: Math.ceil(seconds / 60) });
}

/** What is said before a file is sent where it would wait longer than one notices; empty where it would not. */
export function busyText(ahead: Ahead | null, t: Translate): string {
  if (!ahead || ahead.milliseconds < 10_000) return "";
  return `${t("applying:upload.busy")} ${turnText(ahead, t)}`;
}
