import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { calendarFeeds, editions, fellows, people } from "#db/schema";
import type { Viewer } from "~/accounts/session.server";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Transaction } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { isLocale, fallbackLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { digest, newToken, seal, unseal, type PersonKey } from "~/platform/vault.server";
import { calendarFile } from "./calendar-file";
import { findRelease, listReleasedSessions } from "./releases.server";

/** A fellow's own calendar address. */
export interface Feed {
  token: string;
  createdAt: Date;
}

function mine(personId: string, editionId: string) {
  return and(
    eq(calendarFeeds.personId, personId),
    eq(calendarFeeds.editionId, editionId),
    isNull(calendarFeeds.revokedAt),
  );
}

/** The viewer's calendar address in an edition, or null when they have none. */
export async function findFeed(viewer: Viewer, edition: Pick<Edition, "id">): Promise<Feed | null> {
  const [feed] = await database()
    .select({ token: calendarFeeds.token, createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(mine(viewer.personId, edition.id))
    .orderBy(desc(calendarFeeds.createdAt))
    .limit(1);
  return feed ? { token: unseal(viewer.key, "calendar.token", feed.token), createdAt: feed.createdAt } : null;
}

/** Makes a new calendar address; the one before it, if any, stops working. */
export async function renewFeed(
  tx: Transaction,
  owner: { personId: string; key: PersonKey },
  edition: Pick<Edition, "id">,
): Promise<string> {
  await revokeFeed(tx, owner, edition);
  const token = newToken();
  await tx.insert(calendarFeeds).values({
    id: randomUUID(),
    personId: owner.personId,
    editionId: edition.id,
    tokenHash: digest(token),
    token: seal(owner.key, "calendar.token", token),
    createdAt: now(),
  });
  await audit(tx, owner.personId, edition, "calendar.created");
  return token;
}

/** Ends a person's calendar address in an edition. False when there was none. */
export async function revokeFeed(
  tx: Transaction,
  owner: { personId: string },
  edition: Pick<Edition, "id">,
): Promise<boolean> {
  const ended = await tx
    .update(calendarFeeds)
    .set({ revokedAt: now() })
    .where(mine(owner.personId, edition.id))
    .returning({ id: calendarFeeds.id });
  if (ended.length > 0) await audit(tx, owner.personId, edition, "calendar.revoked");
  return ended.length > 0;
}

async function audit(
  tx: Transaction,
  actorId: string,
  edition: Pick<Edition, "id">,
  action: string,
): Promise<void> {
  await recordAudit(tx, {
    actorId,
    action,
    editionId: edition.id,
    subjectType: "edition",
    subjectId: edition.id,
  });
}

/** A calendar as it is sent, with the tag by which a client knows it again. */
export interface CalendarFile {
  body: string;
  etag: string;
}

/**
 * Calendars by publication, language and form: they are the same for every fellow of an edition, hold no name, and a
 * publication never changes. The oldest makes room for the newest.
 */
const written = new Map<string, CalendarFile>();
const mostWritten = 40;

/**
 * The calendar behind an address: the newest publication, in its owner's language. Null for an address that is
 * unknown or revoked, or whose owner is no fellow any more. `plain` leaves out everything but the times.
 */
export async function renderFeed(token: string, options: { plain: boolean }): Promise<CalendarFile | null> {
  const [feed] = await database()
    .select({ editionId: editions.id, zone: editions.zone, locale: people.locale })
    .from(calendarFeeds)
    .innerJoin(people, eq(people.id, calendarFeeds.personId))
    .innerJoin(editions, eq(editions.id, calendarFeeds.editionId))
    .innerJoin(
      fellows,
      and(eq(fellows.personId, calendarFeeds.personId), eq(fellows.editionId, calendarFeeds.editionId)),
    )
    .where(
      and(
        eq(calendarFeeds.tokenHash, digest(token)),
        isNull(calendarFeeds.revokedAt),
        isNull(people.erasedAt),
        isNull(fellows.endedAt),
      ),
    );
  if (!feed) return null;
  const release = await findRelease(database(), feed.editionId);
  const locale = isLocale(feed.locale) ? feed.locale : fallbackLocale;
  const key = JSON.stringify([release?.id, feed.zone, locale, options.plain, env().origin]);
  const known = written.get(key);
  if (known) return known;
  const sessions = release ? await listReleasedSessions(database(), [release]) : [];
  const t = translate(locale);
  const body = calendarFile(sessions, feed.zone, {
    name: t("programme:feed.name"),
    busy: options.plain ? t("programme:feed.busy") : null,
    cancelled: (title) => t("programme:feed.cancelled", { title }),
    pageOf: (sessionId) => `${env().origin}/programme/sessions/${sessionId}`,
  });
  const file = { body, etag: `"${digest(body).slice(0, 32)}"` };
  const [oldest] = written.keys();
  if (oldest !== undefined && written.size >= mostWritten) written.delete(oldest);
  if (release) written.set(key, file);
  return file;
}
