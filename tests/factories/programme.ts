import { randomUUID } from "node:crypto";
import { eq, max } from "drizzle-orm";
import {
  editions,
  fellows,
  places,
  programmeSessions,
  releasedSessions,
  releases,
  weeks,
  type SessionKind,
} from "#db/schema";
import { dateOfDay } from "~/cohorts/weeks";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { listDraftSessions } from "~/programme/sessions.server";
import { placeSlot, slotOf } from "~/programme/slots";
import { next } from "./counter";
import { anEdition, type Edition } from "./editions";
import { aPerson, type Person } from "./people";

/** A person with a place in an edition (one that is running, unless given). */
export async function aFellow(
  details: { edition?: Edition; person?: Person; applicationId?: string } = {},
): Promise<{ id: string; person: Person; edition: Edition }> {
  const edition = details.edition ?? (await anEdition({ at: "running" }));
  const person = details.person ?? (await aPerson());
  const id = randomUUID();
  await database()
    .insert(fellows)
    .values({
      id,
      editionId: edition.id,
      personId: person.id,
      applicationId: details.applicationId ?? null,
      joinedAt: now(),
    });
  return { id, person, edition };
}

/** A place that sessions are held in. */
export async function aPlace(details: {
  edition: Edition;
  name?: string;
  address?: string;
}): Promise<{ id: string; name: string }> {
  const id = randomUUID();
  const name = details.name ?? `Room ${next()}`;
  await database()
    .insert(places)
    .values({ id, editionId: details.edition.id, name, address: details.address ?? "" });
  return { id, name };
}

export interface SessionDetails {
  edition?: Edition;
  /** From 1; fills in the weeks of the edition that are missing. */
  week?: number;
  /** Day of that week, Monday being 1. */
  day?: number;
  /** Wall-clock times in the edition's zone; an end before the beginning is the next day's. */
  from?: string;
  to?: string;
  title?: string;
  description?: string;
  kind?: SessionKind;
  place?: { id: string };
  facilitator?: { id: string };
  optional?: boolean;
}

export interface ProgrammeSession {
  id: string;
  editionId: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
}

/** A session of an edition's programme, not yet published; {@link aRelease} publishes. */
export async function aProgrammeSession(details: SessionDetails = {}): Promise<ProgrammeSession> {
  const edition = details.edition ?? (await anEdition({ at: "running" }));
  const week = details.week ?? 1;
  await addWeeks(edition, week);
  const date = dateOfDay(edition.startsOn, (week - 1) * 7 + (details.day ?? 1) - 1);
  const slot = slotOf({ date, from: details.from ?? "09:00", to: details.to ?? "10:30" }, edition.startsOn);
  const session = {
    id: randomUUID(),
    editionId: edition.id,
    title: details.title ?? `Session ${next()}`,
  };
  await database()
    .insert(programmeSessions)
    .values({
      ...session,
      ...slot,
      kind: details.kind ?? "workshop",
      description: details.description ?? "",
      placeId: details.place?.id ?? null,
      facilitatorId: details.facilitator?.id ?? null,
      optional: details.optional ?? false,
    });
  const { startsAt, endsAt } = placeSlot(slot, edition);
  return { ...session, startsAt, endsAt };
}

async function addWeeks(edition: Edition, upTo: number): Promise<void> {
  await database()
    .insert(weeks)
    .values(
      Array.from({ length: upTo }, (_, index) => ({
        editionId: edition.id,
        number: index + 1,
        theme: `Theme ${index + 1}`,
      })),
    )
    .onConflictDoNothing();
}

/** Publishes an edition's sessions as they stand, as fellows, feeds and facilitators then see them. */
export async function aRelease(details: {
  edition: { id: string };
  by?: { id: string };
}): Promise<{ id: string; number: number }> {
  return inTransaction(async (tx) => {
    const [edition] = await tx.select().from(editions).where(eq(editions.id, details.edition.id));
    if (!edition) throw new Error("There is no such edition.");
    const { zone, startsOn } = edition;
    const [last] = await tx
      .select({ number: max(releases.number) })
      .from(releases)
      .where(eq(releases.editionId, edition.id));
    const release = { id: randomUUID(), number: (last?.number ?? 0) + 1 };
    await tx.insert(releases).values({
      ...{ ...release, zone, startsOn },
      editionId: edition.id,
      publishedBy: details.by?.id ?? null,
      publishedAt: now(),
    });
    for (const session of await listDraftSessions(tx, edition))
      await tx.insert(releasedSessions).values({
        releaseId: release.id,
        sessionId: session.id,
        week: session.week,
        kind: session.kind,
        title: session.title,
        description: session.description,
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        placeName: session.placeName,
        placeAddress: session.placeAddress,
        facilitatorId: session.facilitatorId,
        optional: session.optional,
        cancelled: session.cancelled,
        sequence: release.number - 1,
        changedAt: now(),
      });
    return release;
  });
}
