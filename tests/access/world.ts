import { applicationMessages } from "#db/schema";
import { database } from "~/platform/database.server";
import { getKey, seal } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aFellow, aProgrammeSession, aRelease, type ProgrammeSession } from "../factories/programme";
import { aReview, anAssignment } from "../factories/reviews";

/** Everybody who tries every door. */
export const roles = [
  "anonymous",
  "applicant",
  "submitted",
  "panelist",
  "otherPanelist",
  "fellow",
  "facilitator",
  "coordinator",
  "otherCoordinator",
  "admin",
] as const;
export type Role = (typeof roles)[number];

/**
 * The little world that the matrix walks through: four editions with something in each, so that whatever leaks
 * would leak here. Add to it what a new route needs.
 */
export interface World {
  people: Record<Exclude<Role, "anonymous">, Person>;
  /** Its call is open: the applicant has a draft in it, `submitted` a submitted application. */
  open: Edition;
  /** Its panel reads: the panelist is asked to read `assigned`, and has read `reviewed`. */
  selection: Edition;
  /** Its ten weeks run: the fellow is here, and the facilitator's `session` is published. */
  running: Edition;
  /** Somebody else's: only otherPanelist and otherCoordinator belong to it. */
  other: Edition;
  draft: Application;
  submission: Application;
  assigned: Application;
  reviewed: Application;
  /** In `selection`, but nobody's to read. */
  unassigned: Application;
  session: ProgrammeSession;
}

/** Builds the world in the process's database. */
export async function buildWorld(): Promise<World> {
  const open = await anEdition({ slug: "world-open", at: "call-open" });
  const selection = await anEdition({ slug: "world-selection", at: "selection" });
  const running = await anEdition({ slug: "world-running", at: "running" });
  const other = await anEdition({ slug: "world-other", at: "selection" });

  const people: World["people"] = {
    applicant: await aPerson({ name: "Applicant" }),
    submitted: await aPerson({ name: "Submitted" }),
    panelist: await aPerson({ name: "Panelist", roles: [{ role: "panelist", edition: selection }] }),
    otherPanelist: await aPerson({ name: "Other panelist", roles: [{ role: "panelist", edition: other }] }),
    fellow: await aPerson({ name: "Fellow" }),
    facilitator: await aPerson({ name: "Facilitator", roles: [{ role: "facilitator", edition: running }] }),
    coordinator: await aPerson({
      name: "Coordinator",
      roles: [open, selection, running].map((edition) => ({ role: "coordinator" as const, edition })),
    }),
    otherCoordinator: await aPerson({
      name: "Other coordinator",
      roles: [{ role: "coordinator", edition: other }],
    }),
    admin: await aPerson({ name: "Admin", roles: ["admin"] }),
  };

  const draft = await anApplication({ edition: open, person: people.applicant, sections: 3 });
  const submission = await anApplication({ edition: open, person: people.submitted, status: "submitted" });
  const candidate = { edition: selection, status: "submitted", eligibility: "eligible" } as const;
  const assigned = await anApplication(candidate);
  const reviewed = await anApplication(candidate);
  const unassigned = await anApplication(candidate);
  await anAssignment({ application: assigned, panelist: people.panelist });
  await aReview({ application: reviewed, panelist: people.panelist });
  // Somebody else has read both: what may be seen only after one's own scores is there to be seen.
  const colleague = await aPerson({ roles: [{ role: "panelist", edition: selection }] });
  await aReview({ application: assigned, panelist: colleague });
  await aReview({ application: reviewed, panelist: colleague });
  await anApplication({ edition: other, status: "submitted" });
  // Neither side has opened what the other wrote.
  for (const application of [submission, assigned])
    for (const fromOffice of [true, false]) await aMessage(application, fromOffice, people.coordinator);

  await aFellow({ edition: running, person: people.fellow });
  const session = await aProgrammeSession({ edition: running, week: 5, facilitator: people.facilitator });
  await aRelease({ edition: running, by: people.coordinator });

  return {
    people,
    open,
    selection,
    running,
    other,
    draft,
    submission,
    assigned,
    reviewed,
    unassigned,
    session,
  };
}

async function aMessage({ id, personId }: Application, fromOffice: boolean, coordinator: Person) {
  const text = seal(await getKey(database(), personId), "application_messages.text", "A word");
  const authorId = fromOffice ? coordinator.id : personId;
  await database().insert(applicationMessages).values({ applicationId: id, fromOffice, authorId, text });
}
