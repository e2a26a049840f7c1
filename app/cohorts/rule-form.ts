import type { EligibilityRule, FormDefinition, Question } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { readWording } from "./question-form";

export const ruleTypes = ["age", "countries", "answer"] as const;
export type RuleType = (typeof ruleTypes)[number];

/** The questions that a rule of a type can be about. */
export function questionsForRule(form: FormDefinition, type: RuleType): Question[] {
  const types: Record<RuleType, readonly Question["type"][]> = {
    age: ["year", "date"],
    countries: ["country"],
    answer: ["choice", "choices"],
  };
  return questionsOf(form).filter((question) => types[type].includes(question.type));
}

/** Reads a rule out of its editor's form, for the form's schema to judge. */
export function readRule(form: FormData, type: RuleType, key: string): EligibilityRule {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const texts = (name: string) => form.getAll(name).filter((one) => typeof one === "string");
  const number = (name: string) => (text(name) === "" ? {} : { [name]: Number(text(name)) });
  const base = {
    key,
    type,
    says: readWording(form, "says"),
    effect: text("effect") === "stop" ? "stop" : "tell",
  };
  switch (type) {
    case "age":
      return {
        ...base,
        question: text("question"),
        ...number("min"),
        ...number("max"),
        ...(text("on") ? { on: text("on") } : {}),
      } as EligibilityRule;
    case "countries":
      return { ...base, questions: texts("questions") } as EligibilityRule;
    case "answer": {
      // Each box says which question its option belongs to; those of the first question that has one ticked count.
      const ticked = texts("option").map((one) => one.split(" "));
      const question = ticked[0]?.[0] ?? text("question");
      const values = ticked.filter(([about]) => about === question).map(([, value = ""]) => value);
      return { ...base, question, values } as EligibilityRule;
    }
  }
}

/** What a new rule begins with. */
export function beginRule(form: FormDefinition, type: RuleType, key: string): EligibilityRule {
  const able = questionsForRule(form, type).map((question) => question.key);
  const base = { key, says: { en: "" }, effect: "tell" as const };
  switch (type) {
    case "age":
      return { ...base, type, question: able[0] ?? "", min: 18 };
    case "countries":
      return { ...base, type, questions: able.slice(0, 4) };
    case "answer":
      return { ...base, type, question: able[0] ?? "", values: [] };
  }
}
