import { sql } from "drizzle-orm";
import { calibrations } from "#db/schema";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs.server";

export const calibrationQueue = "calibration";

/** Seconds that a calibration waits for more readings to come. */
const patience = 3;

/**
 * Notes that a reading of an edition has come, changed or gone, and sees to it that scores are calibrated anew once this
 * transaction is done. The note comes first: whoever calibrates at this moment waits for it at their end, and then
 * knows that there is more to do.
 */
export async function readingsChanged(tx: Transaction, editionId: string): Promise<void> {
  const at = now();
  await tx
    .insert(calibrations)
    .values({ editionId, changes: 1, changedAt: at })
    .onConflictDoUpdate({
      target: calibrations.editionId,
      set: { changes: sql`${calibrations.changes} + 1`, changedAt: at },
    });
  await askForCalibration(tx, editionId);
}

/** Puts a calibration in the queue, unless one is waiting there. */
export function askForCalibration(tx: Transaction, editionId: string): Promise<void> {
  return enqueue(tx, calibrationQueue, { editionId }, { key: editionId, afterSeconds: patience });
}
