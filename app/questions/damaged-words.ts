import type { Answer } from "./answer.ts";

/** Words that are named at the most, and the letters of each. */
const most = 5;
const longest = 40;

/**
 * The words of an answer that hold U+FFFD, the sign (�) that stands where something could not be read as a letter. What
 * stood there before is not known, so nobody but the writer can put it right. Each is named once, the first few of them
 * in full or, where one is very long, around the sign.
 */
export function damagedWords(answer: Answer | undefined): string[] {
  const words = textsOf(answer)
    .filter((text) => text.includes("\uFFFD"))
    .flatMap((text) => text.match(/[^\s]*\uFFFD[^\s]*/gu) ?? [])
    .map((word) => around(word.replace(/^[^\p{L}\p{N}\uFFFD]+|[^\p{L}\p{N}\uFFFD]+$/gu, "")));
  return [...new Set(words)].slice(0, most);
}

function around(word: string): string {
  const letters = [...word];
  if (letters.length <= longest) return word;
  const from = Math.max(0, letters.indexOf("\uFFFD") - longest / 2);
  return `${from > 0 ? "…" : ""}${letters.slice(from, from + longest).join("")}…`;
}

function textsOf(answer: Answer | undefined): string[] {
  if (typeof answer === "string") return [answer];
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((item) => (typeof item === "string" ? [item] : Object.values(item)));
}
