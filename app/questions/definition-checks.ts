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
    if (sections.has(section.key)) fault(["sections", s], `Two sections are called ${section.key}.`);
    sections.add(section.key);
    section.questions.forEach((question, q) => {
      const path = ["sections", s, "questions", q];
      if (earlier.has(question.key)) fault(path, `Two questions are called ${question.key}.`);
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
    if (rules.has(rule.key)) fault(["eligibility", r], `Two rules are called ${rule.key}.`);
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
        ? ["It needs a limit in words or in characters."]
        : [];
    case "choice":
    case "choices":
      return twice(question.options.map(({ value }) => value)).map(
        (value) => `Two options are called ${value}.`,
      );
    case "scale":
      return question.from >= question.to ? ["The scale ends before it begins."] : [];
    case "date":
    case "number":
    case "year":
      return question.min !== undefined && question.max !== undefined && question.min > question.max
        ? ["The smallest answer is larger than the largest."]
        : [];
    case "languages":
      return twice(question.languages).map((language) => `The language ${language} is there twice.`);
    case "entries":
      return twice((question.fields ?? []).map(({ key }) => key)).map(
        (key) => `Two fields are called ${key}.`,
      );
    default:
      return [];
  }
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
      ? "A question cannot depend on itself."
      : `It depends on “${condition.question}”, which is not a question before it.`;
  if (!conditionsOn[asked.type].includes(condition.is))
    return `It depends on “${condition.question}” in a way that such a question cannot be asked.`;
  const values =
    condition.is === "one-of" ? condition.values : "value" in condition ? [String(condition.value)] : [];
  return missingOption(asked, values, "It depends on");
}

function missingOption(asked: Question, values: readonly string[], lead: string): string | null {
  if (!("options" in asked)) return null;
  const gone = values.find((value) => !asked.options.some((option) => option.value === value));
  return gone === undefined ? null : `${lead} the option “${gone}” of “${asked.key}”, which is not there.`;
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
    if (!asked) return `It is about “${name}”, which is not a question of this form.`;
    if (!types[rule.type].includes(asked.type))
      return `It cannot be about “${name}”, a question of another kind.`;
    if (rule.type === "answer") {
      const missing = missingOption(asked, rule.values, "It is about");
      if (missing) return missing;
    }
  }
  if (rule.type === "age") {
    if (rule.min === undefined && rule.max === undefined) return "It needs a smallest or a largest age.";
    if (rule.min !== undefined && rule.max !== undefined && rule.min > rule.max)
      return "The smallest age is larger than the largest.";
  }
  return null;
}
