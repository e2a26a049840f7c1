import { lastMoment } from "~/cohorts/stages";

/** Why an application cannot be changed any more, or null while it can. */
export type Lock = "submitted" | "withdrawn" | "closed" | null;

/** Whether a draft may still be changed and submitted: until the deadline and its published grace. */
export function lockOf(
  application: { status: "draft" | "submitted" | "withdrawn" },
  edition: { callClosesAt: Date; graceMinutes: number },
  now: Date,
): Lock {
  if (application.status !== "draft") return application.status;
  return now > lastMoment(edition) ? "closed" : null;
}

/** Whether somebody may take their application back: until the day the programme starts, in the edition's zone. */
export function canWithdraw(
  application: { status: "draft" | "submitted" | "withdrawn" },
  edition: { startsOn: string },
  today: string,
): boolean {
  return application.status !== "withdrawn" && today < edition.startsOn;
}
