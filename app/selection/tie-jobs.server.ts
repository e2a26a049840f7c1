import { personChangedQueue, type PersonChange } from "~/accounts/changes.server";
import { tieSearchQueue, type TieSearch } from "~/applying/tie-search.server";
import type { JobKind } from "~/platform/jobs.server";
import { listSearchedEditions, listSearchesFor, searchTies } from "./tie-search.server";

/** Looks for ties after something has changed that they can be found by. */
export const tieSearchJob: JobKind<TieSearch> = {
  queue: tieSearchQueue,
  retryLimit: 5,
  retryDelay: 5,
  async run(search) {
    await searchTies(search);
  },
};

/** Looks for the ties of somebody who has joined a panel or changed their name: as a panelist, and as an applicant. */
export const personChangedJob: JobKind<PersonChange> = {
  queue: personChangedQueue,
  retryLimit: 5,
  retryDelay: 5,
  async run({ personId }) {
    for (const search of await listSearchesFor(personId)) await searchTies(search);
  },
};

/** Every night over everything that is still open, so that nothing rests on a single job. */
export const tieSweepJob: JobKind<Record<string, never>> = {
  queue: "tie-sweep",
  retryLimit: 2,
  retryDelay: 300,
  schedule: "23 1 * * *",
  async run() {
    for (const editionId of await listSearchedEditions()) await searchTies({ editionId });
  },
};
