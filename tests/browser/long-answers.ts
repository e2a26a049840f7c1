import { and, eq, inArray, or } from "drizzle-orm";
import { applicationSections, applications, submissions } from "#db/schema";
import { database } from "~/platform/database.server";
import { getKey, sealJson, unsealJson, type PersonKey } from "~/platform/vault.server";

/** A paragraph by which it is known again, and more of them, each shifted by a letter against the one before. */
export const sign = "Мы собираемся по субботам";
const essay = Array.from(
  { length: 12 },
  (_, shift) =>
    `${"я".repeat(shift)} ${sign} и говорим о том, чего не хватает нашему посёлку: ғ, қ, ӯ и ү тоже буквы. Сначала ` +
    "приходило пятеро, теперь до сорока человек, и каждый знает, за что отвечает в эту неделю и почему это важно.",
).join("\n\n");

/**
 * Adds a page of Russian to each long answer of the applications with these codes and of these people, so that letters
 * of two bytes stand wherever a buffer may end. What was there stays, as passages of it may be blackened.
 */
export async function lengthenAnswers(codes: readonly string[], people: readonly string[]): Promise<void> {
  const db = database();
  const some = await db
    .select({ id: applications.id, personId: applications.personId })
    .from(applications)
    .where(or(inArray(applications.code, [...codes]), inArray(applications.personId, [...people])));
  for (const { id, personId } of some) {
    const key = await getKey(db, personId);
    const drafts = await db
      .select()
      .from(applicationSections)
      .where(eq(applicationSections.applicationId, id));
    for (const { section, answers } of drafts)
      await db
        .update(applicationSections)
        .set({ answers: lengthened(key, "section.answers", answers) })
        .where(and(eq(applicationSections.applicationId, id), eq(applicationSections.section, section)));
    const sent = await db.select().from(submissions).where(eq(submissions.applicationId, id));
    for (const { number, answers } of sent)
      await db
        .update(submissions)
        .set({ answers: lengthened(key, "submission.answers", answers) })
        .where(and(eq(submissions.applicationId, id), eq(submissions.number, number)));
  }
}

function lengthened(key: PersonKey, purpose: string, sealed: Buffer): Buffer {
  const answers = Object.entries(unsealJson(key, purpose, sealed) as Record<string, unknown>);
  const longer = (value: unknown) =>
    typeof value === "string" && value.length > 150 ? `${value}\n\n${essay}` : value;
  return sealJson(key, purpose, Object.fromEntries(answers.map(([name, value]) => [name, longer(value)])));
}
