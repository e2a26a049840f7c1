import { languageName } from "../platform/locale/format.ts";
import { entryFieldsOf, fieldName } from "../questions/answers.ts";
import type { FormDefinition, Question, Wording } from "../questions/definition.ts";
import { questionsOf } from "../questions/form-questions.ts";
import { wordingsIn } from "../questions/wording.ts";
import { importLimits } from "./import-table.ts";

/**
 * Where a column of a brought table goes. What an application has beside its answers stands under a name of its own;
 * an answer, or with a part a piece of one, is "answer.<question>" or "answer.<question>.<part>". Such a name is only
 * ever looked up among {@link targetsOf}, never taken apart: an option's value may hold any sign.
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
  /** Keys of that part: an option's value, a language, or the number of an entry and its field. */
  path?: readonly string[];
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
              path: [option.value],
            })),
          ];
        case "languages":
          return question.languages.map((language) => ({
            value: fieldName(value, language),
            question,
            part: { en: languageName(language, "en"), ru: languageName(language, "ru") },
            path: [language],
          }));
        case "entries":
          return Array.from({ length: question.most }, (_, index) =>
            entryFieldsOf(question).map(({ key, label }) => ({
              value: fieldName(value, index, key),
              question,
              part: { en: `${index + 1}, ${label?.en ?? key}` },
              path: [String(index), key],
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
    "e mail address",
    "your email",
    "username",
    "электронная почта",
    "эл почта",
    "адрес электронной почты",
    "имя пользователя",
  ],
  "submitted-at": [
    "timestamp",
    "отметка времени",
    "submission time",
    "submissiondate",
    "submitted at",
    "submitted",
    "date",
  ],
  locale: ["language of the form", "form language", "locale", "язык формы"],
};

/**
 * A first guess at which column goes where: by a question's key, by its wording in any language, with a part after a
 * slash (KoboToolbox) or in brackets (a grid of Google Forms); failing those, by most of the words. No target is
 * given twice: the better match, then the earlier column, has it.
 */
export function guessMapping(columns: readonly string[], form: FormDefinition): Mapping {
  const targets = targetsOf(form).map((target) => ({
    value: target.value,
    names: namesOf(target).map(nameOf),
  }));
  const offers = columns.flatMap((column, index) => {
    const heads = headsOf(column).map(nameOf);
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

/**
 * What is wrong with a mapping that somebody sends: an unknown target, a target twice, a column that a table of `width`
 * columns does not have.
 */
export function judgeMapping(
  mapping: Mapping,
  form: FormDefinition,
  width: number = importLimits.columns,
): { column: string; problem: "unknown" | "twice" }[] {
  type Problem = { column: string; problem: "unknown" | "twice" };
  const known = new Set(targetsOf(form).map(({ value }) => value));
  const seen = new Set<string>();
  return Object.entries(mapping).flatMap(([column, value]): Problem[] => {
    if (!known.has(value) || Number(column) >= width) return [{ column, problem: "unknown" }];
    if (seen.has(value)) return [{ column, problem: "twice" }];
    seen.add(value);
    return [];
  });
}

/** All ways in which a column for a target may be called. */
function namesOf(target: MappingTarget): string[] {
  if (target.own) return [target.own.replace("-", " "), ...knownNames[target.own]];
  const { question, part, path = [] } = target;
  if (!question) return [];
  const labels = [question.key, ...wordingsIn(question.label)];
  if (!part) return labels;
  return labels.flatMap((label) => [path.join(" "), ...wordingsIn(part)].map((one) => `${label}/${one}`));
}

/** What a column may be called once the names of groups before it are taken off, and the brackets of a grid. */
function headsOf(column: string): string[] {
  const path = column.replace(/ \[([^\]]*)\]$/, "/$1").split("/");
  return path.map((_, index) => path.slice(index).join("/"));
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

/** A name as it stands, without regard to case, and as its words. */
interface Name {
  exact: string;
  caseless: string;
  words: string;
  set: ReadonlySet<string>;
}

function nameOf(text: string): Name {
  const exact = text.normalize("NFC").trim();
  const words = simple(text);
  return { exact, caseless: exact.toLowerCase(), words, set: new Set(words.split(" ")) };
}

/**
 * More than 1 for the same to the letter ("C++" is not "C"), 1 for the same words, else the share of words in common
 * (Jaccard), a little less so that sameness wins.
 */
function alike(a: Name, b: Name): number {
  if (a.exact === b.exact) return 1.2;
  if (a.caseless === b.caseless) return 1.1;
  if (a.words === "" || b.words === "") return 0;
  if (a.words === b.words) return 1;
  // A word or two in common says little.
  if (Math.min(a.set.size, b.set.size) < 3) return 0;
  const common = a.set.intersection(b.set).size;
  return (0.99 * common) / (a.set.size + b.set.size - common);
}
