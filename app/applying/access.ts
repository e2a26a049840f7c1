import { lastMoment } from "~/cohorts/stages";

/** Why an application cannot be changed any more, or null while it can. */
export type Lock = "submitted" | "withdrawn" | "closed" | null;

/** What the deadline rule needs of an application: its row has it all. */
export interface Deadlined {
  status: "draft" | "submitted" | "withdrawn";
  /** When it was last submitted, also while it is being edited again. */
  submittedAt: Date | null;
  /** A later deadline given to this one person. */
  extendedUntil: Date | null;
}

/** The deadline that one person has: the edition's, or the later one that a coordinator gave them. */
export function deadlineOf(
  application: Pick<Deadlined, "extendedUntil">,
  edition: { callClosesAt: Date },
): Date {
  const { extendedUntil } = application;
  return extendedUntil && extendedUntil > edition.callClosesAt ? extendedUntil : edition.callClosesAt;
}

/**
 * The last moment at which anything of one person's is taken: the edition's deadline with its published grace, or the
 * later deadline given to them, which has no grace. The same rule in SQL is `lastMomentSql` in deadline.server.ts.
 */
export function lastMomentOf(
  application: Pick<Deadlined, "extendedUntil">,
  edition: { callClosesAt: Date; graceMinutes: number },
): Date {
  const common = lastMoment(edition);
  const { extendedUntil } = application;
  return extendedUntil && extendedUntil > common ? extendedUntil : common;
}

/**
 * Whether an application may still be changed and submitted: until its own last moment. One that was taken back to be
 * edited and not sent again by then counts as it was last submitted.
 */
export function lockOf(
  application: Deadlined,
  edition: { callClosesAt: Date; graceMinutes: number },
  now: Date,
): Lock {
  if (application.status !== "draft") return application.status;
  if (now <= lastMomentOf(application, edition)) return null;
  return application.submittedAt ? "submitted" : "closed";
}

/**
 * Whether a submission may be taken back to be edited: until the deadline itself, as the grace is there for what is on
 * its way, and never once decisions are out.
 */
export function canReopen(
  application: Deadlined,
  edition: { callClosesAt: Date; decisionsReleasedAt: Date | null },
  now: Date,
): boolean {
  return (
    application.status === "submitted" &&
    edition.decisionsReleasedAt === null &&
    now <= deadlineOf(application, edition)
  );
}

/** Whether somebody may take their application back: until the day the programme starts, in the edition's zone. */
export function canWithdraw(
  application: { status: "draft" | "submitted" | "withdrawn" },
  edition: { startsOn: string },
  today: string,
): boolean {
  return application.status !== "withdrawn" && today < edition.startsOn;
}
