import {
  entryFieldsOf,
  fieldName,
  questionsOf,
  worded,
  type FormDefinition,
  type Question,
  type Wording,
} from "~/cohorts/questions";
import { languageName } from "~/platform/locale/format";

/**
 * Where a column of a brought table goes. What an application has beside its answers stands under a name of its own;
 * an answer, or with a part a piece of one, is "answer.<question>" or "answer.<question>.<part>".
 */
export const ownTargets = ["name", "email", "submitted-at", "locale"] as const;
export type OwnTarget = (typeof ownTargets)[number];

/** A choice that a coordinator has for a column. */
export interface MappingTarget {
  value: string;
  /** Words under `applying:import.target` for what is no answer. */
  own?: OwnTarget;
  /** The question it answers, and which part of the answer it is, in words. */
  question?: Question;
  part?: Wording;
}

/** By the number of a column, from "0" on: its target. A column that is left out has none. */
export type Mapping = Record<string, string>;

const prefix = "answer";

/** Every place a column can go to, in the form's order. Files cannot come by a table. */
export function targetsOf(form: FormDefinition): MappingTarget[] {
  return [
    ...ownTargets.map((own): MappingTarget => ({ value: own, own })),
    ...questionsOf(form).flatMap((question): MappingTarget[] => {
      const value = fieldName(prefix, question.key);
      switch (question.type) {
        case "file":
        case "note":
          return [];
        case "choices":
          return [
            { value, question },
            ...question.options.map((option) => ({
              value: fieldName(value, option.value),
              question,
              part: option.label,
            })),
          ];
        case "languages":
          return question.languages.map((language) => ({
            value: fieldName(value, language),
            question,
            part: { en: languageName(language, "en"), ru: languageName(language, "ru") },
          }));
        case "entries":
          return Array.from({ length: question.most }, (_, index) =>
            entryFieldsOf(question).map(({ key, label }) => ({
              value: fieldName(value, index, key),
              question,
              part: { en: `${index + 1}, ${label?.en ?? key}` },
            })),
          ).flat();
        default:
          return [{ value, question }];
      }
    }),
  ];
}

/** Names under which other forms export what is no answer. */
const knownNames: Record<OwnTarget, readonly string[]> = {
  name: ["name", "full name", "your name", "имя", "фио", "имя и фамилия", "ваше имя"],
  email: [
    "email",
    "e mail",
    "email address",
    "username",
    "электронная почта",
    "адрес электронной почты",
    "имя пользователя",
  ],
  "submitted-at": ["timestamp", "отметка времени", "submission time", "submitted at", "submitted", "date"],
  locale: ["language of the form", "form language", "locale", "язык формы"],
};

/**
 * A first guess at which column goes where: by a question's key, by its wording in any language, with a part after a
 * slash (KoboToolbox) or in brackets (a grid of Google Forms); failing those, by most of the words. No target is
 * given twice: the better match, then the earlier column, has it.
 */
export function guessMapping(columns: readonly string[], form: FormDefinition): Mapping {
  const targets = targetsOf(form).map((target) => ({ value: target.value, names: namesOf(target) }));
  const offers = columns.flatMap((column, index) => {
    const heads = headsOf(column);
    return targets.flatMap(({ value, names }) => {
      const likeness = Math.max(0, ...names.flatMap((name) => heads.map((head) => alike(head, name))));
      return likeness >= 0.6 ? [{ index, value, likeness }] : [];
    });
  });
  offers.sort((a, b) => b.likeness - a.likeness || a.index - b.index);
  const mapping: Mapping = {};
  const taken = new Set<string>();
  for (const { index, value } of offers) {
    if (String(index) in mapping || taken.has(value)) continue;
    mapping[String(index)] = value;
    taken.add(value);
  }
  return mapping;
}

/** What is wrong with a mapping that somebody sends: an unknown target, a column that is not there, a target twice. */
export function judgeMapping(
  mapping: Mapping,
  columns: readonly string[],
  form: FormDefinition,
): { column: string; problem: "unknown" | "twice" }[] {
  type Problem = { column: string; problem: "unknown" | "twice" };
  const known = new Set(targetsOf(form).map(({ value }) => value));
  const seen = new Set<string>();
  return Object.entries(mapping).flatMap(([column, value]): Problem[] => {
    if (!known.has(value) || columns[Number(column)] === undefined) return [{ column, problem: "unknown" }];
    if (seen.has(value)) return [{ column, problem: "twice" }];
    seen.add(value);
    return [];
  });
}

/** Splits a target of an answer into its question and part; null for one that is no answer. */
export function answerTarget(value: string): { question: string; part: string[] } | null {
  const [head, question, ...part] = value.split(".");
  return head === prefix && question ? { question, part } : null;
}

/** All ways in which a column for a target may be called, simplified. */
function namesOf(target: MappingTarget): string[] {
  if (target.own) return [target.own.replace("-", " "), ...knownNames[target.own]];
  const { question, part } = target;
  if (!question) return [];
  const labels = [question.key, ...wordings(question.label)];
  if (!part) return labels.map(simple);
  const last = target.value.split(".").slice(2).join(" ");
  return labels.flatMap((label) => [last, ...wordings(part)].map((one) => simple(`${label} ${one}`)));
}

function wordings(wording: Wording): string[] {
  return ["en", ...Object.keys(wording)].map((locale) => worded(wording, locale));
}

/** What a column may be called once the names of groups before it are taken off. */
function headsOf(column: string): string[] {
  const path = column.split("/").map((piece) => piece.trim());
  return [...new Set(path.map((_, index) => simple(path.slice(index).join(" "))))].filter(Boolean);
}

/** Lower case, words alone: punctuation, brackets and the numbers of questions do not count. */
function simple(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/^\s*\d+[.)]\s*/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** 1 for the same, else the share of words in common (Jaccard), a little less so that sameness wins. */
function alike(a: string, b: string): number {
  if (a === b) return 1;
  const [x, y] = [new Set(a.split(" ")), new Set(b.split(" "))];
  // A word or two in common says little.
  if (Math.min(x.size, y.size) < 3) return 0;
  const common = x.intersection(y).size;
  return (0.99 * common) / (x.size + y.size - common);
}
