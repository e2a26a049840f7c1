import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Answers } from "~/questions/answers";
import type { FormDefinition, Question } from "~/questions/definition";
import {
  composeStored,
  gatherAnswers,
  openStored,
  unfitQuestions,
  type StoredSection,
} from "./stored-answers";

const keys = ["q0", "q1", "q2", "q3", "q4"];
const sections = ["s0", "s1", "s2"];
const options = ["a", "b"].map((value) => ({ value, label: { en: value } }));
const base = (key: string) => ({ key, label: { en: key }, required: false, audience: "panel" as const });
const text = (key: string): Question => ({ ...base(key), type: "text", maxCharacters: 100 });
const choice = (key: string): Question => ({ ...base(key), type: "choice", options });

/** A form as a plan of it: which section each question stands in and whether it is a choice; null for one that is out. */
type Plan = Record<string, { section: string; isChoice: boolean } | null>;

function formOf(plan: Plan): FormDefinition {
  return {
    sections: sections.map((section) => ({
      key: section,
      title: { en: section },
      questions: keys.flatMap((key) => {
        const at = plan[key];
        return at?.section === section ? [at.isChoice ? choice(key) : text(key)] : [];
      }),
    })),
  };
}

/** A draft's store, with a clock that goes on by one at each save. */
class Store {
  rows = new Map<string, StoredSection>();
  time = 0;

  read(form: FormDefinition): Answers {
    return gatherAnswers(form, [...this.rows.values()]);
  }

  save(form: FormDefinition, section: string, typed: Answers): void {
    const stored = [...this.rows.values()];
    const before = this.rows.get(section) ?? null;
    const sealed = composeStored(before, typed, unfitQuestions(form, stored));
    this.time += 1;
    this.rows.set(
      section,
      openStored(
        { section, revision: (before?.revision ?? 0) + 1, savedAt: new Date(this.time) },
        JSON.parse(JSON.stringify(sealed)) as Record<string, unknown>,
      ),
    );
  }

  /** Every value that is stored anywhere for a question. */
  holds(key: string): Answer[] {
    return [...this.rows.values()].flatMap(({ answers, kept }) => [
      ...(answers[key] === undefined ? [] : [answers[key]]),
      ...(kept[key] ? [kept[key].value] : []),
    ]);
  }
}

type Step = { do: "publish"; plan: Plan } | { do: "save"; section: string; texts: Record<string, string> };

const aPlan: fc.Arbitrary<Plan> = fc.record(
  Object.fromEntries(
    keys.map((key) => [
      key,
      fc.option(fc.record({ section: fc.constantFrom(...sections), isChoice: fc.boolean() })),
    ]),
  ),
);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("publish" as const), plan: aPlan }),
  fc.record({
    do: fc.constant("save" as const),
    section: fc.constantFrom(...sections),
    texts: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom("a", "b", "one", "two", "три")),
  }),
);

describe("a draft whose form changes under it", () => {
  test("loses nothing that was typed, by whatever moves, removals, changes of type and publications", () => {
    fc.assert(
      fc.property(aPlan, fc.array(aStep, { maxLength: 25 }), (first, steps) => {
        const store = new Store();
        const last = new Map<string, Answer>();
        let form = formOf(first);
        for (const step of steps) {
          if (step.do === "publish") form = formOf(step.plan);
          else {
            // A page sends every question it shows: as it found it, unless somebody types something else.
            const page = form.sections.find(({ key }) => key === step.section)?.questions ?? [];
            const shown = store.read(form);
            const typed: Answers = {};
            for (const question of page) {
              const wanted = step.texts[question.key];
              const fits = wanted !== undefined && (question.type === "text" || ["a", "b"].includes(wanted));
              typed[question.key] = fits ? wanted : (shown[question.key] ?? "");
              if (fits) last.set(question.key, wanted);
            }
            store.save(form, step.section, typed);
          }
          for (const [key, value] of last) expect(store.holds(key)).toContain(value);
          const shown = store.read(form);
          for (const question of form.sections.flatMap(({ questions }) => questions)) {
            const value = last.get(question.key);
            if (value === undefined) continue;
            const fits = question.type === "text" || value === "a" || value === "b";
            expect(shown[question.key]).toBe(fits ? value : undefined);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test("shows what was typed last, wherever the question stands by then", () => {
    const inFirst = formOf({ q0: { section: "s0", isChoice: false } });
    const inSecond = formOf({ q0: { section: "s1", isChoice: false } });
    const store = new Store();
    store.save(inFirst, "s0", { q0: "first" });
    store.save(inSecond, "s0", {});
    expect(store.read(inSecond)["q0"]).toBe("first");
    store.save(inSecond, "s1", { q0: "second" });
    store.save(inSecond, "s0", {});
    expect(store.read(inFirst)["q0"]).toBe("second");
  });

  test("takes a text that was emptied for empty", () => {
    const form = formOf({ q0: { section: "s0", isChoice: false } });
    const moved = formOf({ q0: { section: "s1", isChoice: false } });
    const store = new Store();
    store.save(form, "s0", { q0: "text" });
    store.save(moved, "s1", { q0: "" });
    expect(store.read(moved)["q0"]).toBe("");
  });

  test("keeps a text behind a choice until something is chosen", () => {
    const asText = formOf({ q0: { section: "s0", isChoice: false } });
    const asChoice = formOf({ q0: { section: "s0", isChoice: true } });
    const store = new Store();
    store.save(asText, "s0", { q0: "a long story" });
    store.save(asChoice, "s0", { q0: "" });
    expect(store.read(asChoice)["q0"]).toBeUndefined();
    expect(store.read(asText)["q0"]).toBe("a long story");
    store.save(asChoice, "s0", { q0: "a" });
    expect(store.read(asText)["q0"]).toBe("a");
  });
});
