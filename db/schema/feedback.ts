import { index, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { people } from "./accounts";
import { editions } from "./cohorts";
import { bytes, instant } from "./columns";
import { programmeSessions } from "./programme";

/** A fellow's answer to a session's pulse. The comment is sealed under the fellow's key. */
export const pulseAnswers = pgTable(
  "pulse_answers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    editionId: uuid("edition_id")
      .notNull()
      .references(() => editions.id),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => programmeSessions.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** 1 (not useful) to 5 (very useful). */
    usefulness: smallint("usefulness").notNull(),
    pace: text("pace", { enum: ["slow", "right", "fast"] }).notNull(),
    change: bytes("change"),
    answeredAt: instant("answered_at").notNull().defaultNow(),
  },
  (t) => [
    unique("pulse_answers_person").on(t.sessionId, t.personId),
    index("pulse_answers_edition").on(t.editionId, t.sessionId),
    index("pulse_answers_of_person").on(t.personId),
  ],
);
