import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
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
    /** What the form's eligibility rules made of the answers at the last save; a coordinator's ruling stands above it. */
    eligibilityCheck: text("eligibility_check", { enum: ["open", "met", "unmet"] })
      .notNull()
      .default("open"),
    /** How it came: by the person, typed in by a coordinator, or with an import. */
    source: text("source", { enum: ["online", "office", "import"] })
      .notNull()
      .default("online"),
    enteredBy: uuid("entered_by").references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** When the person last chose it among several of theirs; their pages are about the one chosen, or begun, last. */
    turnedToAt: instant("turned_to_at"),
    submittedAt: instant("submitted_at"),
    withdrawnAt: instant("withdrawn_at"),
    /** A later deadline that a coordinator gave this one person; it has no grace beyond it. */
    extendedUntil: instant("extended_until"),
    /** Whether the person asked for no more reminders about an unfinished draft. */
    remindersOff: boolean("reminders_off").notNull().default(false),
    /** When its content was erased at the person's wish; the row stays, as a number. */
    erasedAt: instant("erased_at"),
  },
  (t) => [
    unique("applications_person").on(t.editionId, t.personId),
    index("applications_list").on(t.editionId, t.status, t.submittedAt, t.id),
    index("applications_drafts")
      .on(t.editionId)
      .where(sql`${t.status} = 'draft'`),
    // The counts of a list's parts, of its countries and of a call's days are read from indexes alone.
    index("applications_parts").on(t.editionId, t.status, t.eligibility),
    index("applications_country").on(t.editionId, t.country, t.status, t.id),
    index("applications_codes").on(t.editionId, t.code, t.id),
    index("applications_started").on(t.editionId, t.createdAt, t.id),
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
    /** How far it was at its last save, for the funnel; what counts for a submission is worked out anew. */
    state: text("state", { enum: ["started", "complete"] })
      .notNull()
      .default("started"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.section] }),
    // For the funnel, without going by the sealed answers.
    index("application_sections_state").on(t.applicationId, t.section, t.state),
  ],
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
    /** The version of the form that was answered. */
    formId: uuid("form_id")
      .notNull()
      .references(() => forms.id),
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
    /** The way its content was cleaned (`cleaningVersion`); below zero where that way failed and it is as it was. */
    cleanedBy: integer("cleaned_by").notNull().default(1),
    /** Size and SHA-256, sealed, that a receipt may name, once content that was kept before is cleaned again. */
    recorded: bytes("recorded"),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Number of the first submission that holds it, written when that one is taken back to be edited; null until then. */
    firstIn: integer("first_in"),
    /** Number of the last submission that holds it, once it has been taken out of the draft; null while it is in it. */
    lastIn: integer("last_in"),
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

/** An upload on its way: what has arrived of it, in sealed pieces, until it is whole, judged and made a file. */
export const uploads = pgTable(
  "uploads",
  {
    /** Random and unguessable: it is part of the upload's address. */
    id: text("id").primaryKey(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    question: text("question").notNull(),
    name: bytes("name").notNull(),
    /** Bytes announced, and bytes that have arrived. */
    size: integer("size").notNull(),
    received: integer("received").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("uploads_application").on(t.applicationId), index("uploads_updated").on(t.updatedAt)],
);

/** A piece of an upload on its way, sealed under its owner's key. */
export const uploadParts = pgTable(
  "upload_parts",
  {
    uploadId: text("upload_id")
      .notNull()
      .references(() => uploads.id, { onDelete: "cascade" }),
    offset: integer("offset").notNull(),
    content: bytes("content").notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.offset] })],
);

/** Somebody who may speak for an applicant. What is said of them, and by them, is sealed under the applicant's key. */
export const referees = pgTable(
  "referees",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    position: integer("position").notNull(),
    /** One sealed JSON object: name, address, relation, the name of the applicant they are shown, other evidence. */
    details: bytes("details").notNull(),
    /** HMAC of the address, to find a panelist among the referees. Null where they must not be contacted. */
    emailHash: text("email_hash"),
    /** Marked by the applicant as unsafe to contact: no mail ever leaves for them. */
    unsafe: boolean("unsafe").notNull().default(false),
    locale: text("locale").notNull().default("en"),
    state: text("state", { enum: ["named", "asked", "answered", "declined", "retracted"] })
      .notNull()
      .default("named"),
    /** SHA-256 of the token in their link. */
    tokenHash: text("token_hash").unique(),
    expiresAt: instant("expires_at"),
    formId: uuid("form_id").references(() => forms.id),
    answers: bytes("answers"),
    /** What they have written and not sent, sealed as the answers are: nobody reads it but who holds the link. */
    draft: bytes("draft"),
    /** Counts the saves of that draft, so that two tabs notice each other. */
    draftRevision: integer("draft_revision").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    askedAt: instant("asked_at"),
    remindedAt: instant("reminded_at"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    unique("referees_position").on(t.applicationId, t.position),
    index("referees_waiting").on(t.state, t.expiresAt),
    index("referees_email").on(t.emailHash),
  ],
);

/** A line of the thread between an applicant and the coordinators, sealed under the applicant's key. */
export const applicationMessages = pgTable(
  "application_messages",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    fromOffice: boolean("from_office").notNull(),
    authorId: uuid("author_id")
      .notNull()
      .references(() => people.id),
    text: bytes("text").notNull(),
    at: instant("at").notNull().defaultNow(),
    /** When the other side first opened it. */
    readAt: instant("read_at"),
  },
  (t) => [
    index("application_messages_at").on(t.applicationId, t.at),
    index("application_messages_unread")
      .on(t.applicationId, t.fromOffice)
      .where(sql`${t.readAt} is null`),
  ],
);

/** A coordinators' note about an application, which its applicant never sees; sealed under the applicant's key. */
export const applicationNotes = pgTable(
  "application_notes",
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
  (t) => [index("application_notes_at").on(t.applicationId, t.at)],
);

/** A coordinators' label for applications. Its name stands in clear and must say nothing of a person. */
export const tags = pgTable(
  "tags",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    name: text("name").notNull(),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("tags_name").on(t.editionId, t.name)],
);

export const applicationTags = pgTable(
  "application_tags",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    tagId: uuid("tag_id")
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
    taggedBy: uuid("tagged_by").references(() => people.id),
    taggedAt: instant("tagged_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.tagId] }), index("application_tags_tag").on(t.tagId)],
);

/** A way of looking at the list of applications, kept under a name: filters, columns and order as a query string. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    query: text("query").notNull(),
    /** Whether the edition's other coordinators see it too. */
    shared: boolean("shared").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("saved_views_name").on(t.editionId, t.ownerId, t.name)],
);

/**
 * Keyed hashes by which the same person or the same text is noticed again. Nothing can be read back out of them;
 * they go with the application's content.
 */
export const fingerprints = pgTable(
  "fingerprints",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    kind: text("kind", { enum: ["person", "text"] }).notNull(),
    /** The question a text answered; empty for a person. */
    question: text("question").notNull().default(""),
    /** The band of a text's sketch; 0 for a person. */
    band: integer("band").notNull().default(0),
    value: text("value").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.kind, t.question, t.band, t.value] }),
    index("fingerprints_value").on(t.kind, t.value),
  ],
);

/** Two applications that look like one person or one text. They are shown to coordinators, never merged by themselves. */
export const duplicates = pgTable(
  "duplicates",
  {
    /** The newer of the two. */
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    otherId: uuid("other_id")
      .notNull()
      .references(() => applications.id),
    kind: text("kind", { enum: ["person", "text"] }).notNull(),
    /** Share of the text that is the same, 0 to 1; 1 for a person. */
    likeness: doublePrecision("likeness").notNull(),
    foundAt: instant("found_at").notNull().defaultNow(),
    /** A coordinator's word that these are two people, or that the likeness is fine. */
    settledBy: uuid("settled_by").references(() => people.id),
    settledAt: instant("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.otherId, t.kind] }),
    index("duplicates_other").on(t.otherId),
  ],
);

/** A reminder about an unfinished draft that has been sent, so that none goes twice. */
export const draftReminders = pgTable(
  "draft_reminders",
  {
    applicationId: uuid("application_id")
      .notNull()
      .references(() => applications.id),
    kind: text("kind", { enum: ["week", "two-days", "twelve-hours"] }).notNull(),
    sentAt: instant("sent_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.kind] })],
);

/** A table of applications being brought in; sealed under the key of the coordinator who brings it, gone once done. */
export const imports = pgTable(
  "imports",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => people.id),
    name: bytes("name").notNull(),
    content: bytes("content"),
    /** Which column answers which question, as the owner has set it so far. */
    mapping: jsonb("mapping").$type<Record<string, string>>().notNull().default({}),
    createdAt: instant("created_at").notNull().defaultNow(),
    appliedAt: instant("applied_at"),
    /** How many applications came of it. */
    made: integer("made"),
  },
  (t) => [index("imports_edition").on(t.editionId, t.createdAt)],
);
