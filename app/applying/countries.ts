import type { Answers } from "~/cohorts/questions";

export { countryCodes } from "~/questions/countries";

/** The country that lists filter by: the answer to the question called "residence". */
export function residenceOf(answers: Answers): string | null {
  const answer = answers["residence"];
  return typeof answer === "string" && /^[A-Z]{2}$/.test(answer) ? answer : null;
}
