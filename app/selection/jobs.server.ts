import type { JobKind } from "~/platform/jobs.server";
import { listUncalibrated, recalibrate } from "./calibrations.server";
import { calibrationQueue } from "./changed-readings.server";

/** Calibrates an edition's scores a moment after readings have changed: once for all that changed meanwhile. */
export const calibrationJob: JobKind<{ editionId: string }> = {
  queue: calibrationQueue,
  retryLimit: 5,
  retryDelay: 10,
  isMerged: true,
  run: ({ editionId }) => recalibrate(editionId),
};

/** Catches what no reading announced: other places, an application withdrawn, a run that never came to its end. */
export const calibrationSweepJob: JobKind<Record<string, never>> = {
  queue: "calibration-sweep",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "*/5 * * * *",
  async run() {
    // One after another: each takes a thread and a second or two.
    for (const editionId of await listUncalibrated()) await recalibrate(editionId);
  },
};
