import type { Stage } from "~/cohorts/stages";
import type { EditionSection } from "./sections";

/** Something in an edition that wants a coordinator today. Its words are under `office:attention`. */
export interface Attention {
  what:
    | "unchecked"
    | "unassigned"
    | "traces"
    | "conflicts"
    | "further-reader"
    | "reading"
    | "decide"
    | "release"
    | "awaiting-answers"
    | "no-programme";
  count: number;
  section: EditionSection;
  /** Where on or beneath the section's page it is, if not right on it. */
  place?: string;
}

/** What wants attention in an edition, the most urgent first. Pure: the figures say all. */
export function attentionFor(
  stage: Stage,
  figures: {
    submitted: number;
    unchecked: number;
    eligible: number;
    assigned: number;
    read: number;
    waitingTraces: number;
    waitingConflicts: number;
    withoutFurtherReader: number;
    cohort: number;
    released: number;
    accepted: number;
    fellows: number;
  },
  edition: { readingsPerApplication: number; hasProgramme: boolean },
): Attention[] {
  const list: (Attention | false)[] = [
    stage !== "before-call" &&
      figures.unchecked > 0 &&
      stage !== "running" &&
      stage !== "over" && { what: "unchecked", count: figures.unchecked, section: "applications" },
    stage === "selection" &&
      figures.eligible * edition.readingsPerApplication > figures.assigned && {
        what: "unassigned",
        count: figures.eligible * edition.readingsPerApplication - figures.assigned,
        section: "panel",
      },
    // Bars stand in their place meanwhile, also where words are harmless.
    (stage === "call-open" || stage === "selection") &&
      figures.waitingTraces > 0 && {
        what: "traces",
        count: figures.waitingTraces,
        section: "applications",
        place: "/traces",
      },
    // Readings can't be handed out well before it is known who is too close to whom.
    (stage === "call-open" || stage === "selection") &&
      figures.waitingConflicts > 0 && {
        what: "conflicts",
        count: figures.waitingConflicts,
        section: "panel",
        place: "/conflicts?show=waiting",
      },
    stage === "selection" &&
      figures.withoutFurtherReader > 0 && {
        what: "further-reader",
        count: figures.withoutFurtherReader,
        section: "panel",
        place: "#attention",
      },
    stage === "selection" &&
      figures.assigned > figures.read && {
        what: "reading",
        count: figures.assigned - figures.read,
        section: "panel",
      },
    stage === "selection" &&
      figures.read > 0 &&
      figures.cohort === 0 && { what: "decide", count: figures.eligible, section: "ranking" },
    stage === "selection" &&
      figures.cohort > 0 && { what: "release", count: figures.cohort, section: "decisions" },
    stage === "decided" &&
      figures.cohort > figures.accepted && {
        what: "awaiting-answers",
        count: figures.cohort - figures.accepted,
        section: "decisions",
      },
    (stage === "decided" || stage === "running") &&
      !edition.hasProgramme && { what: "no-programme", count: 1, section: "programme" },
  ];
  return list.filter((item) => item !== false);
}
