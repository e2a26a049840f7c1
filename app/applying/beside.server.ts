import type { Viewer } from "~/accounts/session.server";
import { database } from "~/platform/database.server";
import type { OwnApplication } from "./applications.server";
import { countUnread } from "./messages.server";
import { missingReferences } from "./open-matters";
import type { RefereesWindow } from "./referees";
import { listReferees, readRefereesWindow } from "./referees.server";

/** What stands beside an applicant's own application: their referees, where they name any, and their messages. */
export async function readBeside(viewer: Viewer, own: OwnApplication) {
  const db = database();
  if (own.application.erasedAt) return null;
  const [window, unread] = await Promise.all([
    readRefereesWindow(db, own),
    countUnread(db, own.application.id, "office"),
  ]);
  const referees = window === "hidden" ? null : await listReferees(db, viewer.key, own.application.id);
  const standings = (referees ?? []).map(({ standing }) => standing);
  return {
    unread,
    open: {
      ...(window === "open"
        ? missingReferences(own.edition.refereesWanted, standings)
        : { references: 0, requests: 0 }),
      messages: unread,
    },
    referees: referees && {
      // Once nothing can come of it any more, it is told as over.
      words: wordsFor(window, own.edition.refereesAsked),
      wanted: own.edition.refereesWanted,
      done: referees.filter(({ standing }) => standing === "answered" || standing === "unsafe").length,
    },
  };
}

function wordsFor(window: RefereesWindow, asked: OwnApplication["edition"]["refereesAsked"]) {
  if (window === "closed") return "over";
  return asked === "after-shortlist" ? "shortlist" : "asked";
}
