import { eq } from "drizzle-orm";
import { people } from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { seal, unseal } from "~/platform/vault.server";
import { tellPersonChanged } from "./changes.server";
import { setPassword } from "./entrance.server";
import { confirmIdentity } from "./identity.server";
import { hashPassword } from "./password.server";
import type { Viewer } from "./session.server";

/** A person's own address, as they gave it. */
export async function readOwnEmail(viewer: Viewer): Promise<string> {
  const [row] = await database()
    .select({ email: people.email })
    .from(people)
    .where(eq(people.id, viewer.personId));
  return unseal(viewer.key, "people.email", row?.email ?? null) ?? "";
}

/** Changes what a person says of themselves. An empty name is taken away. */
export async function updateProfile(
  viewer: Viewer,
  profile: { name: string; locale: string; timeZone: string | null; leavingEnds: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx
      .update(people)
      .set({
        name: profile.name ? seal(viewer.key, "people.name", profile.name) : null,
        locale: profile.locale,
        timeZone: profile.timeZone,
        leavingEnds: profile.leavingEnds,
      })
      .where(eq(people.id, viewer.personId));
    if (profile.name !== (viewer.name ?? "")) await tellPersonChanged(tx, viewer.personId);
  });
}

/** Changes the viewer's language only. */
export async function updateLocale(viewer: Viewer, locale: string): Promise<void> {
  await database().update(people).set({ locale }).where(eq(people.id, viewer.personId));
}

/**
 * Changes the viewer's password and ends their other sessions. False when the present one is wrong; throws 429 after too
 * many tries.
 */
export async function changePassword(viewer: Viewer, current: string, next: string): Promise<boolean> {
  if (!(await confirmIdentity(viewer, current))) return false;
  const passwordHash = await hashPassword(next);
  await inTransaction((tx) => setPassword(tx, viewer.personId, passwordHash, viewer.sessionHash));
  return true;
}
