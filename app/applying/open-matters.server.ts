import type { Queryable } from "~/platform/database.server";
import type { Applicant, OwnApplication } from "./applications.server";
import { countUnread } from "./messages.server";
import { missingReferences, type OpenMatters } from "./open-matters";
import { listReferees, readRefereesWindow } from "./referees.server";

/** What waits for the owner of an application, as far as they may know of it. */
export async function readOpenMatters(
  db: Queryable,
  actor: Applicant,
  own: OwnApplication,
): Promise<OpenMatters> {
  const messages = await countUnread(db, own.application.id, "office");
  if ((await readRefereesWindow(db, own)) !== "open") return { references: 0, requests: 0, messages };
  const referees = await listReferees(db, actor.key, own.application.id);
  const standings = referees.map(({ standing }) => standing);
  return { ...missingReferences(own.edition.refereesWanted, standings), messages };
}
