import { says } from "~/platform/forms";
import type { Condition, EligibilityRule, FormDefinition, Question, QuestionType } from "./definition";

/** Something that each part of a form allows and the whole does not, and where. */
export interface FormFault {
  path: (string | number)[];
  message: string;
}

/** What can be asked of the answer to a question of each type. */
export const conditionsOn: Record<QuestionType, readonly Condition["is"][]> = {
  text: ["answered", "equals", "not", "one-of"],
  "long-text": ["answered"],
  choice: ["answered", "equals", "not", "one-of"],
  choices: ["answered", "equals", "not", "one-of"],
  scale: ["answered", "equals", "not", "one-of", "at-least", "at-most"],
  date: ["answered"],
  number: ["answered", "equals", "not", "one-of", "at-least", "at-most"],
  year: ["answered", "equals", "not", "one-of", "at-least", "at-most"],
  country: ["answered", "equals", "not", "one-of"],
  languages: ["answered"],
  entries: ["answered"],
  file: [],
  consent: ["answered"],
  note: [],
};

/** What a schema of single parts cannot see: keys that come twice, conditions on later questions, limits crossed. */
export function checkForm(form: FormDefinition): FormFault[] {
  const faults: FormFault[] = [];
  const fault = (path: FormFault["path"], message: string) => faults.push({ path, message });
  const sections = new Set<string>();
  const earlier = new Map<string, Question>();
  form.sections.forEach((section, s) => {
    if (sections.has(section.key)) fault(["sections", s], told("section-twice", { key: section.key }));
    sections.add(section.key);
    section.questions.forEach((question, q) => {
      const path = ["sections", s, "questions", q];
      if (earlier.has(question.key)) fault(path, told("question-twice", { key: question.key }));
      for (const message of checkQuestion(question)) fault(path, message);
      question.showIf?.conditions.forEach((condition, c) => {
        const message = checkCondition(condition, question, earlier);
        if (message) fault([...path, "showIf", "conditions", c], message);
      });
      if (!earlier.has(question.key)) earlier.set(question.key, question);
    });
  });
  const rules = new Set<string>();
  form.eligibility?.forEach((rule, r) => {
    if (rules.has(rule.key)) fault(["eligibility", r], told("rule-twice", { key: rule.key }));
    rules.add(rule.key);
    const message = checkRule(rule, earlier);
    if (message) fault(["eligibility", r], message);
  });
  return faults;
}

function checkQuestion(question: Question): string[] {
  switch (question.type) {
    case "long-text":
      return question.maxWords === undefined && question.maxCharacters === undefined
        ? [told("no-limit")]
        : [];
    case "choice":
    case "choices":
      return twice(question.options.map(({ value }) => value)).map((key) => told("option-twice", { key }));
    case "scale":
      return question.from >= question.to ? [told("scale-order")] : [];
    case "date":
    case "number":
    case "year":
      return question.min !== undefined && question.max !== undefined && question.min > question.max
        ? [told("bounds-order")]
        : [];
    case "languages":
      return twice(question.languages).map((key) => told("language-twice", { key }));
    case "entries":
      return twice((question.fields ?? []).map(({ key }) => key)).map((key) => told("field-twice", { key }));
    default:
      return [];
  }
}

/** A fault as a key of the catalogue, see `errorText`. */
function told(name: string, values: Record<string, string> = {}): string {
  return says(`questions:fault.${name}`, values);
}

function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function checkCondition(
  condition: Condition,
  question: Question,
  earlier: ReadonlyMap<string, Question>,
): string | null {
  const asked = earlier.get(condition.question);
  if (!asked)
    return condition.question === question.key
      ? told("on-itself")
      : told("not-before", { question: condition.question });
  if (!conditionsOn[asked.type].includes(condition.is))
    return told("cannot-ask", { question: condition.question });
  const values =
    condition.is === "one-of" ? condition.values : "value" in condition ? [String(condition.value)] : [];
  return missingOption(asked, values);
}

function missingOption(asked: Question, values: readonly string[]): string | null {
  if (!("options" in asked)) return null;
  const gone = values.find((value) => !asked.options.some((option) => option.value === value));
  return gone === undefined ? null : told("option-gone", { option: gone, question: asked.key });
}

function checkRule(rule: EligibilityRule, questions: ReadonlyMap<string, Question>): string | null {
  const names = rule.type === "countries" ? rule.questions : [rule.question];
  const types: Record<EligibilityRule["type"], QuestionType[]> = {
    age: ["year", "date"],
    countries: ["country"],
    answer: ["choice", "choices", "scale", "country", "text"],
  };
  for (const name of names) {
    const asked = questions.get(name);
    if (!asked) return told("rule-about-nothing", { question: name });
    if (!types[rule.type].includes(asked.type)) return told("rule-about-other", { question: name });
    if (rule.type === "answer") {
      const missing = missingOption(asked, rule.values);
      if (missing) return missing;
    }
  }
  if (rule.type === "age") {
    if (rule.min === undefined && rule.max === undefined) return told("rule-no-age");
    if (rule.min !== undefined && rule.max !== undefined && rule.min > rule.max) return told("rule-ages");
  }
  return null;
}
