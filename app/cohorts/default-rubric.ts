import type { Wording } from "./questions";

/** The rubric a new edition starts with: five criteria of equal weight, scored 1 to 5 (structured-interview guidance of the US OPM). */
export const defaultRubric: {
  title: Wording;
  anchors: [Wording, Wording, Wording, Wording, Wording];
  weight: number;
}[] = [
  {
    title: { en: "Community commitment" },
    anchors: [
      { en: "None shown" },
      { en: "Occasional" },
      { en: "Regular, in one role" },
      { en: "Sustained, meeting a clear need" },
      { en: "Long-term and led by the community" },
    ],
    weight: 20,
  },
  {
    title: { en: "Leadership" },
    anchors: [
      { en: "A claim only" },
      { en: "Took part" },
      { en: "Led a task, with a result" },
      { en: "Led people, with a clear result" },
      { en: "Mobilised others, with a lasting result" },
    ],
    weight: 20,
  },
  {
    title: { en: "Self-awareness and ethics" },
    anchors: [
      { en: "Blames others" },
      { en: "Vague" },
      { en: "Names a lesson" },
      { en: "Changed how they act" },
      { en: "Weighs the dilemma and shows the change" },
    ],
    weight: 20,
  },
  {
    title: { en: "Learning fit" },
    anchors: [
      { en: "A mismatch" },
      { en: "Generic" },
      { en: "Relevant goals" },
      { en: "Specific and tied to the work" },
      { en: "Specific, and the fellowship is the right means" },
    ],
    weight: 20,
  },
  {
    title: { en: "Use at home" },
    anchors: [
      { en: "None" },
      { en: "A wish" },
      { en: "A plausible step" },
      { en: "Feasible, with partners" },
      { en: "Feasible, safe, and multiplies" },
    ],
    weight: 20,
  },
];
