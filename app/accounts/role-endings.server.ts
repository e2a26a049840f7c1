import type { Transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs.server";

/** A panelist's role that has ended, in an edition. */
export interface EndedRole {
  editionId: string;
}

/** The queue of the work; `~/selection/panel-removal.server` does it. */
export const roleEndedQueue = "role-ended";

/**
 * Has what was asked of somebody as a panelist taken back, as part of the transaction that ends their role. A sweep goes
 * over it every hour, should one be lost.
 */
export async function tellRoleEnded(tx: Transaction, ended: EndedRole): Promise<void> {
  await enqueue(tx, roleEndedQueue, ended);
}
