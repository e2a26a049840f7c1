import { boolean, date, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { people } from "./accounts";
import { applications } from "./applying";
import { editions } from "./cohorts";
import { bytes, instant } from "./columns";

/** A person who accepted a place. */
export const fellows = pgTable(
  "fellows",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    applicationId: uuid("application_id").references(() => applications.id),
    joinedAt: instant("joined_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (t) => [unique("fellows_person").on(t.editionId, t.personId), index("fellows_of_person").on(t.personId)],
);

export const weeks = pgTable(
  "weeks",
  {
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    number: integer("number").notNull(),
    theme: text("theme").notNull(),
  },
  (t) => [primaryKey({ columns: [t.editionId, t.number] })],
);

export const places = pgTable(
  "places",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    name: text("name").notNull(),
    address: text("address").notNull().default(""),
  },
  (t) => [index("places_edition").on(t.editionId)],
);

export const sessionKinds = [
  "workshop",
  "coaching",
  "circle",
  "visit",
  "placement",
  "lesson",
  "evaluation",
  "social",
] as const;
export type SessionKind = (typeof sessionKinds)[number];

/**
 * A session as the coordinator is arranging it. Fellows see what the newest release says, not this. Its place in time
 * is one in the ten weeks, by the wall clock: which instants that are follows from the edition's first day and zone.
 */
export const programmeSessions = pgTable(
  "programme_sessions",
  {
    /** Also the calendar UID: it never changes, whatever moves. */
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    /** Days from the Monday of week 1; below 0 on the weekend of an arrival. */
    day: integer("day").notNull(),
    /** Minutes from the midnight that begins that day, as clocks show them; past midnight the end is above 1440. */
    startMinute: integer("start_minute").notNull(),
    endMinute: integer("end_minute").notNull(),
    kind: text("kind", { enum: sessionKinds }).notNull(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    placeId: uuid("place_id").references(() => places.id),
    facilitatorId: uuid("facilitator_id").references(() => people.id),
    optional: boolean("optional").notNull().default(false),
    revision: integer("revision").notNull().default(1),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    cancelledAt: instant("cancelled_at"),
  },
  (t) => [index("programme_sessions_place").on(t.editionId, t.day, t.startMinute)],
);

/** Each publication of the programme. The newest is what fellows, feeds and facilitators see. */
export const releases = pgTable(
  "releases",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    number: integer("number").notNull(),
    /** The edition's zone and first day when it was published: fellows' weeks and clocks go by these. */
    zone: text("zone").notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    publishedBy: uuid("published_by").references(() => people.id),
    publishedAt: instant("published_at").notNull().defaultNow(),
  },
  (t) => [unique("releases_number").on(t.editionId, t.number)],
);

/** A session as it was published. */
export const releasedSessions = pgTable(
  "released_sessions",
  {
    releaseId: uuid("release_id")
      .notNull()
      .references(() => releases.id),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => programmeSessions.id),
    week: integer("week").notNull(),
    kind: text("kind", { enum: sessionKinds }).notNull(),
    title: text("title").notNull(),
    description: text("description").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    placeName: text("place_name"),
    placeAddress: text("place_address"),
    facilitatorId: uuid("facilitator_id").references(() => people.id),
    optional: boolean("optional").notNull(),
    cancelled: boolean("cancelled").notNull(),
    /** iCalendar SEQUENCE: up by one whenever time, place or cancellation changed since the release before. */
    sequence: integer("sequence").notNull(),
    /** When it last changed, of all releases: iCalendar LAST-MODIFIED. */
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.releaseId, t.sessionId] }),
    index("released_sessions_time").on(t.releaseId, t.startsAt),
    index("released_sessions_facilitator").on(t.facilitatorId),
  ],
);

/** A person's own calendar feed. The token is found by its hash and shown again from its sealed form. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** The edition whose fellow the person is; null for what they lead, in whichever edition. */
    editionId: uuid("edition_id").references(() => editions.id),
    tokenHash: text("token_hash").notNull().unique(),
    token: bytes("token").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("calendar_feeds_person").on(t.personId, t.editionId)],
);
