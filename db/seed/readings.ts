import { assignments, conflicts, reviews, reviewScores, standings } from "#db/schema";
import { seal } from "~/platform/vault.server";
import { standingOf, weightedMean } from "~/selection/scoring";
import { addEvent, type SeededApplication } from "./applications";
import { asides, comments } from "./content/comments";
import type { SeededEdition } from "./editions";
import type { SeededPerson } from "./people";
import type { Random } from "./random";
import type { Rows } from "./rows";
import { fillIn } from "./template";

/** A panelist in their ways: how strict, how sure, how quick, how talkative. */
export interface Reader {
  person: SeededPerson;
  /** Added to every score: above zero is lenient. */
  leniency: number;
  /** How much of a difference between applications they see; 1 is all of it. */
  contrast: number;
  /** How far a score is from what they would give on another day. */
  noise: number;
  /** The share of what is assigned to them that they have read by now. */
  pace: number;
  /** How often they leave a comment. */
  words: number;
}

/** A panelist with ways of their own. `pace` is fixed for those whose progress the demonstration depends on. */
export function aReader(random: Random, person: SeededPerson, pace?: number): Reader {
  return {
    person,
    leniency: random.normal(0, 0.36),
    contrast: Math.max(0.6, random.normal(1, 0.18)),
    noise: 0.35 + random.next() * 0.25,
    pace: pace ?? random.pick([1, 1, 0.9, 0.8, 0.7, 0.6, 0.5]),
    words: 0.25 + random.next() * 0.55,
  };
}

export interface Reading {
  application: SeededApplication;
  reader: Reader;
  /** One for each criterion, in the rubric's order. */
  scores: number[];
  mean: number;
  state: "submitted" | "draft" | "unread";
}

/**
 * Shares applications out, each to `count` different readers, so that nobody has more than one above another. Which
 * two meet is left to chance.
 */
export function shareOut<Item>(
  random: Random,
  items: readonly Item[],
  readers: readonly Reader[],
  count: number,
): [Item, Reader][] {
  const load = new Map(readers.map((reader) => [reader, 0]));
  return random.shuffled(items).flatMap((item) => {
    const chosen = random
      .shuffled(readers)
      .sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))
      .slice(0, count);
    for (const reader of chosen) load.set(reader, (load.get(reader) ?? 0) + 1);
    return chosen.map((reader): [Item, Reader] => [item, reader]);
  });
}

/** What a reader gives an application: its quality, a little of each criterion, and the reader. */
export function score(
  random: Random,
  application: SeededApplication,
  reader: Reader,
  edition: SeededEdition,
): Pick<Reading, "scores" | "mean"> {
  const own = new OwnStrengths(application);
  const scores = edition.criteria.map((_, index) => {
    const felt =
      3.05 +
      reader.contrast * (0.72 * application.applicant.quality + own.of(index)) +
      reader.leniency +
      random.normal(0, reader.noise);
    return Math.min(5, Math.max(1, Math.round(felt)));
  });
  const weighted = scores.map((value, index) => ({
    score: value,
    weight: edition.criteria[index]?.weight ?? 0,
  }));
  return { scores, mean: weightedMean(weighted) ?? 0 };
}

/** Where an application is better or worse than its average, the same for every reader. */
class OwnStrengths {
  constructor(private readonly application: SeededApplication) {}

  of(criterion: number): number {
    const letter = this.application.code.charCodeAt(4 + criterion) % 8;
    return (letter - 3.5) * 0.12;
  }
}

/** Adds an assignment and, once begun, its reading. `position` is its place in the reader's own order. */
export function addReading(
  rows: Rows,
  random: Random,
  edition: SeededEdition,
  reading: Reading,
  moments: { assignedAt: Date; readAt: Date },
  details: {
    assignedBy: string;
    position: number;
    commentless?: boolean;
    kind?: "reading" | "calibration";
  },
): void {
  const { application, reader, scores, mean, state } = reading;
  rows.add(assignments, {
    id: random.uuid(),
    editionId: edition.id,
    applicationId: application.id,
    panelistId: reader.person.id,
    kind: details.kind ?? "reading",
    position: details.position,
    assignedBy: details.assignedBy,
    assignedAt: moments.assignedAt,
  });
  if (state === "unread") return;
  const id = random.uuid();
  const minutes = random.between(9, 45);
  const createdAt = new Date(moments.readAt.getTime() - minutes * 60_000);
  const submitted = state === "submitted";
  rows.add(reviews, {
    id,
    applicationId: application.id,
    panelistId: reader.person.id,
    revision: random.between(submitted ? 4 : 1, 9),
    mean: submitted ? mean : null,
    // Somebody who reads also looks up, or makes tea.
    activeSeconds: Math.round(minutes * 60 * (0.35 + 0.5 * random.next())),
    createdAt,
    updatedAt: moments.readAt,
    submittedAt: submitted ? moments.readAt : null,
  });
  const done = submitted ? scores.length : random.between(1, scores.length - 1);
  edition.criteria.forEach((criterion, index) => {
    const given = scores[index] ?? 3;
    const comment =
      !details.commentless && index < done && random.chance(reader.words)
        ? commentOn(random, index, given)
        : null;
    rows.add(reviewScores, {
      reviewId: id,
      criterionId: criterion.id,
      score: index < done ? given : null,
      comment: comment ? seal(application.person.key, "score.comment", comment) : null,
    });
  });
}

/** Adds what the submitted readings of one application come to. */
export function addStanding(
  rows: Rows,
  edition: SeededEdition,
  application: SeededApplication,
  readings: readonly Reading[],
  at: Date,
): void {
  const standing = standingOf(readings.filter(({ state }) => state === "submitted").map(({ mean }) => mean));
  if (standing)
    rows.add(standings, { applicationId: application.id, editionId: edition.id, ...standing, updatedAt: at });
}

/** Adds a tie that a panelist has declared; its assignment is over. */
export function addConflict(
  rows: Rows,
  random: Random,
  edition: SeededEdition,
  conflict: {
    application: SeededApplication;
    reader: Reader;
    reason: string;
    assignedAt: Date;
    declaredAt: Date;
    assignedBy: string;
    position: number;
  },
): void {
  const { application, reader } = conflict;
  rows.add(assignments, {
    id: random.uuid(),
    editionId: edition.id,
    applicationId: application.id,
    panelistId: reader.person.id,
    position: conflict.position,
    assignedBy: conflict.assignedBy,
    assignedAt: conflict.assignedAt,
    endedAt: conflict.declaredAt,
  });
  rows.add(conflicts, {
    id: random.uuid(),
    applicationId: application.id,
    panelistId: reader.person.id,
    declaredBy: reader.person.id,
    reason: seal(reader.person.key, "conflict.reason", conflict.reason),
    declaredAt: conflict.declaredAt,
  });
  addEvent(rows, random, application.id, "conflict-declared", reader.person.id, conflict.declaredAt);
}

function commentOn(random: Random, criterion: number, given: number): string {
  const list = comments[criterion % comments.length];
  const fitting = given <= 2 ? list?.low : given === 3 ? list?.middle : list?.high;
  const voice = { locale: "en", female: false, place: "", here: "" } as const;
  const comment = fillIn(random.pick(fitting ?? []), random, voice);
  return random.chance(0.14) ? `${comment} ${random.pick(asides)}` : comment;
}
