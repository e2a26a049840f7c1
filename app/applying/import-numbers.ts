import type { NumberManner } from "./import-choices.ts";

/** What a cell says of a number: digits with "." before decimals, or why it cannot be told. */
export type ReadNumber = { number: string } | "unread" | "ambiguous";

/**
 * Reads a number as somebody wrote it. What `1,000`, `1.000` and `1 000` mean depends on who wrote them: without a
 * `manner` they are ambiguous. `1,5`, `0.125`, `1,000.5` and `1.000.000` can mean one thing only.
 */
export function readNumber(text: string, manner?: NumberManner): ReadNumber {
  const clean = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^[−–] ?/, "-");
  const match = /^(-?)(\d+(?:[ ,.'’]\d+)*)$/.exec(clean);
  if (!match) return "unread";
  const [, minus = "", body = ""] = match;
  const read = readDigits(body.replace(/[ '’]/g, " "), manner);
  return typeof read === "string" ? read : { number: tidy(minus + read.number) };
}

function readDigits(body: string, manner: NumberManner | undefined): ReadNumber {
  const signs = [...new Set(body.match(/[ ,.]/g))];
  if (signs.length === 0) return { number: body };
  const [first = "", last = ""] = signs;
  // Two signs: the first groups thousands, the other stands before decimals, once.
  if (signs.length === 2) {
    const [whole = "", decimals = "", ...more] = body.split(last);
    if (more.length > 0 || last === " " || !isGrouped(whole, first)) return "unread";
    return first === " " && manner === undefined
      ? "ambiguous"
      : { number: `${whole.replaceAll(first, "")}.${decimals}` };
  }
  if (signs.length > 2) return "unread";
  const grouped = isGrouped(body, first) ? { number: body.replaceAll(first, "") } : undefined;
  if (first === " ") return grouped ? (manner === undefined ? "ambiguous" : grouped) : "unread";
  const parts = body.split(first);
  if (parts.length > 2) return grouped ?? "unread";
  const decimal = { number: parts.join(".") };
  if (!grouped) return decimal;
  if (manner === undefined) return "ambiguous";
  return manner === (first === "," ? "comma-groups" : "point-groups") ? grouped : decimal;
}

/** Whether a sign stands before every three digits, as it does where it groups thousands. */
function isGrouped(text: string, sign: string): boolean {
  const [head = "", ...groups] = text.split(sign);
  return /^[1-9]\d{0,2}$/.test(head) && groups.length > 0 && groups.every((group) => /^\d{3}$/.test(group));
}

/** Without zeros that say nothing, and without a minus before nought. */
function tidy(number: string): string {
  const short = number.includes(".") ? number.replace(/\.?0+$/, "") : number;
  const plain = short.replace(/^(-?)0+(?=\d)/, "$1");
  return plain === "-0" ? "0" : plain;
}
