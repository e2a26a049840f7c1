import { redirect } from "@remix-run/node";
import { and, eq, inArray, sql } from "drizzle-orm";
import { panelists, roles, vaultKeys } from "#db/schema";
import { askForTieSearch } from "~/applying/tie-search.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { openKey, sealJson, unsealJson, type PersonKey } from "~/platform/vault.server";
import { agreementVersion, hasAgreed } from "./confidentiality";
import { giveCalibrationFiles } from "./calibration-files.server";
import { profilePurpose, readProfile, type PanelistProfile } from "./panelist-profile";

/** Where the confidentiality agreement is read and accepted. */
export const agreementPath = "/panel/agreement";

/** Whether a panelist has accepted today's agreement on every panel that they sit on. */
export async function hasAgreedEverywhere(
  db: Queryable,
  reader: { personId: string; editionIds: readonly string[] },
): Promise<boolean> {
  const rows = await db
    .select({ editionId: panelists.editionId, agreement: panelists.agreement })
    .from(panelists)
    .where(eq(panelists.personId, reader.personId));
  return reader.editionIds.every((id) => hasAgreed(rows.find(({ editionId }) => editionId === id)));
}

/** Sends a panelist to the agreement unless they have accepted it; part of the guard of every page of the panel. */
export async function requireAgreement(reader: {
  personId: string;
  editionIds: readonly string[];
}): Promise<void> {
  if (!(await hasAgreedEverywhere(database(), reader))) throw redirect(agreementPath);
}

/** Accepts today's agreement for every panel that somebody sits on. Accepting twice changes nothing. */
export async function acceptAgreement(
  tx: Transaction,
  reader: { personId: string; editionIds: readonly string[] },
): Promise<void> {
  if (reader.editionIds.length === 0) return;
  const accepted = await tx
    .select({ editionId: panelists.editionId })
    .from(panelists)
    .where(
      and(
        eq(panelists.personId, reader.personId),
        inArray(panelists.editionId, [...reader.editionIds]),
        eq(panelists.agreement, agreementVersion),
      ),
    );
  const known = new Set(accepted.map(({ editionId }) => editionId));
  const missing = reader.editionIds.filter((id) => !known.has(id)).sort();
  if (missing.length === 0) return;
  const agreed = { agreement: agreementVersion, agreedAt: now() };
  await tx
    .insert(panelists)
    .values(missing.map((editionId) => ({ editionId, personId: reader.personId, ...agreed })))
    .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: agreed });
  for (const editionId of missing) {
    await giveCalibrationFiles(tx, editionId, { personId: reader.personId });
    await recordAudit(tx, {
      actorId: reader.personId,
      action: "agreement.accepted",
      editionId,
      subjectType: "person",
      subjectId: reader.personId,
      detail: { version: agreementVersion },
    });
  }
}

/** What a panelist has said of themselves, and what was set for them. */
export interface Panelist {
  profile: PanelistProfile;
  languages: string[];
  cap: number | null;
  experienced: boolean;
  lettersOff: boolean;
  /** Null while they have said nothing of themselves yet. */
  hasProfile: boolean;
  agreement: number | null;
  agreedAt: Date | null;
}

const nothingSaid: Panelist = {
  profile: readProfile({}),
  languages: [],
  cap: null,
  experienced: false,
  lettersOff: false,
  hasProfile: false,
  agreement: null,
  agreedAt: null,
};

/** A panelist's own profile. It is one for all their panels; where they differ, the newest panel's. */
export async function readOwnProfile(
  db: Queryable,
  key: PersonKey,
  reader: { personId: string; editionIds: readonly string[] },
): Promise<Panelist> {
  const rows = await db.select().from(panelists).where(eq(panelists.personId, reader.personId));
  const own = rows
    .filter(({ editionId }) => reader.editionIds.includes(editionId))
    .sort((a, b) => Number(b.profile !== null) - Number(a.profile !== null));
  return own[0] ? opened(own[0], key) : nothingSaid;
}

function opened(row: typeof panelists.$inferSelect, key: PersonKey | null): Panelist {
  const stored = row.profile && key ? unsealJson(key, profilePurpose, row.profile) : {};
  const { languages, cap, experienced, lettersOff, agreement, agreedAt } = row;
  return {
    profile: readProfile(stored),
    hasProfile: row.profile !== null,
    ...{ languages, cap, experienced, lettersOff, agreement, agreedAt },
  };
}

/** Saves a panelist's profile for every panel that they sit on, and has ties looked for anew. */
export async function saveProfile(
  tx: Transaction,
  key: PersonKey,
  reader: { personId: string; editionIds: readonly string[] },
  said: {
    languages: readonly string[];
    cap: number | null;
    lettersOff?: string | undefined;
  } & PanelistProfile,
): Promise<void> {
  const { languages, cap, lettersOff, organisation, expertise, familyNames, citizenship, employerState } =
    said;
  const profile: PanelistProfile = { organisation, expertise, familyNames, citizenship, employerState };
  const columns = {
    languages: [...languages],
    cap,
    lettersOff: lettersOff === "yes",
    profile: sealJson(key, profilePurpose, profile),
  };
  for (const editionId of [...reader.editionIds].sort()) {
    await tx
      .insert(panelists)
      .values({ editionId, personId: reader.personId, ...columns })
      .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: columns });
    await askForTieSearch(tx, { editionId, personId: reader.personId });
    // What vanishes from a list after a change tells of whom it held: who tries that leaves a trace.
    await recordAudit(tx, {
      actorId: reader.personId,
      action: "panelist.profile-saved",
      editionId,
      subjectType: "person",
      subjectId: reader.personId,
    });
  }
  // Letters go to a person: what was said on a panel that is over would otherwise outlast what they say now.
  await tx
    .update(panelists)
    .set({ lettersOff: columns.lettersOff })
    .where(eq(panelists.personId, reader.personId));
}

/** What panelists of an edition have said of themselves, by their id; those who have said nothing are absent. The caller has checked the coordinator. */
export async function listPanelists(db: Queryable, editionId: string): Promise<Map<string, Panelist>> {
  const rows = await db
    .select({ panelist: panelists, wrapped: vaultKeys.wrapped })
    .from(panelists)
    .leftJoin(vaultKeys, eq(vaultKeys.personId, panelists.personId))
    .where(eq(panelists.editionId, editionId))
    .limit(1000);
  return new Map(
    rows.map(({ panelist, wrapped }) => [
      panelist.personId,
      opened(panelist, wrapped ? openKey(panelist.personId, wrapped) : null),
    ]),
  );
}

/** A member of an edition's panel by their role's id, with what they have said of themselves. Null for nobody on it. */
export async function findMember(
  db: Queryable,
  editionId: string,
  roleId: string,
): Promise<({ personId: string; since: Date } & Panelist) | null> {
  const [row] = await db
    .select({
      personId: roles.personId,
      since: roles.grantedAt,
      panelist: panelists,
      wrapped: vaultKeys.wrapped,
    })
    .from(roles)
    .leftJoin(panelists, and(eq(panelists.personId, roles.personId), eq(panelists.editionId, editionId)))
    .leftJoin(vaultKeys, eq(vaultKeys.personId, roles.personId))
    .where(
      and(
        eq(roles.id, roleId),
        eq(roles.editionId, editionId),
        eq(roles.role, "panelist"),
        sql`${roles.endedAt} is null`,
      ),
    );
  if (!row) return null;
  const key = row.wrapped ? openKey(row.personId, row.wrapped) : null;
  return {
    personId: row.personId,
    since: row.since,
    ...(row.panelist ? opened(row.panelist, key) : nothingSaid),
  };
}

/** Sets a member's cap and whether they count as experienced. The caller has found them on the edition's panel. */
export async function setMember(
  tx: Transaction,
  setting: {
    editionId: string;
    personId: string;
    actorId: string;
    cap: number | null;
    experienced: boolean;
  },
): Promise<void> {
  const { editionId, personId, actorId, cap, experienced } = setting;
  await tx
    .insert(panelists)
    .values({ editionId, personId, cap, experienced })
    .onConflictDoUpdate({
      target: [panelists.editionId, panelists.personId],
      set: { cap, experienced },
    });
  await recordAudit(tx, {
    actorId,
    action: "panelist.changed",
    editionId,
    subjectType: "person",
    subjectId: personId,
    detail: { cap, experienced },
  });
}
