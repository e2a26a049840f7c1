import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, assignments, editions, panelists, people, reviews, roles } from "#db/schema";
import { yearOf } from "~/cohorts/year";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { idOfLinkToken, linkToken } from "~/platform/link-token.server";
import { formatDay } from "~/platform/locale/format";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetters, type Letter } from "~/platform/mail.server";
import { dueLetter } from "./letter-days";
import { beforePanel, ownReview } from "./seats.server";
import { isFree } from "./ties.server";

const use = "panelist-letters";

/** What is left for somebody on one panel, where a letter about it is due. */
interface Due {
  personId: string;
  editionId: string;
  kind: "digest" | "reminder";
  left: number;
  until: string;
  locale: string | null;
}

/** Who is owed a letter now, on whichever panel they sit. */
async function listDue(at: Date): Promise<Due[]> {
  const rows = await database()
    .select({
      personId: roles.personId,
      edition: editions,
      locale: people.locale,
      lettersOff: panelists.lettersOff,
      digestAt: panelists.digestAt,
      remindedAt: panelists.remindedAt,
      left: count(assignments.id),
    })
    .from(roles)
    .innerJoin(editions, eq(editions.id, roles.editionId))
    .innerJoin(people, eq(people.id, roles.personId))
    .innerJoin(
      assignments,
      and(
        eq(assignments.panelistId, roles.personId),
        eq(assignments.editionId, editions.id),
        isNull(assignments.endedAt),
        isFree(assignments.applicationId, assignments.panelistId),
      ),
    )
    .innerJoin(applications, and(eq(applications.id, assignments.applicationId), beforePanel))
    .leftJoin(reviews, ownReview)
    .leftJoin(panelists, and(eq(panelists.editionId, editions.id), eq(panelists.personId, roles.personId)))
    .where(
      and(
        eq(roles.role, "panelist"),
        isNull(roles.endedAt),
        isNull(people.erasedAt),
        isNull(editions.decisionsReleasedAt),
        isNull(reviews.submittedAt),
      ),
    )
    .groupBy(
      roles.personId,
      editions.id,
      people.locale,
      panelists.lettersOff,
      panelists.digestAt,
      panelists.remindedAt,
    )
    .limit(5000);
  return rows.flatMap(({ edition, lettersOff, digestAt, remindedAt, ...row }) => {
    const until = edition.readingUntil ?? yearOf(edition).readingUntil;
    const state = {
      until,
      zone: edition.zone,
      left: row.left,
      lettersOff: lettersOff ?? false,
      digestAt,
      remindedAt,
    };
    const kind = dueLetter(state, at);
    return kind ? [{ ...row, editionId: edition.id, kind, until }] : [];
  });
}

/**
 * Sends the digests and reminders that are due: one letter for each person, also when they sit on several panels.
 * Whatever number of processes do so, each is sent once. Returns how many letters were posted.
 */
export async function sendPanelistLetters(): Promise<number> {
  const at = now();
  const due = await listDue(at);
  if (due.length === 0) return 0;
  return inTransaction(async (tx) => {
    // Whoever else sends at the same time waits here, and then finds that today's letters have gone.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${use}))`);
    const stamps = await tx
      .select()
      .from(panelists)
      .where(inArray(panelists.personId, [...new Set(due.map(({ personId }) => personId))]));
    const dayAgo = at.getTime() - 20 * 3_600_000;
    const isRecent = (moment: Date | null) => moment !== null && moment.getTime() > dayAgo;
    // A day's letter on one panel is that day's letter on all of them.
    const served = new Set(
      stamps
        .filter((row) => row.lettersOff || isRecent(row.digestAt) || isRecent(row.remindedAt))
        .map(({ personId }) => personId),
    );
    const meant = due.filter(({ personId }) => !served.has(personId));
    if (meant.length === 0) return 0;
    for (const kind of ["digest", "reminder"] as const) {
      const stamp = kind === "digest" ? { digestAt: at } : { remindedAt: at };
      const values = meant
        .filter((one) => one.kind === kind)
        .map(({ editionId, personId }) => ({ editionId, personId, ...stamp }));
      if (values.length > 0)
        await tx
          .insert(panelists)
          .values(values)
          .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: stamp });
    }
    const byPerson = new Map<string, Due[]>();
    for (const one of meant) byPerson.set(one.personId, [...(byPerson.get(one.personId) ?? []), one]);
    const posted = await postLetters(
      tx,
      [...byPerson].map(([personId, lines]) => ({ personId, letter: letterOf(personId, lines) })),
    );
    return posted.length;
  });
}

/** Says how many are left and until when, and nothing of what: no name, no programme, no code. */
function letterOf(personId: string, lines: readonly Due[]): Letter {
  const byDay = [...lines].sort((a, b) => (a.until < b.until ? -1 : 1));
  const [first] = byDay;
  const locale = isLocale(first?.locale) ? first.locale : fallbackLocale;
  const t = translate(locale);
  const isReminder = lines.some(({ kind }) => kind === "reminder");
  return {
    kind: isReminder ? "panel.reminder" : "panel.digest",
    // Who sits on several panels reads one letter: it comes from the one that ends first.
    editionId: first?.editionId ?? null,
    subject: t("selection:panelist-letters.subject"),
    paragraphs: [
      t(`selection:panelist-letters.${isReminder ? "reminder" : "digest"}`),
      ...byDay.map(({ left, until }) =>
        t("selection:panelist-letters.left", {
          count: left,
          day: formatDay(new Date(`${until}T12:00:00Z`), locale, "UTC"),
        }),
      ),
    ],
    link: { label: t("selection:panelist-letters.link"), path: "/home" },
    unsubscribe: {
      label: t("selection:panelist-letters.off"),
      path: `/letters/${linkToken(use, personId)}`,
    },
  };
}

/** The panelist to whom a switch-off link belongs, or null for one that was not made here. */
export function panelistOfToken(token: string | undefined): string | null {
  return idOfLinkToken(use, token);
}

/** Switches somebody's digests and reminders off, on every panel that they sit or have sat on. */
export async function switchPanelistLettersOff(personId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await tx
      .select({ editionId: roles.editionId })
      .from(roles)
      .where(and(eq(roles.personId, personId), eq(roles.role, "panelist"), isNull(roles.endedAt)));
    const rows = held.flatMap(({ editionId }) =>
      editionId ? [{ editionId, personId, lettersOff: true }] : [],
    );
    if (rows.length > 0) await tx.insert(panelists).values(rows).onConflictDoNothing();
    await tx.update(panelists).set({ lettersOff: true }).where(eq(panelists.personId, personId));
  });
}

/** Every hour: it is Monday morning somewhere. */
export const panelistLettersJob: JobKind<Record<string, never>> = {
  queue: "panelist-letters",
  retryLimit: 3,
  retryDelay: 60,
  schedule: "5 * * * *",
  async run() {
    await sendPanelistLetters();
  },
};
