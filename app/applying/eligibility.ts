import type { Answers } from "~/questions/answers";
import type { FormDefinition, Wording } from "~/questions/definition";
import { judgeEligibility, type EligibilityGround } from "~/questions/eligibility";

/** What somebody is told whose answers do not meet the form's rules. */
export interface Ineligibility {
  says: Wording[];
  /** Whether the application can be sent all the same. */
  isBarred: boolean;
}

/**
 * What to tell an applicant about the rules that their answers do not meet; null where all is well, or where a
 * coordinator has let the application through.
 */
export function ineligibility(
  own: {
    application: { eligibility: "unchecked" | "eligible" | "ineligible" };
    edition: EligibilityGround;
    form: FormDefinition;
  },
  answers: Answers,
): Ineligibility | null {
  if (own.application.eligibility === "eligible") return null;
  const { unmet } = judgeEligibility(own.form, answers, own.edition);
  return unmet.length > 0
    ? { says: unmet.map(({ says }) => says), isBarred: unmet.some(({ effect }) => effect === "stop") }
    : null;
}
