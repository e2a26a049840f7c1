import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { imports, people, vaultKeys } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import type { Transaction } from "~/platform/database.server";
import { tableText } from "~/platform/separated-values";
import { openKey, unseal, unsealBytes } from "~/platform/vault.server";

/**
 * Throws away tables that coordinators are bringing in, to one edition or to any, where somebody who is being erased
 * stands in them by their address or whole name. A table goes whole: none of it has been brought in yet, and whoever
 * brings it again can leave that row out.
 */
export async function deleteImportsNaming(
  tx: Transaction,
  personId: string,
  editionId?: string,
): Promise<void> {
  const kept = await tx
    .select({
      id: imports.id,
      editionId: imports.editionId,
      ownerId: imports.ownerId,
      name: imports.name,
      content: imports.content,
      wrapped: vaultKeys.wrapped,
    })
    .from(imports)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, imports.ownerId))
    .where(
      and(
        isNull(imports.appliedAt),
        isNotNull(imports.content),
        editionId === undefined ? undefined : eq(imports.editionId, editionId),
      ),
    )
    .for("update", { of: imports });
  if (kept.length === 0) return;
  const [person] = await tx
    .select({ email: people.email, name: people.name, wrapped: vaultKeys.wrapped })
    .from(people)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
    .where(eq(people.id, personId));
  if (!person) return;
  const own = openKey(personId, person.wrapped);
  const called = [unseal(own, "people.email", person.email), unseal(own, "people.name", person.name)].flatMap(
    (one) => (one?.trim() ? [folded(one)] : []),
  );
  const naming = kept.filter(({ ownerId, name, content, wrapped }) => {
    const key = openKey(ownerId, wrapped);
    const bytes = content && unsealBytes(key, "import.content", content);
    const text = folded(`${unseal(key, "import.name", name)}\n${bytes ? tableText(bytes) : ""}`);
    return called.some((one) => text.includes(one));
  });
  if (naming.length === 0) return;
  await tx.delete(imports).where(
    inArray(
      imports.id,
      naming.map(({ id }) => id),
    ),
  );
  for (const one of naming)
    await recordAudit(tx, {
      actorId: null,
      action: "import.erased",
      editionId: one.editionId,
      subjectType: "import",
      subjectId: one.id,
    });
}

function folded(text: string): string {
  return text.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}
