import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { people } from "./accounts";
import { applications } from "./applying";
import { criteria, editions } from "./cohorts";
import { bytes, instant } from "./columns";

/** Each ruling on whether an application may go on; the newest counts. The reason is sealed under the applicant's key. */
export const eligibilityRulings = pgTable(
  "eligibility_rulings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    eligible: boolean("eligible").notNull(),
    reason: bytes("reason"),
    ruledBy: uuid("ruled_by")
      .notNull()
      .references(() => people.id),
    ruledAt: instant("ruled_at").notNull().defaultNow(),
  },
  (t) => [index("eligibility_rulings_at").on(t.applicationId, t.ruledAt)],
);

/** An application that a panelist is asked to read. */
export const assignments = pgTable(
  "assignments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    panelistId: uuid("panelist_id")
      .notNull()
      .references(() => people.id),
    /** Why it is asked for: in the first round, as one that everybody reads first, or because readings differ. */
    kind: text("kind", { enum: ["reading", "calibration", "further"] })
      .notNull()
      .default("reading"),
    /** Place in this panelist's own random reading order. */
    position: integer("position").notNull(),
    assignedBy: uuid("assigned_by").references(() => people.id),
    assignedAt: instant("assigned_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("assignments_pair").on(t.applicationId, t.panelistId),
    index("assignments_panelist").on(t.panelistId, t.editionId, t.position),
    index("assignments_edition").on(t.editionId),
  ],
);

/**
 * A tie between a panelist and an application. It bars reading from the moment it is declared, named or found, until a
 * coordinator dismisses it; one that a panelist declared cannot be dismissed.
 */
export const conflicts = pgTable(
  "conflicts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    panelistId: uuid("panelist_id")
      .notNull()
      .references(() => people.id),
    /** Who said so: the panelist, the applicant, a coordinator; nobody where a rule found it. */
    declaredBy: uuid("declared_by").references(() => people.id),
    source: text("source", { enum: ["panelist", "applicant", "coordinator", "rule"] })
      .notNull()
      .default("panelist"),
    /** The rule that found it; see `~/selection/conflict-rules`. */
    rule: text("rule"),
    /** Sealed under the panelist's key. */
    reason: bytes("reason"),
    declaredAt: instant("declared_at").notNull().defaultNow(),
    confirmedBy: uuid("confirmed_by").references(() => people.id),
    confirmedAt: instant("confirmed_at"),
    dismissedBy: uuid("dismissed_by").references(() => people.id),
    dismissedAt: instant("dismissed_at"),
  },
  (t) => [
    unique("conflicts_pair").on(t.applicationId, t.panelistId),
    index("conflicts_panelist").on(t.panelistId),
  ],
);

/** One panelist's reading of one application. */
export const reviews = pgTable(
  "reviews",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    panelistId: uuid("panelist_id")
      .notNull()
      .references(() => people.id),
    revision: integer("revision").notNull().default(1),
    /** Seconds for which the reading was open and worked on, for an honest guess at what is left. */
    activeSeconds: integer("active_seconds").notNull().default(0),
    /** Put aside to come back to. */
    setAsideAt: instant("set_aside_at"),
    /** Weighted mean of the criteria on the 1–5 scale; set on submission. */
    mean: doublePrecision("mean"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    submittedAt: instant("submitted_at"),
  },
  (t) => [
    unique("reviews_pair").on(t.applicationId, t.panelistId),
    index("reviews_panelist").on(t.panelistId),
  ],
);

/** A score of 1 to 5 on a criterion. The comment is sealed under the applicant's key: it speaks of the applicant. */
export const reviewScores = pgTable(
  "review_scores",
  {
    reviewId: uuid("review_id")
      .notNull()
      .references(() => reviews.id),
    criterionId: uuid("criterion_id")
      .notNull()
      .references(() => criteria.id),
    score: smallint("score"),
    comment: bytes("comment"),
  },
  (t) => [primaryKey({ columns: [t.reviewId, t.criterionId] })],
);

/** What the submitted readings of an application add up to; rewritten in the transaction that submits one. */
export const standings = pgTable(
  "standings",
  {
    applicationId: uuid("application_id")
      .primaryKey()
      .references(() => applications.id),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    /** Mean of the readings' weighted means, 1–5. */
    mean: doublePrecision("mean").notNull(),
    readings: integer("readings").notNull(),
    lowest: doublePrecision("lowest").notNull(),
    highest: doublePrecision("highest").notNull(),
    /** Sample standard deviation of the readings' means; null for a single reading. */
    spread: doublePrecision("spread"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** Everything from here on is written by the calibration job alone, and null until it has run. */
    calibrated: doublePrecision("calibrated"),
    standardError: doublePrecision("standard_error"),
    /** Probability of being among the first so many; see {@link calibrations}. */
    topProbability: doublePrecision("top_probability"),
    /** How many of its readers are clearly strict or lenient, and what that adds to the mean. */
    adjustment: jsonb("adjustment").$type<{
      kind: "none" | "middle" | "strict" | "lenient" | "mixed";
      strict: number;
      lenient: number;
      amount: number;
    }>(),
    /** Which part of the panel read it; parts share no application. The largest is 0. */
    component: integer("component"),
  },
  (t) => [
    index("standings_rank").on(t.editionId, t.mean, t.applicationId),
    index("standings_score").on(t.editionId, sql`coalesce(${t.calibrated}, ${t.mean})`, t.applicationId),
    index("standings_readings").on(t.editionId, t.readings, t.applicationId),
  ],
);

/** When an edition's scores were last calibrated, and what has changed since. */
export const calibrations = pgTable("calibrations", {
  editionId: uuid("edition_id")
    .primaryKey()
    .references(() => editions.id),
  /** Readings that have come, changed or gone since `computedAt`. */
  changes: integer("changes").notNull().default(0),
  changedAt: instant("changed_at"),
  computedAt: instant("computed_at"),
  /** For how many places the probabilities are. */
  top: integer("top"),
  applications: integer("applications").notNull().default(0),
  readings: integer("readings").notNull().default(0),
  /** What is shown of the panel; its shape is `PanelFigures` in `~/selection/panel-figures`. */
  figures: jsonb("figures").$type<unknown>(),
});

/** Where an application ends: in the cohort, on the reserve list, or not this time. */
export const decisions = pgTable(
  "decisions",
  {
    applicationId: uuid("application_id")
      .primaryKey()
      .references(() => applications.id),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    outcome: text("outcome", { enum: ["cohort", "reserve", "declined"] }).notNull(),
    /** Place on the reserve list, from 1. */
    reserveRank: integer("reserve_rank"),
    revision: integer("revision").notNull().default(1),
    decidedBy: uuid("decided_by")
      .notNull()
      .references(() => people.id),
    decidedAt: instant("decided_at").notNull().defaultNow(),
    releasedAt: instant("released_at"),
  },
  (t) => [index("decisions_edition").on(t.editionId, t.outcome)],
);

/** A place that was offered, and what the person answered. */
export const offers = pgTable(
  "offers",
  {
    applicationId: uuid("application_id")
      .primaryKey()
      .references(() => applications.id),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    offeredAt: instant("offered_at").notNull().defaultNow(),
    answerBy: instant("answer_by").notNull(),
    answer: text("answer", { enum: ["accepted", "declined"] }),
    answeredAt: instant("answered_at"),
  },
  (t) => [index("offers_edition").on(t.editionId)],
);

/** What a panelist brings to an edition and has agreed to. A panelist is a role; this row is made when it is first needed. */
export const panelists = pgTable(
  "panelists",
  {
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** Most applications to read; null for no limit of their own. */
    cap: integer("cap"),
    /** ISO 639-1 codes of the languages they read. */
    languages: jsonb("languages").$type<string[]>().notNull().default([]),
    /** Whether they have read in an earlier edition, or a coordinator vouches for it. */
    experienced: boolean("experienced").notNull().default(false),
    /** One sealed JSON object under the panelist's key: organisation, expertise, family name, employer of the state. */
    profile: bytes("profile"),
    /** The version of the confidentiality agreement that they accepted, and when. */
    agreement: integer("agreement"),
    agreedAt: instant("agreed_at"),
    /** Whether they asked for no digests and reminders. */
    lettersOff: boolean("letters_off").notNull().default(false),
    digestAt: instant("digest_at"),
    remindedAt: instant("reminded_at"),
  },
  (t) => [primaryKey({ columns: [t.editionId, t.personId] }), index("panelists_person").on(t.personId)],
);

/** What a panelist would like to read, said from a short list before anything is assigned. */
export const wishes = pgTable(
  "wishes",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    panelistId: uuid("panelist_id")
      .notNull()
      .references(() => people.id),
    wish: text("wish", { enum: ["yes", "maybe", "no"] }).notNull(),
    saidAt: instant("said_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.panelistId, t.applicationId] }),
    index("wishes_application").on(t.applicationId),
  ],
);

/** An application that everybody on the panel scores first, so that they can talk about their scales. */
export const calibrationFiles = pgTable(
  "calibration_files",
  {
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    chosenBy: uuid("chosen_by").references(() => people.id),
    chosenAt: instant("chosen_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.editionId, t.applicationId] })],
);

/** What an application is written in, where a coordinator has put right what its answers were taken for. */
export const writtenLanguages = pgTable("written_languages", {
  applicationId: uuid("application_id")
    .primaryKey()
    .references(() => applications.id),
  /** ISO 639-1 codes; whoever reads it reads all of them. */
  languages: jsonb("languages").$type<string[]>().notNull(),
  saidBy: uuid("said_by")
    .notNull()
    .references(() => people.id),
  saidAt: instant("said_at").notNull().defaultNow(),
});

/** Somebody who, the applicant asks, should not read their application; sealed under the applicant's key. */
export const unwantedReaders = pgTable(
  "unwanted_readers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    details: bytes("details").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("unwanted_readers_application").on(t.applicationId)],
);

/** A passage of an answer that would reveal somebody, hidden from the panel. Lifting it dates the row's end. */
export const redactions = pgTable(
  "redactions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    /** The submission whose text the places count in. */
    number: integer("number").notNull(),
    question: text("question").notNull(),
    /** First character of the passage, and the one after its last, in UTF-16 units. */
    fromAt: integer("from_at").notNull(),
    toAt: integer("to_at").notNull(),
    madeBy: uuid("made_by")
      .notNull()
      .references(() => people.id),
    madeAt: instant("made_at").notNull().defaultNow(),
    liftedBy: uuid("lifted_by").references(() => people.id),
    liftedAt: instant("lifted_at"),
  },
  (t) => [index("redactions_application").on(t.applicationId, t.question)],
);

/**
 * What in the panel's texts of an application could tell who wrote it, as the finder has found it: by place alone, and
 * by a mark of what it says that only the applicant's key can make. The panel sees it once it is ruled to be shown.
 */
export const traces = pgTable(
  "traces",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    mark: text("mark").notNull(),
    kind: text("kind", { enum: ["name", "contact", "organisation", "place", "spelling"] }).notNull(),
    /** The submission whose texts the places count in. */
    number: integer("number").notNull(),
    places: jsonb("places").$type<{ place: string; from: number; to: number }[]>().notNull(),
    ruling: text("ruling", { enum: ["hidden", "shown"] }),
    ruledBy: uuid("ruled_by").references(() => people.id),
    ruledAt: instant("ruled_at"),
  },
  (t) => [
    unique("traces_mark").on(t.applicationId, t.mark),
    index("traces_waiting")
      .on(t.applicationId)
      .where(sql`ruling is null`),
  ],
);

/** What state of an application its texts were last looked through in; another state has them looked through again. */
export const traceLooks = pgTable("trace_looks", {
  applicationId: uuid("application_id")
    .primaryKey()
    .references(() => applications.id),
  state: text("state").notNull(),
  lookedAt: instant("looked_at").notNull().defaultNow(),
});

/** What a panelist says to the others who have read an application; sealed under the applicant's key. */
export const discussionPosts = pgTable(
  "discussion_posts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    authorId: uuid("author_id")
      .notNull()
      .references(() => people.id),
    text: bytes("text").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [index("discussion_posts_at").on(t.applicationId, t.at)],
);

/** A score that was changed after its reading was in: both values and, sealed under the applicant's key, the reason. */
export const scoreChanges = pgTable(
  "score_changes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => reviews.id),
    criterionId: uuid("criterion_id")
      .notNull()
      .references(() => criteria.id),
    before: smallint("before"),
    after: smallint("after"),
    reason: bytes("reason").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [index("score_changes_review").on(t.reviewId, t.at)],
);

/**
 * Who would read what: worked out beside the requests, kept for as long as somebody looks at it, and applied as it was
 * shown. It holds ids and figures only.
 */
export const assignmentPlans = pgTable(
  "assignment_plans",
  {
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    /** Breaks ties; with what is known of the panel it determines the plan. */
    seed: text("seed").notNull(),
    state: text("state", { enum: ["working", "done", "failed"] }).notNull(),
    /** How far it is; its shape is `PlanProgress` in `~/selection/plan-progress`. */
    progress: jsonb("progress").$type<unknown>().notNull(),
    /** What it was worked out from, and what came of it, once it is done. */
    fingerprint: text("fingerprint"),
    plan: jsonb("plan").$type<unknown>(),
    startedAt: instant("started_at").notNull(),
    /** The last sign of life of whoever works on it. */
    toldAt: instant("told_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.editionId, t.seed] })],
);
