import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, assignments, editions, people, reviews } from "#db/schema";
import { yearOf } from "~/cohorts/year";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { formatDay } from "~/platform/locale/format";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetters } from "~/platform/mail.server";
import { wallClock } from "~/platform/locale/zones";
import { beforePanel, ownReview } from "./seats.server";
import { isFree } from "./ties.server";

/**
 * Tells panelists that so many readings have been added for them, with how many are left now and until when, and nothing
 * of what: no name, no programme, no code. After the last day no day is named. Part of the transaction that adds them.
 */
export async function tellAdded(
  tx: Transaction,
  editionId: string,
  added: ReadonlyMap<string, number>,
): Promise<void> {
  const [edition] = await tx.select().from(editions).where(eq(editions.id, editionId));
  if (!edition || added.size === 0) return;
  const rows = await tx
    .select({ id: people.id, locale: people.locale, left: count(sql`${applications.id}`) })
    .from(people)
    .leftJoin(
      assignments,
      and(
        eq(assignments.panelistId, people.id),
        eq(assignments.editionId, editionId),
        isNull(assignments.endedAt),
        isFree(assignments.applicationId, assignments.panelistId),
      ),
    )
    .leftJoin(reviews, ownReview)
    .leftJoin(
      applications,
      and(eq(applications.id, assignments.applicationId), beforePanel, isNull(reviews.submittedAt)),
    )
    .where(inArray(people.id, [...added.keys()]))
    .groupBy(people.id);
  const until = edition.readingUntil ?? yearOf(edition).readingUntil;
  const isOver = wallClock(now(), edition.zone).date > until;
  await postLetters(
    tx,
    rows.map(({ id, locale: said, left }) => {
      const locale = isLocale(said) ? said : fallbackLocale;
      const t = translate(locale);
      const day = formatDay(new Date(`${until}T12:00:00Z`), locale, "UTC");
      const letter = {
        kind: "panel.assigned",
        editionId,
        subject: t("selection:panelist-letters.added.subject"),
        paragraphs: [
          t("selection:panelist-letters.added.text", { count: added.get(id) ?? 1 }),
          ...(isOver ? [] : [t("selection:panelist-letters.left", { count: left, day })]),
        ],
        link: { label: t("selection:panelist-letters.link"), path: "/home" },
      };
      return { personId: id, letter };
    }),
  );
}
