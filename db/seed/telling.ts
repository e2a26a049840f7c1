import type { Transaction } from "~/platform/database.server";
import type { Tell } from "~/platform/progress.server";
import type { SeededEdition } from "./editions";
import type { SeededPerson } from "./people";
import type { Random } from "./random";
import type { Rows } from "./rows";

/** Who works for the fellowship, and the people that one can be. */
export interface Staff {
  coordinator: SeededPerson;
  admin: SeededPerson;
  /** The demonstration's own two first. */
  panelists: SeededPerson[];
  /** The demonstration's own first. */
  facilitators: SeededPerson[];
}

/** What a chapter of the demonstration is told with. */
export interface Telling {
  tx: Transaction;
  rows: Rows;
  random: Random;
  now: Date;
  passwordHash: string;
  staff: Staff;
  edition: SeededEdition;
  tell: Tell;
}
