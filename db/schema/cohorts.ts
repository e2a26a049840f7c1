import { boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
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
    acceptDays: integer("accept_days").notNull().default(7),
    decisionsReleasedAt: instant("decisions_released_at"),
    /** Fewest answers that are ever shown as a figure. */
    feedbackFloor: integer("feedback_floor").notNull().default(3),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("editions_call").on(t.callOpensAt, t.callClosesAt)],
);

/** A version of an edition's application form. See `~/cohorts/questions` for the shape of its definition. */
export const forms = pgTable(
  "forms",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    version: integer("version").notNull(),
    definition: jsonb("definition").$type<unknown>().notNull(),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("forms_version").on(t.editionId, t.version)],
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
