import { entranceJob } from "./accounts/entrance-requests.server";
import { unusedJob } from "./accounts/unused.server";
import { recleaningJob } from "./applying/cleaning/recleaning.server";
import { fingerprintsJob } from "./applying/fingerprints.server";
import { importRetentionJob } from "./applying/imports.server";
import { draftRetentionJob, reminderJob, restorationJob, uploadSweepJob } from "./applying/jobs.server";
import { refereesJob } from "./applying/references.server";
import { sweepLimits } from "./platform/limits.server";
import { mailJob } from "./platform/mail.server";
import { calibrationJob, calibrationSweepJob } from "./selection/jobs.server";
import type { JobKind } from "./platform/jobs.server";
import { panelSweepJob, roleEndedJob } from "./selection/panel-removal.server";
import { panelistLettersJob } from "./selection/panelist-letters.server";
import { tracesJob } from "./selection/traces.server";
import { personChangedJob, tieSearchJob, tieSweepJob } from "./selection/tie-jobs.server";

const limitsJob: JobKind<Record<string, never>> = {
  queue: "limits-sweep",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "17 * * * *",
  async run() {
    await sweepLimits();
  },
};

/** Every kind of background work there is. */
export const jobKinds = [
  mailJob,
  entranceJob,
  limitsJob,
  unusedJob,
  draftRetentionJob,
  importRetentionJob,
  restorationJob,
  reminderJob,
  uploadSweepJob,
  recleaningJob,
  refereesJob,
  fingerprintsJob,
  calibrationJob,
  calibrationSweepJob,
  tieSearchJob,
  personChangedJob,
  tieSweepJob,
  panelistLettersJob,
  panelSweepJob,
  roleEndedJob,
  tracesJob,
] as JobKind<never>[];
