import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMet, meets, pageOf, shownQuestions, toldBy } from "./conditions";
import type { Answer, Answers } from "./answers";
import type { Condition, FormDefinition, Question, ShowIf } from "./definition";
import { formSchema } from "./form-schema";
import { findGaps, formFor, answersFor, shownAnswers } from "./gaps";

const options = ["a", "b", "c"].map((value) => ({ value, label: { en: value } }));
const choice = (key: string, showIf?: ShowIf): Question => ({
  key,
  type: "choice",
  label: { en: key },
  required: true,
  audience: "office",
  options,
  ...(showIf ? { showIf } : {}),
});
const onlyIf = (question: string, value: string): ShowIf => ({
  match: "all",
  conditions: [{ question, is: "equals", value }],
});

/** Any answer that a store, an import or a hand-written request could hold, right or wrong. */
const anyAnswer: fc.Arbitrary<Answer | undefined> = fc.oneof(
  fc.string(),
  fc.constantFrom("a", "b", "c", "4", "2,5", "-1", ""),
  fc.array(fc.constantFrom("a", "b", "c")),
  fc.dictionary(fc.string(), fc.string()),
  fc.array(fc.dictionary(fc.constantFrom("what", "where"), fc.string())),
  fc.boolean(),
  fc.constant(undefined),
);
const aValue = fc.constantFrom("a", "b", "c");
const aCondition = (question: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.record({ question, is: fc.constant("answered" as const) }),
    fc.record({ question, is: fc.constant("equals" as const), value: aValue }),
    fc.record({ question, is: fc.constant("not" as const), value: aValue }),
    fc.record({
      question,
      is: fc.constant("one-of" as const),
      values: fc.array(aValue, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ question, is: fc.constant("at-least" as const), value: fc.integer() }),
    fc.record({ question, is: fc.constant("at-most" as const), value: fc.integer() }),
  );

/** Forms of up to ten choices in up to three sections, each question perhaps hanging on earlier ones. */
const aForm: fc.Arbitrary<FormDefinition> = fc
  .array(
    fc.record({
      newSection: fc.boolean(),
      match: fc.constantFrom("all" as const, "any" as const),
      on: fc.array(fc.tuple(fc.nat(), aCondition(fc.constant(""))), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((plan) => {
    const form: FormDefinition = { sections: [] };
    plan.forEach(({ newSection, match, on }, index) => {
      const conditions = on
        .filter(([, { is }]) => index > 0 && is !== "at-least" && is !== "at-most")
        .map(([at, condition]): Condition => ({ ...condition, question: `q${at % index}` }));
      if (newSection || form.sections.length === 0)
        form.sections.push({ key: `s${index}`, title: { en: "S" }, questions: [] });
      form.sections
        .at(-1)
        ?.questions.push(choice(`q${index}`, conditions.length > 0 ? { match, conditions } : undefined));
    });
    return form;
  });
const answersTo = fc.dictionary(
  fc.nat({ max: 9 }).map((n) => `q${n}`),
  anyAnswer,
) as fc.Arbitrary<Answers>;

describe("conditions", () => {
  test("can be judged on any answer without failing", () => {
    fc.assert(
      fc.property(aCondition(fc.constant("q")), anyAnswer, (condition, answer) => {
        expect(typeof meets(condition, toldBy(answer))).toBe("boolean");
      }),
    );
  });

  test("are met by no answer that is not there", () => {
    fc.assert(
      fc.property(
        aCondition(fc.constant("q")),
        fc.constantFrom(undefined, "", "  ", false as const, []),
        (condition, answer) => {
          expect(meets(condition, toldBy(answer))).toBe(false);
        },
      ),
    );
  });

  test("are met by more answers the fewer must all be met, and the more of which one is enough", () => {
    const many = fc.array(aCondition(fc.constantFrom("x", "y")), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        many,
        aCondition(fc.constantFrom("x", "y")),
        anyAnswer,
        anyAnswer,
        (conditions, one, x, y) => {
          const tell = (question: string) => toldBy(question === "x" ? x : y);
          const holds = (match: "all" | "any", list: Condition[]) => isMet({ match, conditions: list }, tell);
          if (holds("all", [...conditions, one])) expect(holds("all", conditions)).toBe(true);
          if (holds("any", conditions)) expect(holds("any", [...conditions, one])).toBe(true);
        },
      ),
    );
  });

  test("compare numbers with a comma or a point, and never what is no number", () => {
    const atLeast: Condition = { question: "q", is: "at-least", value: 2.5 };
    expect(meets(atLeast, toldBy("2,5"))).toBe(true);
    expect(meets(atLeast, toldBy("2.4"))).toBe(false);
    expect(meets(atLeast, toldBy("many"))).toBe(false);
    expect(meets({ ...atLeast, is: "at-most" }, toldBy("many"))).toBe(false);
  });
});

describe("a question that is hidden", () => {
  test("is never a gap, never in a submission, and never shown to a reader", () => {
    fc.assert(
      fc.property(aForm, answersTo, (form, answers) => {
        const shown = shownQuestions(form.sections, answers);
        for (const { question } of findGaps(form.sections, answers, new Set(), []))
          expect(shown).toContain(question);
        for (const key of Object.keys(shownAnswers(form, answers))) expect(shown).toContain(key);
        for (const key of Object.keys(answersFor(form, answers, "office"))) expect(shown).toContain(key);
        for (const { questions } of formFor(form, "office", answers))
          for (const { key } of questions) expect(shown).toContain(key);
      }),
    );
  });

  test("hides what hangs on it, whatever it was answered before", () => {
    const form: FormDefinition = {
      sections: [
        {
          key: "s",
          title: { en: "S" },
          questions: [choice("x"), choice("y", onlyIf("x", "a")), choice("z", onlyIf("y", "b"))],
        },
      ],
    };
    expect([...shownQuestions(form.sections, { x: "a", y: "b" })]).toEqual(["x", "y", "z"]);
    expect([...shownQuestions(form.sections, { x: "c", y: "b" })]).toEqual(["x"]);
  });

  test("is hidden on its page as in the whole, once the page's own answers are told", () => {
    fc.assert(
      fc.property(aForm, answersTo, (form, answers) => {
        const shown = shownQuestions(form.sections, answers);
        for (const section of form.sections) {
          const page = pageOf(form.sections, section, answers);
          const onPage = shownQuestions([page], answers);
          for (const { key } of section.questions) expect(onPage.has(key)).toBe(shown.has(key));
        }
      }),
    );
  });
});

describe("a form", () => {
  test("of any plan is one that its schema takes", () => {
    fc.assert(fc.property(aForm, (form) => formSchema.safeParse(form).success));
  });

  test("refuses a condition on itself, on a later question, on none, and on an option that is not there", () => {
    const faultsOf = (...questions: Question[]) => {
      const parsed = formSchema.safeParse({ sections: [{ key: "s", title: { en: "S" }, questions }] });
      return parsed.success ? [] : parsed.error.issues.map(({ message }) => message.split("?")[0]);
    };
    expect(faultsOf(choice("x", onlyIf("x", "a")))).toEqual(["questions:fault.on-itself"]);
    expect(faultsOf(choice("x", onlyIf("y", "a")), choice("y"))).toEqual(["questions:fault.not-before"]);
    expect(faultsOf(choice("x", onlyIf("gone", "a")))).toEqual(["questions:fault.not-before"]);
    expect(faultsOf(choice("x"), choice("y", onlyIf("x", "d")))).toEqual(["questions:fault.option-gone"]);
    expect(
      faultsOf(
        choice("x"),
        choice("y", { match: "all", conditions: [{ question: "x", is: "at-least", value: 1 }] }),
      ),
    ).toEqual(["questions:fault.cannot-ask"]);
  });
});
