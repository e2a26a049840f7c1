import { roles, type Role, type World } from "./world";

/*
 * Who may open which door. Every route of app/routes.ts has a row here, or matrix.test.ts fails.
 *
 * To add one: its key is the route's file without extension. List GET if the module has a loader, POST if it has an
 * action. Each method says what every role gets: "ok" (let in: a page, a redirect elsewhere, even a complaint about
 * the form), "login" (sent to log in), 404 (not there), or "n/a" (not tried; say why in a comment). `everyone("ok")`
 * and `only({ coordinator: "ok" })` spell out the usual cases; in the latter, anonymous is sent to log in and
 * everyone else gets 404. `params` fills the path's parameters from the world (see world.ts); :edition is the edition
 * in selection and :code the assigned application unless said otherwise. `form` or `json` is a minimal body for POST.
 * Each cell is tried in a transaction of its own, which is then rolled back: a row cannot spoil another.
 */

export type Expectation = "ok" | "login" | 404 | "n/a";
export type Cells = Record<Role, Expectation>;

export interface Method {
  cells: Cells;
  form?: Record<string, string | string[]>;
  json?: unknown;
}

export interface Row {
  params?: (world: World) => Record<string, string>;
  /** A query string, with its question mark. */
  search?: string;
  GET?: Cells | Method;
  POST?: Cells | Method;
}

/** The same for everyone, but for those named. */
export function everyone(expected: Expectation, except: Partial<Cells> = {}): Cells {
  return { ...(Object.fromEntries(roles.map((role) => [role, expected])) as Cells), ...except };
}

/** For those named; anonymous is sent to log in, for the rest there is nothing here. */
export function only(letIn: Partial<Cells>): Cells {
  return { ...everyone(404), anonymous: "login", ...letIn };
}

export const matrix: Record<string, Row> = {
  // Anyone
  "cohorts/routes/home": { GET: everyone("ok") },
  "cohorts/routes/privacy": { GET: everyone("ok") },
  "cohorts/routes/accessibility": { GET: everyone("ok") },

  // Development only
  "ui/routes/gallery": { GET: everyone(404) },
};
