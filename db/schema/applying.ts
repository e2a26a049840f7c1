import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { people } from "./accounts";
import { editions, forms } from "./cohorts";
import { bytes, instant } from "./columns";

/** One person's application to one edition, from the first draft on. */
export const applications = pgTable(
  "applications",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    formId: uuid("form_id")
      .notNull()
      .references(() => forms.id),
    /** Public code such as ELF-7K3Q9D: random, not counting, no look-alike letters. */
    code: text("code").notNull().unique(),
    status: text("status", { enum: ["draft", "submitted", "withdrawn"] })
      .notNull()
      .default("draft"),
    /** ISO 3166 code of residence, copied out of the answers so that lists can filter by it in SQL. */
    country: text("country"),
    eligibility: text("eligibility", { enum: ["unchecked", "eligible", "ineligible"] })
      .notNull()
      .default("unchecked"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    submittedAt: instant("submitted_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    unique("applications_person").on(t.editionId, t.personId),
    index("applications_list").on(t.editionId, t.status, t.submittedAt, t.id),
    index("applications_country").on(t.editionId, t.country),
    index("applications_of_person").on(t.personId),
  ],
);

/** A section's answers, sealed as one JSON object; `revision` counts saves, so that a stale tab is noticed. */
export const applicationSections = pgTable(
  "application_sections",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    section: text("section").notNull(),
    revision: integer("revision").notNull().default(1),
    answers: bytes("answers").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.section] })],
);

/** What was submitted, whole and sealed, as it stood at that moment. Never changed. */
export const submissions = pgTable(
  "submissions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    number: integer("number").notNull(),
    answers: bytes("answers").notNull(),
    submittedAt: instant("submitted_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("submissions_number").on(t.applicationId, t.number)],
);

/** An upload: content and name sealed under its owner's key. */
export const files = pgTable(
  "files",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    question: text("question").notNull(),
    name: bytes("name").notNull(),
    mediaType: text("media_type").notNull(),
    /** Bytes of the clear content. */
    size: integer("size").notNull(),
    content: bytes("content").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("files_application").on(t.applicationId, t.question)],
);

/** The application's history: dated, with who did it. `detail` holds nothing personal. */
export const applicationEvents = pgTable(
  "application_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    kind: text("kind").notNull(),
    actorId: uuid("actor_id").references(() => people.id),
    at: instant("at").notNull().defaultNow(),
    detail: jsonb("detail").$type<Record<string, string | number | boolean | null>>(),
  },
  (t) => [index("application_events_at").on(t.applicationId, t.at)],
);
