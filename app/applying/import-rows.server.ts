import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import {
  applicationEvents,
  applicationSections,
  applications,
  people,
  submissions,
  vaultKeys,
} from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { shownAnswers, type FormDefinition } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { emailHash, newKey, openKey, seal, sealJson, type PersonKey } from "~/platform/vault.server";
import { judgeEligibility } from "~/questions/eligibility";
import { newCode } from "./code";
import { residenceOf } from "./countries";
import type { ImportedRow } from "./import-rows";

/** Rows that go into the database in one statement. */
const batchSize = 500;

/**
 * Makes a submitted application of each row, under an account that its address finds or that is made for it, without
 * a password. No mail leaves: whoever wants their account asks for a new password.
 */
export async function storeRows(
  tx: Transaction,
  actorId: string,
  edition: Edition,
  form: { id: string; definition: FormDefinition },
  rows: readonly ImportedRow[],
): Promise<void> {
  const at = now();
  const codes = await freeCodes(tx, rows.length);
  const keys = await keysFor(tx, rows, at);
  const made = rows.map((row, index) => {
    const key = keys[index];
    if (!key) throw new Error("A row has no person.");
    return { row, key, id: randomUUID(), code: codes[index] ?? "" };
  });
  await inBatches(made, (batch) =>
    tx.insert(applications).values(
      batch.map(({ row, key, id, code }) => ({
        id,
        editionId: edition.id,
        personId: key.personId,
        formId: form.id,
        code,
        status: "submitted" as const,
        source: "import" as const,
        enteredBy: actorId,
        country: residenceOf(row.answers),
        eligibilityCheck: judgeEligibility(form.definition, row.answers, edition).check,
        createdAt: at,
        updatedAt: at,
        submittedAt: row.submittedAt ?? at,
      })),
    ),
  );
  const sections = made.flatMap(({ row, key, id }) =>
    form.definition.sections.map((section) => ({
      applicationId: id,
      section: section.key,
      state: "complete" as const,
      answers: sealJson(
        key,
        "section.answers",
        Object.fromEntries(section.questions.map((question) => [question.key, row.answers[question.key]])),
      ),
      updatedAt: at,
    })),
  );
  await inBatches(sections, (batch) => tx.insert(applicationSections).values(batch));
  await inBatches(made, (batch) =>
    tx.insert(submissions).values(
      batch.map(({ row, key, id }) => ({
        applicationId: id,
        number: 1,
        formId: form.id,
        answers: sealJson(key, "submission.answers", shownAnswers(form.definition, row.answers)),
        submittedAt: row.submittedAt ?? at,
      })),
    ),
  );
  await inBatches(made, (batch) =>
    tx
      .insert(applicationEvents)
      .values(batch.map(({ id }) => ({ applicationId: id, kind: "imported", actorId, at }))),
  );
}

async function inBatches<Row>(rows: readonly Row[], store: (batch: Row[]) => PromiseLike<unknown>) {
  for (let from = 0; from < rows.length; from += batchSize) await store(rows.slice(from, from + batchSize));
}

/** The key of each row's person, found by address or made. Addresses are unique among the rows. */
async function keysFor(tx: Transaction, rows: readonly ImportedRow[], at: Date): Promise<PersonKey[]> {
  const hashes = rows.map(({ email }) => (email ? emailHash(email) : null));
  const asked = hashes.filter((hash) => hash !== null);
  const known = new Map<string, PersonKey>();
  if (asked.length > 0) {
    const found = await tx
      .select({ id: people.id, hash: people.emailHash, wrapped: vaultKeys.wrapped })
      .from(people)
      .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
      .where(inArray(people.emailHash, asked));
    for (const { id, hash, wrapped } of found) if (hash) known.set(hash, openKey(id, wrapped));
  }
  const newPeople: (typeof people.$inferInsert)[] = [];
  const newKeys: (typeof vaultKeys.$inferInsert)[] = [];
  const keys = rows.map((row, index) => {
    const hash = hashes[index] ?? null;
    const theirs = hash ? known.get(hash) : undefined;
    if (theirs) return theirs;
    const id = randomUUID();
    const { key, row: wrapped } = newKey(id);
    newPeople.push({
      id,
      emailHash: hash,
      email: row.email ? seal(key, "people.email", row.email) : null,
      name: seal(key, "people.name", row.name),
      locale: row.locale,
      createdAt: at,
    });
    newKeys.push(wrapped);
    return key;
  });
  await inBatches(newPeople, (batch) => tx.insert(people).values(batch));
  await inBatches(newKeys, (batch) => tx.insert(vaultKeys).values(batch));
  return keys;
}

/** Codes that no application has. */
async function freeCodes(tx: Transaction, count: number): Promise<string[]> {
  const codes = new Set<string>();
  for (let attempt = 0; codes.size < count; attempt++) {
    if (attempt === 8) throw new Error("No free codes were found.");
    const wanted = new Set(codes);
    while (wanted.size < count) wanted.add(newCode());
    const fresh = [...wanted].filter((code) => !codes.has(code));
    const taken = await tx
      .select({ code: applications.code })
      .from(applications)
      .where(inArray(applications.code, fresh));
    const used = new Set(taken.map(({ code }) => code));
    for (const code of fresh) if (!used.has(code)) codes.add(code);
  }
  return [...codes];
}
