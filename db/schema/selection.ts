import {
  boolean,
  doublePrecision,
  index,
  integer,
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

/** A tie between a panelist and an application that bars reading it, from the moment it is declared. */
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
    declaredBy: uuid("declared_by")
      .notNull()
      .references(() => people.id),
    /** Sealed under the panelist's key. */
    reason: bytes("reason"),
    declaredAt: instant("declared_at").notNull().defaultNow(),
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
  },
  (t) => [index("standings_rank").on(t.editionId, t.mean, t.applicationId)],
);

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
