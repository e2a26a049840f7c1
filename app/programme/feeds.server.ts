import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { calendarFeeds, fellows, people, roles } from "#db/schema";
import type { Viewer } from "~/accounts/session.server";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Transaction } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { isLocale, fallbackLocale, type Locale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { digest, newToken, seal, unseal, type PersonKey } from "~/platform/vault.server";
import { calendarFile, type CalendarEntry } from "./calendar-file";
import { leadingRoles } from "./kinds";
import { findRelease, listReleasedSessions, listReleases } from "./releases.server";

/** What a calendar address is for: the programme of an edition that one is a fellow of, or all that one leads. */
export type Subscribed = Pick<Edition, "id"> | "leading";

/** Somebody's own calendar address. */
export interface Feed {
  token: string;
  createdAt: Date;
}

function editionIdOf(what: Subscribed): string | null {
  return what === "leading" ? null : what.id;
}

function mine(personId: string, what: Subscribed) {
  return and(
    eq(calendarFeeds.personId, personId),
    what === "leading" ? isNull(calendarFeeds.editionId) : eq(calendarFeeds.editionId, what.id),
    isNull(calendarFeeds.revokedAt),
  );
}

/** The viewer's calendar address for something, or null when they have none. */
export async function findFeed(viewer: Viewer, what: Subscribed): Promise<Feed | null> {
  const [feed] = await database()
    .select({ token: calendarFeeds.token, createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(mine(viewer.personId, what))
    .orderBy(desc(calendarFeeds.createdAt))
    .limit(1);
  return feed ? { token: unseal(viewer.key, "calendar.token", feed.token), createdAt: feed.createdAt } : null;
}

/** Makes a new calendar address; the one before it, if any, stops working. */
export async function renewFeed(
  tx: Transaction,
  owner: { personId: string; key: PersonKey },
  what: Subscribed,
): Promise<string> {
  // Two presses at once leave one address, not two.
  await tx.select({ id: people.id }).from(people).where(eq(people.id, owner.personId)).for("update");
  await revokeFeed(tx, owner, what);
  const token = newToken();
  await tx.insert(calendarFeeds).values({
    id: randomUUID(),
    personId: owner.personId,
    editionId: editionIdOf(what),
    tokenHash: digest(token),
    token: seal(owner.key, "calendar.token", token),
    createdAt: now(),
  });
  await audit(tx, owner.personId, what, "calendar.created");
  return token;
}

/** Ends a person's calendar address for something. False when there was none. */
export async function revokeFeed(
  tx: Transaction,
  owner: { personId: string },
  what: Subscribed,
): Promise<boolean> {
  const ended = await tx
    .update(calendarFeeds)
    .set({ revokedAt: now() })
    .where(mine(owner.personId, what))
    .returning({ id: calendarFeeds.id });
  if (ended.length > 0) await audit(tx, owner.personId, what, "calendar.revoked");
  return ended.length > 0;
}

async function audit(tx: Transaction, actorId: string, what: Subscribed, action: string): Promise<void> {
  await recordAudit(tx, {
    ...{ actorId, action },
    ...(what === "leading"
      ? { subjectType: "person", subjectId: actorId }
      : { editionId: what.id, subjectType: "edition", subjectId: what.id }),
  });
}

/** A calendar as it is sent, with the tag by which a client knows it again. */
export interface CalendarFile {
  body: string;
  etag: string;
}

/**
 * Fellows' calendars by publication, language and form: they are the same for every fellow of an edition, hold no
 * name, and a publication never changes. The oldest makes room for the newest.
 */
const written = new Map<string, CalendarFile>();
const mostWritten = 40;

/**
 * The calendar behind an address: the newest publication, in its owner's language and by the clocks that it was
 * published with; what the owner leads, out of the newest publication of each edition, for whoever leads sessions.
 * Null for an address that is unknown or revoked, or whose owner is no fellow and leads nothing any more. `plain`
 * leaves out everything but the times.
 */
export async function renderFeed(token: string, options: { plain: boolean }): Promise<CalendarFile | null> {
  // One row for each right on which the address rests: the fellowship, or every edition in which the owner leads.
  const rights = await database()
    .select({
      personId: calendarFeeds.personId,
      editionId: calendarFeeds.editionId,
      leadsIn: roles.editionId,
      locale: people.locale,
    })
    .from(calendarFeeds)
    .innerJoin(people, eq(people.id, calendarFeeds.personId))
    .leftJoin(
      fellows,
      and(
        eq(fellows.personId, calendarFeeds.personId),
        eq(fellows.editionId, calendarFeeds.editionId),
        isNull(fellows.endedAt),
      ),
    )
    .leftJoin(
      roles,
      and(
        isNull(calendarFeeds.editionId),
        eq(roles.personId, calendarFeeds.personId),
        inArray(roles.role, [...leadingRoles]),
        isNull(roles.endedAt),
      ),
    )
    .where(
      and(
        eq(calendarFeeds.tokenHash, digest(token)),
        isNull(calendarFeeds.revokedAt),
        isNull(people.erasedAt),
        or(isNotNull(fellows.id), isNotNull(roles.id)),
      ),
    )
    .limit(100);
  const [right] = rights;
  if (!right) return null;
  const locale = isLocale(right.locale) ? right.locale : fallbackLocale;
  if (right.editionId === null) {
    const led = [...new Set(rights.flatMap(({ leadsIn }) => leadsIn ?? []))];
    const releases = await listReleases(database(), led);
    const own = await listReleasedSessions(database(), releases, { facilitatorId: right.personId });
    return write(own, locale, "/facilitating/sessions", options);
  }
  const release = await findRelease(database(), right.editionId);
  const key = JSON.stringify([release?.id, locale, options.plain, env().origin]);
  const known = written.get(key);
  if (known) return known;
  const sessions = release ? await listReleasedSessions(database(), [release]) : [];
  const file = write(sessions, locale, "/programme/sessions", options);
  const [oldest] = written.keys();
  if (oldest !== undefined && written.size >= mostWritten) written.delete(oldest);
  if (release) written.set(key, file);
  return file;
}

function write(
  sessions: readonly CalendarEntry[],
  locale: Locale,
  pages: string,
  options: { plain: boolean },
): CalendarFile {
  const t = translate(locale);
  const body = calendarFile(sessions, {
    name: t("programme:feed.name"),
    busy: options.plain ? t("programme:feed.busy") : null,
    cancelled: (title) => t("programme:feed.cancelled", { title }),
    pageOf: (sessionId) => `${env().origin}${pages}/${sessionId}`,
  });
  return { body, etag: `"${digest(body).slice(0, 32)}"` };
}
