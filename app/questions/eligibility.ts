import { isDate, type Answer, type Answers } from "./answers";
import { shownQuestions, toldBy } from "./conditions";
import type { EligibilityRule, FormDefinition } from "./definition";

/** What a rule makes of the answers: not answered yet, met, or not. */
export type RuleState = "open" | "met" | "unmet";

/** What eligibility leans on besides the answers. */
export interface EligibilityGround {
  /** The edition's countries, as ISO codes. */
  countries: readonly string[];
  /** First day of the programme, on which ages count unless a rule names another. */
  startsOn: string;
}

export interface Eligibility {
  /** What all rules together come to: "unmet" as soon as one is, "open" while one has no answer. */
  check: RuleState;
  /** The rules that are not met, in the form's order. */
  unmet: EligibilityRule[];
}

/**
 * Judges a form's eligibility rules. A rule about a question that these answers hide says nothing and is met. Where
 * only a year of birth is known, everyone who could still fit does.
 */
export function judgeEligibility(
  form: FormDefinition,
  answers: Answers,
  ground: EligibilityGround,
): Eligibility {
  const rules = form.eligibility ?? [];
  const shown = shownQuestions(form.sections, answers);
  const states = rules.map((rule) => judgeRule(rule, answers, shown, ground));
  return {
    check: states.includes("unmet") ? "unmet" : states.includes("open") ? "open" : "met",
    unmet: rules.filter((_, index) => states[index] === "unmet"),
  };
}

/** The questions that a form's rules are about. */
export function questionsOfRules(form: FormDefinition): ReadonlySet<string> {
  return new Set((form.eligibility ?? []).flatMap(questionsOfRule));
}

export function questionsOfRule(rule: EligibilityRule): string[] {
  return rule.type === "countries" ? rule.questions : [rule.question];
}

function judgeRule(
  rule: EligibilityRule,
  answers: Answers,
  shown: ReadonlySet<string>,
  ground: EligibilityGround,
): RuleState {
  const asked = questionsOfRule(rule).filter((question) => shown.has(question));
  if (asked.length === 0) return "met";
  const told = asked.map((question) => toldBy(answers[question]));
  switch (rule.type) {
    case "age":
      return judgeAge(rule, answers[rule.question], ground.startsOn);
    case "countries":
      if (told.some(({ texts }) => texts.some((text) => ground.countries.includes(text)))) return "met";
      return told.every(({ isAnswered }) => isAnswered) ? "unmet" : "open";
    case "answer":
      if (!told[0]?.isAnswered) return "open";
      return told[0].texts.some((text) => rule.values.includes(text)) ? "met" : "unmet";
  }
}

function judgeAge(
  rule: Extract<EligibilityRule, { type: "age" }>,
  answer: Answer | undefined,
  startsOn: string,
): RuleState {
  const on = rule.on ?? startsOn;
  const ages = typeof answer === "string" ? agesOn(answer, on) : null;
  if (!ages) return "open";
  if (rule.min !== undefined && ages.most < rule.min) return "unmet";
  if (rule.max !== undefined && ages.least > rule.max) return "unmet";
  return "met";
}

/**
 * How old somebody born in a year ("1998") or on a day ("1998-03-21") can be on a day: two ages for a year, as the
 * birthday may be before or after it. Null for what is neither.
 */
export function agesOn(born: string, on: string): { least: number; most: number } | null {
  const year = Number(on.slice(0, 4));
  if (/^\d{4}$/.test(born)) {
    const most = year - Number(born);
    // On the last day of a year every birthday of it has been.
    return { least: on.endsWith("-12-31") ? most : most - 1, most };
  }
  if (!isDate(born)) return null;
  const age = year - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
  return { least: age, most: age };
}
