import { eq } from "drizzle-orm";
import { people } from "#db/schema";
import { database } from "~/platform/database.server";
import { refuse } from "~/platform/http/body.server";
import { withinLimit } from "~/platform/limits.server";
import { verifyPassword } from "./password.server";
import type { Viewer } from "./session.server";

/** Tries at one's own password, on whatever page it is asked for: whoever finds an open session must not guess it there. */
const confirmationLimit = { name: "confirm-identity", points: 10, windowSeconds: 900 };

/**
 * Whether somebody who is logged in knows their password: asked again before what cannot be undone or would shut them
 * out. Throws 429 after too many tries, whichever pages they were made on.
 */
export async function confirmIdentity(viewer: Viewer, password: string): Promise<boolean> {
  if (!(await withinLimit(confirmationLimit, viewer.personId))) throw refuse(429, "too-many");
  const [row] = await database()
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, viewer.personId));
  return verifyPassword(row?.passwordHash, password);
}
