import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { places, programmeSessions, pulseAnswers, releasedSessions, releases } from "#db/schema";
import type { Transaction } from "~/platform/database.server";
import { seal } from "~/platform/vault.server";
import { hasPulse } from "~/programme/kinds";
import { findRelease, listReleasedSessions, publishRelease } from "~/programme/releases.server";
import { layDefaultWeeks } from "~/programme/sessions.server";
import { currentWeek } from "./calendar";
import { changes, venues } from "./content/programme";
import type { SeededEdition } from "./editions";
import type { SeededPerson } from "./people";
import type { Random } from "./random";
import type { Rows } from "./rows";

const hour = 3_600_000;

/** The week of a session that is being arranged, from 1. */
const weekOf = sql<number>`(${programmeSessions.day} / 7 + 1)`;

/**
 * Lays the ten weeks, gives each session a place and somebody who holds it, publishes them before they begin, and
 * once more after a change in the week that is now: something to see marked as changed.
 */
export async function seedProgramme(
  tx: Transaction,
  edition: SeededEdition,
  people: { coordinator: SeededPerson; facilitators: readonly SeededPerson[] },
  now: Date,
): Promise<void> {
  const venueIds = new Map<string, string>();
  for (const { key, ...venue } of venues) {
    const [made] = await tx
      .insert(places)
      .values({ ...venue, editionId: edition.id })
      .returning({ id: places.id });
    if (made) venueIds.set(key, made.id);
  }
  const place = (key: (typeof venues)[number]["key"]) => venueIds.get(key) ?? null;
  await layDefaultWeeks(tx, edition, people.coordinator.id, { placeId: place("house") });

  // The demonstration's own facilitator holds the workshops of this week and of some others; each of the rest a part.
  const [own, ...others] = people.facilitators;
  const someone = (index: number) => others[index % others.length]?.id ?? null;
  const inWeeks = (weeks: number[]) =>
    and(
      eq(programmeSessions.editionId, edition.id),
      inArray(weekOf, weeks),
      inArray(programmeSessions.kind, ["workshop", "evaluation"]),
    );
  const ofKind = (kind: "coaching" | "circle" | "lesson") =>
    and(eq(programmeSessions.editionId, edition.id), eq(programmeSessions.kind, kind));
  const hold = (facilitatorId: string | null, placeId?: string | null) => ({
    facilitatorId,
    ...(placeId ? { placeId } : {}),
  });
  await tx
    .update(programmeSessions)
    .set(hold(own?.id ?? null))
    .where(inWeeks([3, currentWeek, 6]));
  await tx
    .update(programmeSessions)
    .set(hold(someone(0)))
    .where(inWeeks([1, 2]));
  await tx
    .update(programmeSessions)
    .set(hold(someone(1), place("library")))
    .where(inWeeks([4]));
  await tx
    .update(programmeSessions)
    .set(hold(someone(2), place("hall")))
    .where(inWeeks([9, 10]));
  await tx
    .update(programmeSessions)
    .set(hold(someone(3), place("coaching")))
    .where(ofKind("coaching"));
  await tx
    .update(programmeSessions)
    .set(hold(own?.id ?? null))
    .where(ofKind("circle"));
  await tx
    .update(programmeSessions)
    .set(hold(someone(4), place("library")))
    .where(ofKind("lesson"));

  await publishRelease(tx, edition, people.coordinator.id);
  const firstDay = await firstSession(tx, edition.id);
  await dateRelease(
    tx,
    edition.id,
    1,
    new Date(Math.min(now.getTime(), firstDay.getTime() - 10 * 24 * hour)),
  );
  await changeThisWeek(tx, edition, place("hall"));
  await publishRelease(tx, edition, people.coordinator.id);
  await dateRelease(tx, edition.id, 2, new Date(now.getTime() - 20 * hour));
}

async function firstSession(tx: Transaction, id: string): Promise<Date> {
  const [session] = await listPublished(tx, id);
  return session?.startsAt ?? new Date();
}

/** What the newest release of an edition holds, in the order of time. */
async function listPublished(tx: Transaction, editionId: string) {
  const release = await findRelease(tx, editionId);
  return release ? listReleasedSessions(tx, [release]) : [];
}

/** Two changes: a workshop in the week that is now has another room, and next week's visit leaves half an hour earlier. */
async function changeThisWeek(tx: Transaction, edition: SeededEdition, room: string | null): Promise<void> {
  const sessions = await tx
    .select()
    .from(programmeSessions)
    .where(and(eq(programmeSessions.editionId, edition.id), inArray(weekOf, [currentWeek, currentWeek + 1])))
    .orderBy(asc(programmeSessions.day), asc(programmeSessions.startMinute));
  const workshop = sessions.filter(({ kind, day }) => kind === "workshop" && day < currentWeek * 7).at(-1);
  const visit = sessions.find(({ kind }) => kind === "visit");
  if (workshop)
    await tx
      .update(programmeSessions)
      .set({ placeId: room, revision: workshop.revision + 1 })
      .where(eq(programmeSessions.id, workshop.id));
  if (visit)
    await tx
      .update(programmeSessions)
      .set({ startMinute: visit.startMinute - 30, revision: visit.revision + 1 })
      .where(eq(programmeSessions.id, visit.id));
}

/** A release was published when the story says so, and so was what changed with it. */
async function dateRelease(tx: Transaction, edition: string, number: number, at: Date): Promise<void> {
  const [release] = await tx
    .update(releases)
    .set({ publishedAt: at })
    .where(and(eq(releases.editionId, edition), eq(releases.number, number)))
    .returning({ id: releases.id });
  if (!release) return;
  await tx
    .update(releasedSessions)
    .set({ changedAt: at })
    .where(
      and(
        eq(releasedSessions.releaseId, release.id),
        number === 1 ? undefined : gt(releasedSessions.sequence, 0),
      ),
    );
}

/**
 * Adds what fellows have said of the sessions that are over: nearly everyone of the early weeks, few of the last days,
 * so that some figures are above the floor and some wait below it. The demonstration's own fellow owes an answer.
 */
export async function seedPulses(
  tx: Transaction,
  rows: Rows,
  random: Random,
  edition: SeededEdition,
  fellows: readonly SeededPerson[],
  now: Date,
): Promise<void> {
  const over = await listPublished(tx, edition.id);
  const past = over.filter(({ kind, endsAt }) => hasPulse(kind) && endsAt < now);
  const [own] = fellows;
  past.forEach((session, index) => {
    const fromEnd = past.length - 1 - index;
    const liked = 3.4 + random.fork(session.title).next() * 1.5;
    for (const fellow of fellows) {
      const answers =
        fromEnd < 2
          ? fellow !== own && random.chance(0.3)
          : fromEnd < 5
            ? random.chance(0.5)
            : random.chance(0.86);
      if (!answers) continue;
      const answeredAt = new Date(session.endsAt.getTime() + random.between(2, 200) * 60_000);
      if (answeredAt > now) continue;
      rows.add(pulseAnswers, {
        id: random.uuid(),
        editionId: edition.id,
        sessionId: session.sessionId,
        personId: fellow.id,
        usefulness: Math.min(5, Math.max(1, Math.round(random.normal(liked, 0.8)))),
        pace: random.weighted([
          ["slow", 1],
          ["right", 6],
          ["fast", 2],
        ]),
        change: random.chance(0.55) ? seal(fellow.key, "pulse.change", random.pick(changes)) : null,
        answeredAt,
      });
    }
  });
}
