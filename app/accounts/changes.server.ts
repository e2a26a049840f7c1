import type { Transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs.server";

/** The queue of what follows when somebody has another name or another role; `~/selection/tie-jobs.server` works on it. */
export const personChangedQueue = "person-changed";

/** Who has changed. */
export interface PersonChange {
  personId: string;
}

/** Tells whoever concludes anything from people's names and roles, as part of a transaction that changes them. */
export async function tellPersonChanged(tx: Transaction, personId: string): Promise<void> {
  await enqueue(tx, personChangedQueue, { personId } satisfies PersonChange);
}
