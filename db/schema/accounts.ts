import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns";
import { editions } from "./cohorts";

/** Everyone the app knows, from an applicant to an admin. Name and address are sealed under the person's key. */
export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** HMAC-SHA256 of the normalised address under a key derived from the master key. Null once erased. */
    emailHash: text("email_hash").unique(),
    email: bytes("email"),
    name: bytes("name"),
    passwordHash: text("password_hash"),
    locale: text("locale").notNull().default("en"),
    timeZone: text("time_zone"),
    /** Whether "leave this page" also ends the session. */
    leavingEnds: boolean("leaving_ends").notNull().default(false),
    emailConfirmedAt: instant("email_confirmed_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    erasedAt: instant("erased_at"),
  },
  (t) => [index("people_created").on(t.createdAt)],
);

/** A person's own key, wrapped by the master key. Deleting the row makes everything sealed under it unreadable. */
export const vaultKeys = pgTable("vault_keys", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => people.id),
  wrapped: bytes("wrapped").notNull(),
  /** Which master key wrapped it: the first 8 hex digits of its SHA-256. */
  masterKeyId: text("master_key_id").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** Log-ins. The id is the SHA-256 of what the cookie holds. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => people.id),
    /** The absolute end; idle expiry is counted from lastSeenAt (see accounts/session-rules). */
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** Single-use links sent by mail: only the SHA-256 of the token is kept. */
export const tokens = pgTable(
  "tokens",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    purpose: text("purpose", { enum: ["confirmation", "recovery", "invitation"] }).notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** When a newer link took this one's place. */
    replacedAt: instant("replaced_at"),
    /** A path of this site to go on to once it is used; kept here, so that no letter's link tells of it. */
    onward: text("onward"),
    /**
     * The password that was given when this link was asked for, hashed: it counts for nothing before the address is
     * confirmed, and is emptied when it is.
     */
    passwordHash: text("password_hash"),
  },
  (t) => [index("tokens_person").on(t.personId, t.purpose)],
);

/**
 * What was asked for at a page that must not tell whether an address is known: done by a job after it was answered, and
 * deleted then. `details` is sealed under a key derived from the master key, as there may be no person yet.
 */
export const entranceRequests = pgTable(
  "entrance_requests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    details: bytes("details").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("entrance_requests_created").on(t.createdAt)],
);

export const roleNames = ["admin", "coordinator", "panelist", "facilitator", "mentor"] as const;
export type RoleName = (typeof roleNames)[number];

/** What a person may do in an edition; admin stands outside editions. Fellows are rows of `fellows`, not roles. */
export const roles = pgTable(
  "roles",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    role: text("role", { enum: roleNames }).notNull(),
    editionId: uuid("edition_id").references(() => editions.id),
    grantedBy: uuid("granted_by").references(() => people.id),
    grantedAt: instant("granted_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (t) => [index("roles_person").on(t.personId), index("roles_edition").on(t.editionId, t.role)],
);

/** A role that has been offered to somebody and counts once they accept it by the link in their mail. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    role: text("role", { enum: roleNames }).notNull(),
    editionId: uuid("edition_id").references(() => editions.id),
    invitedBy: uuid("invited_by").references(() => people.id),
    invitedAt: instant("invited_at").notNull().defaultNow(),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [index("invitations_person").on(t.personId), index("invitations_edition").on(t.editionId, t.role)],
);

/** Fixed-window counters. The key is hashed with a salt that changes every day, so no address can be read back. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    resetsAt: instant("resets_at").notNull(),
  },
  (t) => [index("rate_limits_resets").on(t.resetsAt)],
);

/** Who did what to which thing. `detail` holds nothing personal. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    at: instant("at").notNull().defaultNow(),
    actorId: uuid("actor_id").references(() => people.id),
    action: text("action").notNull(),
    editionId: uuid("edition_id").references(() => editions.id),
    subjectType: text("subject_type"),
    subjectId: text("subject_id"),
    detail: jsonb("detail").$type<Record<string, string | number | boolean | null>>(),
  },
  (t) => [index("audit_log_at").on(t.at), index("audit_log_subject").on(t.subjectType, t.subjectId, t.at)],
);

/** Mail waits here from the transaction that causes it until it has been handed to a server. */
export const mail = pgTable(
  "mail",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    kind: text("kind").notNull(),
    /** The edition that it is about; null for a letter about an account alone. */
    editionId: uuid("edition_id").references(() => editions.id),
    /** Sealed under the person's key. */
    recipient: bytes("recipient").notNull(),
    subject: bytes("subject").notNull(),
    text: bytes("text").notNull(),
    html: bytes("html").notNull(),
    /** The sealed path by which no more letters of this kind are asked for (RFC 8058). */
    unsubscribe: bytes("unsubscribe"),
    messageId: text("message_id").notNull().unique(),
    state: text("state", { enum: ["waiting", "sent", "parked"] })
      .notNull()
      .default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    /** Not to be tried before: while one process sends it, and after the mail server has asked for patience. */
    retryAt: instant("retry_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    uniqueIndex("mail_created").on(t.createdAt, t.id),
    index("mail_state").on(t.state, t.createdAt),
    index("mail_person").on(t.personId),
    index("mail_edition").on(t.editionId, t.createdAt),
  ],
);
