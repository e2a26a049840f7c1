import { eq, getTableColumns, getTableName, inArray, is, sql } from "drizzle-orm";
import { PgTable, type PgColumn } from "drizzle-orm/pg-core";
import * as schema from "#db/schema";
import { editions } from "#db/schema";
import { publicContentChanged } from "~/platform/http/page-cache.server";
import type { Transaction } from "~/platform/database.server";
import { addCalendarDays } from "~/platform/locale/zones";
import { editionParts, namesOf, weeksAged, zone } from "./calendar";
import { editionId } from "./editions";

/** Log-ins, links and counters are of the day they were made: they do not grow young with the story. */
const ofTheirDay: readonly PgTable[] = [schema.sessions, schema.tokens, schema.rateLimits];

/** Every date of the schema that belongs to the story, by table. A new table is in it without being named. */
export function datedColumns(): { table: string; column: string; type: "date" | "instant" }[] {
  return Object.values<unknown>(schema)
    .filter((value): value is PgTable => is(value, PgTable))
    .filter((table) => !ofTheirDay.includes(table))
    .flatMap((table) =>
      Object.values(getTableColumns(table)).flatMap((column: PgColumn) => {
        const type = column.getSQLType();
        const known =
          type === "date" ? ("date" as const) : type.startsWith("timestamp") ? ("instant" as const) : null;
        return known ? [{ table: getTableName(table), column: column.name, type: known }] : [];
      }),
    );
}

/**
 * Makes a demonstration that has aged alive again: every date moves on by whole weeks, by the wall clock of its zone,
 * so that nine o'clock stays nine o'clock. Returns by how many weeks.
 */
export async function shiftDemonstration(tx: Transaction, now: Date): Promise<number> {
  const ids = editionParts.map(editionId);
  const present = await tx.select().from(editions).where(inArray(editions.id, ids)).for("update");
  const running = present.find(({ id }) => id === editionId("running"));
  const weeks = running ? weeksAged(running.startsOn, now) : 0;
  if (weeks === 0) return 0;
  const days = weeks * 7;

  const tables = Map.groupBy(datedColumns(), ({ table }) => table);
  for (const [table, columns] of tables) {
    const changes = columns.map(({ column, type }) => {
      const name = sql.identifier(column);
      return type === "date"
        ? sql`${name} = ${name} + ${days}::int`
        : sql`${name} = (${name} at time zone ${zone} + make_interval(days => ${days}::int)) at time zone ${zone}`;
    });
    await tx.execute(sql`update ${sql.identifier(table)} set ${sql.join(changes, sql`, `)}`);
  }
  await renameEditions(tx, present, days);
  await publicContentChanged(tx);
  return weeks;
}

/** An edition that is named for its season gets the name of its new one, unless that is taken. */
async function renameEditions(
  tx: Transaction,
  present: (typeof editions.$inferSelect)[],
  days: number,
): Promise<void> {
  const changing = present
    .filter(({ startsOn, slug, name }) => namesOf(startsOn).slug === slug && namesOf(startsOn).name === name)
    .map((edition) => ({
      id: edition.id,
      old: edition.slug,
      ...namesOf(addCalendarDays(edition.startsOn, days)),
    }))
    .filter((edition) => edition.old !== edition.slug);
  // Two of them may swap names, so each steps aside first.
  for (const { id } of changing)
    await tx
      .update(editions)
      .set({ slug: `moving-${id}` })
      .where(eq(editions.id, id));
  const taken = new Set((await tx.select({ slug: editions.slug }).from(editions)).map(({ slug }) => slug));
  for (const { id, old, slug, name } of changing)
    await tx
      .update(editions)
      .set(taken.has(slug) ? { slug: old } : { slug, name })
      .where(eq(editions.id, id));
}
