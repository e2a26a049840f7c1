import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { people } from "./accounts";
import { instant, type Wording } from "./columns";

/** One round of the fellowship: its call, its dates, its settings. */
export const editions = pgTable(
  "editions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    zone: text("zone").notNull().default("Europe/Prague"),
    places: integer("places").notNull(),
    callOpensAt: instant("call_opens_at").notNull(),
    callClosesAt: instant("call_closes_at").notNull(),
    /** Minutes after the deadline in which a submission is still taken; published beside the deadline. */
    graceMinutes: integer("grace_minutes").notNull().default(60),
    /** First and last day of the ten weeks, as calendar dates in the edition's zone. */
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    countries: jsonb("countries").$type<string[]>().notNull(),
    /** Ages, at the start of the ten weeks, that the call speaks to. It is said openly; nothing is refused by it. */
    minAge: integer("min_age").notNull().default(20),
    maxAge: integer("max_age").notNull().default(35),
    /** What the fellowship pays for: keys with words under `cohorts:home.covers`. */
    covers: jsonb("covers")
      .$type<string[]>()
      .notNull()
      .default(["travel", "visa", "housing", "insurance", "allowance"]),
    readingsPerApplication: integer("readings_per_application").notNull().default(2),
    /** The day by which readings are asked for; null for the one that follows from the year. */
    readingUntil: date("reading_until", { mode: "string" }),
    /** Rules that find conflicts by themselves; see `~/selection/conflict-rules`. */
    conflictRules: jsonb("conflict_rules")
      .$type<string[]>()
      .notNull()
      .default(["organisation", "domain", "referee"]),
    acceptDays: integer("accept_days").notNull().default(7),
    /** Two scores closer than this are a near-tie. */
    tieMargin: doublePrecision("tie_margin").notNull().default(0.25),
    /** Who answers for personal data, and how to reach them before applying; null where the installation's words hold. */
    controller: text("controller"),
    contact: text("contact"),
    contactNote: text("contact_note"),
    /** The name that this edition's letters come from; null where the installation's holds. */
    lettersFrom: text("letters_from"),
    decisionsReleasedAt: instant("decisions_released_at"),
    /** Fewest answers that are ever shown as a figure. */
    feedbackFloor: integer("feedback_floor").notNull().default(3),
    /** When applicants name their referees: with the application, once shortlisted, or never. */
    refereesAsked: text("referees_asked", { enum: ["with-application", "after-shortlist", "never"] })
      .notNull()
      .default("after-shortlist"),
    /** How many references are wanted for an application. */
    refereesWanted: integer("referees_wanted").notNull().default(2),
    /** Days that a referee has to answer once asked. */
    refereeDays: integer("referee_days").notNull().default(14),
    /** The organisation that referees are told of beside the applicant's name; empty where they learn nothing more. */
    refereesTold: text("referees_told").notNull().default(""),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("editions_call").on(t.callOpensAt, t.callClosesAt)],
);

/**
 * A version of one of an edition's forms. See `~/cohorts/questions` for the shape of its definition. A version without
 * `publishedAt` is the one being worked on, of which there is at most one; a published one never changes.
 */
export const forms = pgTable(
  "forms",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    kind: text("kind", { enum: ["application", "reference"] })
      .notNull()
      .default("application"),
    version: integer("version").notNull(),
    definition: jsonb("definition").$type<unknown>().notNull(),
    /** Counts the changes to a version that is being worked on, so that two coordinators notice each other. */
    revision: integer("revision").notNull().default(1),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    publishedAt: instant("published_at"),
  },
  (t) => [
    unique("forms_version").on(t.editionId, t.kind, t.version),
    uniqueIndex("forms_working")
      .on(t.editionId, t.kind)
      .where(sql`${t.publishedAt} is null`),
  ],
);

/** A line of the rubric, scored 1 to 5. */
export const criteria = pgTable(
  "criteria",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    position: integer("position").notNull(),
    title: jsonb("title").$type<Wording>().notNull(),
    /** Five wordings, for the scores 1 to 5. */
    anchors: jsonb("anchors").$type<Wording[]>().notNull(),
    /** Percent; an edition's weights add up to 100. */
    weight: integer("weight").notNull(),
    commentRequired: boolean("comment_required").notNull().default(false),
  },
  (t) => [unique("criteria_position").on(t.editionId, t.position)],
);
