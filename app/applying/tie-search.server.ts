import type { Transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs.server";

/** What ties to panelists are looked for in: one application, one panelist's whole edition, or all of an edition. */
export interface TieSearch {
  editionId: string;
  applicationId?: string;
  personId?: string;
}

/** The queue of the work; `~/selection/tie-jobs.server` does it. */
export const tieSearchQueue = "tie-search";

/**
 * Has ties between panelists and applicants looked for, as part of a transaction that changes what they can be found
 * by. A search of all goes over it every night, should one be lost.
 */
export async function askForTieSearch(tx: Transaction, search: TieSearch): Promise<void> {
  await enqueue(tx, tieSearchQueue, search);
}
