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

/** An id that is well-formed and belongs to nothing. */
const nobody = "00000000-0000-4000-8000-000000000000";

/** The edition whose ten weeks run, and its published session. */
const ofRunning = (world: World) => ({ edition: world.running.slug, id: world.session.id });

/** The application form of the edition in selection. */
const ofForm = (world: World) => ({ edition: world.selection.slug, form: "form" });

export const matrix: Record<string, Row> = {
  // Anyone
  "cohorts/routes/home": { GET: everyone("ok") },
  "cohorts/routes/privacy": { GET: everyone("ok") },
  "cohorts/routes/questions": { GET: everyone("ok") },
  "cohorts/routes/accessibility": { GET: everyone("ok") },

  // Getting in and out, and one's own account
  "accounts/routes/signup": { GET: everyone("ok"), POST: everyone("ok") },
  "accounts/routes/signup-letter": { GET: everyone("ok"), POST: everyone("ok") },
  // An unknown link is not there, for everyone alike.
  "accounts/routes/confirmation": {
    params: () => ({ token: "unknown" }),
    GET: everyone(404),
    POST: everyone("ok"),
  },
  "accounts/routes/login": { GET: everyone("ok"), POST: everyone("ok") },
  "accounts/routes/logout": { GET: everyone("ok"), POST: everyone("ok") },
  "accounts/routes/leave": { GET: everyone("ok"), POST: everyone("ok") },
  "accounts/routes/recover": { GET: everyone("ok"), POST: everyone("ok") },
  "accounts/routes/recovery": {
    params: () => ({ token: "unknown" }),
    GET: everyone(404),
    POST: everyone("ok"),
  },
  "accounts/routes/invitation": {
    params: () => ({ token: "unknown" }),
    GET: everyone(404),
    POST: everyone(404),
  },
  "accounts/routes/landing": { GET: everyone("ok", { anonymous: "login" }) },
  "accounts/routes/account": {
    GET: everyone("ok", { anonymous: "login" }),
    POST: everyone("ok", { anonymous: "login" }),
  },
  "accounts/routes/password": {
    GET: everyone("ok", { anonymous: "login" }),
    POST: everyone("ok", { anonymous: "login" }),
  },
  // Only one's own sessions can be ended; this id is nobody's.
  "accounts/routes/session-end": {
    params: () => ({ id: "0".repeat(64) }),
    POST: everyone(404, { anonymous: "login" }),
  },

  // An applicant: draft, submission, status. Everyone has their own application, or none: there is no id in the path.
  "applying/routes/apply": {
    GET: everyone("ok", { anonymous: "login" }),
    POST: { cells: everyone("ok", { anonymous: "login" }), form: {} },
  },
  "applying/routes/application": { GET: everyone("ok", { anonymous: "login" }) },
  // Nobody's code. Whose application is whose has its own test.
  "applying/routes/choice": {
    POST: { cells: everyone(404, { anonymous: "login" }), form: { application: nobody } },
  },
  "applying/routes/section": {
    params: () => ({ section: "about" }),
    GET: only({ applicant: "ok", submitted: "ok" }),
    POST: { cells: only({ applicant: "ok", submitted: "ok" }), form: { revision: "0" } },
  },
  "applying/routes/draft": {
    params: () => ({ section: "about" }),
    POST: { cells: only({ applicant: "ok", submitted: "ok" }), json: { revision: 0, fields: [] } },
  },
  "applying/routes/upload": {
    params: () => ({ section: "experience" }),
    GET: only({ applicant: "ok", submitted: "ok" }),
    POST: { cells: only({ applicant: "ok", submitted: "ok" }), form: {} },
  },
  // Neither is a page: without the protocol's own headers there is nothing. Whose uploads are whose has its own test.
  "applying/routes/resumable": {
    GET: only({}),
    POST: { cells: only({ applicant: "ok", submitted: "ok" }), form: {} },
  },
  "applying/routes/resumable-upload": {
    params: () => ({ id: "x".repeat(43) }),
    GET: only({}),
    POST: only({ applicant: "ok", submitted: "ok" }),
  },
  // An id that is nobody's; that another person's file is not there has its own test.
  "applying/routes/file": { params: () => ({ id: nobody }), GET: only({}) },
  "applying/routes/file-removal": { params: () => ({ id: nobody }), POST: only({}) },
  "applying/routes/review": { GET: only({ applicant: "ok", submitted: "ok" }) },
  "applying/routes/submission": {
    GET: only({ applicant: "ok", submitted: "ok" }),
    POST: only({ applicant: "ok", submitted: "ok" }),
  },
  "applying/routes/receipt": { GET: only({ applicant: "ok", submitted: "ok" }) },
  // Nothing was sent by the one who has a draft; there the record is not there.
  "applying/routes/record": { GET: only({ submitted: "ok" }) },
  "applying/routes/copy": { GET: only({ submitted: "ok" }) },
  "applying/routes/copy-file": { GET: only({ submitted: "ok" }) },
  "applying/routes/reopening": {
    GET: only({ applicant: "ok", submitted: "ok" }),
    POST: only({ applicant: "ok", submitted: "ok" }),
  },
  "applying/routes/office-extension": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "applying/routes/reminders": {
    POST: { cells: only({ applicant: "ok", submitted: "ok" }), form: { reminders: "off" } },
  },
  // A link that was not made here. That a true one works without logging in has its own test.
  "applying/routes/reminder-switch": {
    params: () => ({ token: "x".repeat(65) }),
    GET: everyone(404),
    POST: { cells: everyone(404), form: {} },
  },
  "applying/routes/account-erasure": {
    GET: everyone("ok", { anonymous: "login" }),
    POST: { cells: everyone("ok", { anonymous: "login" }), form: {} },
  },
  // Addresses that moved lead everyone to where they are now, whose guard decides.
  "applying/routes/account-erasure-moved": { GET: everyone("ok"), POST: everyone("ok") },
  "applying/routes/withdrawal-moved": { GET: everyone("ok"), POST: everyone("ok") },
  "selection/routes/offer-moved": { GET: everyone("ok"), POST: everyone("ok") },
  "applying/routes/unwanted-readers": {
    GET: only({ applicant: "ok", submitted: "ok" }),
    POST: { cells: only({ applicant: "ok", submitted: "ok" }), form: {} },
  },
  "applying/routes/withdrawal": {
    GET: everyone("ok", { anonymous: "login" }),
    POST: { cells: everyone("ok", { anonymous: "login" }), form: { code: "ELF-000000" } },
  },

  // Referees are named where an edition asks for them with the application, or by whoever is on the shortlist: nobody
  // here. Who is has their own test.
  "applying/routes/referees": { GET: only({}) },
  "applying/routes/referee-new": { GET: only({}), POST: only({}) },
  "applying/routes/referee": { params: () => ({ id: nobody }), GET: only({}), POST: only({}) },
  "applying/routes/referee-removal": { params: () => ({ id: nobody }), POST: only({}) },
  "applying/routes/referee-request": { params: () => ({ id: nobody }), POST: only({}) },
  "applying/routes/referee-request-withdrawal": { params: () => ({ id: nobody }), POST: only({}) },
  "applying/routes/messages": {
    GET: only({ applicant: "ok", submitted: "ok" }),
    POST: only({ applicant: "ok", submitted: "ok" }),
  },
  // Opened by its secret alone; an unknown one is not there, for everyone alike.
  "applying/routes/reference": {
    params: () => ({ token: "unknown" }),
    GET: everyone(404),
    POST: everyone(404),
  },
  "applying/routes/reference-draft": {
    params: () => ({ token: "unknown" }),
    POST: { cells: everyone(404), json: { revision: 0, fields: [] } },
  },
  "applying/routes/reference-refusal": { params: () => ({ token: "unknown" }), POST: everyone(404) },
  "applying/routes/reference-retraction": { params: () => ({ token: "unknown" }), POST: everyone(404) },

  // A coordinator: all editions
  "office/routes/overview": { GET: only({ coordinator: "ok", otherCoordinator: "ok" }) },
  "cohorts/routes/new-edition": {
    GET: only({ coordinator: "ok", otherCoordinator: "ok" }),
    POST: only({ coordinator: "ok", otherCoordinator: "ok" }),
  },
  "office/routes/edition": { GET: only({ coordinator: "ok" }) },
  "cohorts/routes/call": { GET: only({ coordinator: "ok" }) },
  "cohorts/routes/form": { params: ofForm, GET: only({ coordinator: "ok" }) },
  "cohorts/routes/form-order": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", move: "question led up" } },
  },
  "cohorts/routes/form-copies": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", key: "led" } },
  },
  "cohorts/routes/form-removals": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", what: "question", key: "led" } },
  },
  "cohorts/routes/form-new-section": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", "title.en": "More" } },
  },
  "cohorts/routes/form-section": {
    params: (world) => ({ ...ofForm(world), key: "community" }),
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", "title.en": "More" } },
  },
  "cohorts/routes/form-new-question": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", section: "community", type: "note" } },
  },
  "cohorts/routes/form-question": {
    params: (world) => ({ ...ofForm(world), key: "led" }),
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", type: "long-text" } },
  },
  "cohorts/routes/form-rule": {
    params: (world) => ({ ...ofForm(world), key: "new" }),
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", effect: "tell" } },
  },
  "cohorts/routes/form-preview": { params: ofForm, GET: only({ coordinator: "ok" }) },
  "cohorts/routes/form-publication": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0" } },
  },
  "cohorts/routes/form-discarding": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0" } },
  },
  "cohorts/routes/form-file": { params: ofForm, GET: only({ coordinator: "ok" }) },
  "cohorts/routes/form-import": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seen: "1.0", text: "{}" } },
  },
  // An edition that nobody coordinates; whose form can be taken has its own test.
  "cohorts/routes/form-clone": {
    params: ofForm,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({}), form: { seen: "1.0", from: "nowhere" } },
  },
  "cohorts/routes/settings": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },

  // A coordinator: an edition's applications
  "selection/routes/call-progress": { GET: only({ coordinator: "ok" }) },
  "selection/routes/applications": { GET: only({ coordinator: "ok" }) },
  "selection/routes/duplicates": { GET: only({ coordinator: "ok" }) },
  // No two applications of this world are alike.
  "selection/routes/duplicate-settlement": {
    POST: {
      cells: only({}),
      form: { code: "ELF-222222", other: nobody, kind: "text", what: "settle" },
    },
  },
  // What is done with several: without any that are chosen, a complaint about that.
  ...Object.fromEntries(
    ["letter", "letter-sending", "rulings", "tagging", "export"].map((deed) => [
      `selection/routes/list-${deed}`,
      {
        GET: only({ coordinator: "ok" }),
        POST: { cells: only({ coordinator: "ok" }), form: { format: "csv" } },
      },
    ]),
  ),
  "selection/routes/list-export-file": {
    POST: { cells: only({ coordinator: "ok" }), form: { format: "csv" } },
  },
  "selection/routes/list-views": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { name: "Mine" } },
  },
  // Nobody has kept a view in this world.
  "selection/routes/list-view": {
    params: () => ({ id: nobody }),
    GET: only({}),
    POST: { cells: only({}), form: { name: "Mine" } },
  },
  "selection/routes/list-view-removal": { params: () => ({ id: nobody }), POST: only({}) },
  "applying/routes/office-new-entry": {
    GET: only({ coordinator: "ok" }),
    POST: only({ coordinator: "ok" }),
  },
  // The assigned application was sent online: there is nothing to type in. What is typed in has its own test.
  "applying/routes/office-entry": { GET: only({}), POST: only({}) },
  "applying/routes/office-entry-removal": { POST: only({}) },
  "applying/routes/office-entry-section": {
    params: () => ({ section: "about" }),
    GET: only({}),
    POST: only({}),
  },
  "applying/routes/office-entry-files": {
    params: () => ({ section: "about" }),
    GET: only({}),
    POST: only({}),
  },
  "applying/routes/office-imports": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },
  // An import is its owner's alone; whose is whose has its own test.
  "applying/routes/office-import": { params: () => ({ id: nobody }), GET: only({}), POST: only({}) },
  "applying/routes/office-import-completion": { params: () => ({ id: nobody }), POST: only({}) },
  "applying/routes/office-import-removal": { params: () => ({ id: nobody }), POST: only({}) },
  "selection/routes/application": { GET: only({ coordinator: "ok" }) },
  "selection/routes/application-messages": {
    GET: only({ coordinator: "ok" }),
    POST: only({ coordinator: "ok" }),
  },
  "selection/routes/application-notes": {
    GET: only({ coordinator: "ok" }),
    POST: only({ coordinator: "ok" }),
  },
  // Ids that are nobody's; that only its author changes a note has its own test.
  "selection/routes/application-note": { params: () => ({ id: nobody }), GET: only({}), POST: only({}) },
  "selection/routes/application-note-removal": { params: () => ({ id: nobody }), POST: only({}) },
  "selection/routes/application-tags": {
    GET: only({ coordinator: "ok" }),
    POST: only({ coordinator: "ok" }),
  },
  "selection/routes/application-tag-removal": {
    params: () => ({ id: nobody }),
    POST: only({ coordinator: "ok" }),
  },
  "selection/routes/application-version": {
    params: () => ({ number: "1" }),
    GET: only({ coordinator: "ok" }),
  },
  "selection/routes/application-print": { GET: only({ coordinator: "ok" }) },
  "selection/routes/application-pdf": { GET: only({ coordinator: "ok" }) },
  "selection/routes/application-referees": { POST: { cells: only({ coordinator: "ok" }), form: {} } },
  "selection/routes/office-referees": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "selection/routes/messages": { GET: only({ coordinator: "ok" }) },
  "selection/routes/application-language": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { languages: ["ru", "kk"] } },
  },
  "selection/routes/application-eligibility": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { eligible: "yes" } },
  },
  "selection/routes/redactions": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { text: "nowhere" } },
  },
  "selection/routes/traces": { GET: only({ coordinator: "ok" }) },
  "selection/routes/trace-rulings": {
    POST: { cells: only({ coordinator: "ok" }), form: { hidden: "chosen" } },
  },
  "selection/routes/redaction-lifting": { params: () => ({ id: nobody }), POST: only({}) },
  "selection/routes/application-discussion": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { text: "So?" } },
  },
  // An id that is no upload; who may have which has its own test.
  "selection/routes/application-file": { params: () => ({ id: nobody }), GET: only({}) },
  // An applicant: interview and offer. Nobody here has an offer; who has one has their own test.
  "selection/routes/offer": { GET: only({}), POST: { cells: only({}), form: { answer: "accepted" } } },

  // A coordinator: ranking and decisions
  "selection/routes/ranking": { GET: only({ coordinator: "ok" }) },
  "selection/routes/ranking-panel": { GET: only({ coordinator: "ok" }) },
  "selection/routes/ranking-margin": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { margin: "0.25" } },
  },
  "selection/routes/ranking-scores": { GET: only({ coordinator: "ok" }) },
  "selection/routes/ranking-file": { params: () => ({ format: "csv" }), GET: only({ coordinator: "ok" }) },
  "selection/routes/marking": {
    search: "?first=1&next=1",
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { first: "1", next: "1", fingerprint: "none" } },
  },
  "selection/routes/decisions": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },
  "selection/routes/release": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },
  "selection/routes/reserve-order": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },
  "selection/routes/reserve-offer": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },

  // A coordinator: an edition's panel
  "selection/routes/office-panel": { GET: only({ coordinator: "ok" }), POST: only({ coordinator: "ok" }) },
  "selection/routes/panel-progress": { GET: only({ coordinator: "ok" }) },
  "selection/routes/fairness": { GET: only({ coordinator: "ok" }) },
  "selection/routes/panel-assignment": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { seed: "a", plan: "0".repeat(64) } },
  },
  "selection/routes/office-calibration": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { code: "ELF-000000" } },
  },
  // A code that is no calibration file's; taking one off has its own test.
  "selection/routes/office-calibration-removal": { params: () => ({ code: "ELF-000000" }), POST: only({}) },
  "selection/routes/office-conflicts": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "selection/routes/office-conflict-declaration": {
    GET: only({ coordinator: "ok" }),
    POST: {
      cells: only({ coordinator: "ok" }),
      form: { code: "ELF-000000", panelist: nobody, reason: "They share a flat." },
    },
  },
  // An id that is nobody's; which conflicts a coordinator can rule on has its own test.
  "selection/routes/office-conflict-rulings": {
    POST: { cells: only({ coordinator: "ok" }), form: { ruling: "confirm", id: nobody, seen: "0" } },
  },
  "selection/routes/office-conflict-ruling": {
    params: () => ({ id: nobody }),
    POST: { cells: only({}), form: { ruling: "dismiss" } },
  },
  // Ids that are nobody's; whom a coordinator can see, change and remove has its own test.
  "selection/routes/office-member": {
    params: () => ({ id: nobody }),
    GET: only({}),
    POST: { cells: only({}), form: {} },
  },
  "selection/routes/panel-removal": { params: () => ({ id: nobody }), GET: only({}), POST: only({}) },
  "selection/routes/panel-withdrawal": { params: () => ({ id: nobody }), POST: only({}) },

  // An admin, and for people and mail a coordinator
  "accounts/routes/people": {
    GET: only({ coordinator: "ok", otherCoordinator: "ok", admin: "ok" }),
    POST: only({ coordinator: "ok", otherCoordinator: "ok", admin: "ok" }),
  },
  // Ids that are nobody's; that a coordinator reaches only the roles of their editions has its own test.
  "accounts/routes/role-end": { params: () => ({ id: nobody }), POST: only({}) },
  "accounts/routes/invitation-withdrawal": { params: () => ({ id: nobody }), POST: only({}) },
  "accounts/routes/mail": {
    GET: only({ coordinator: "ok", otherCoordinator: "ok", admin: "ok" }),
    POST: {
      cells: only({ coordinator: "ok", otherCoordinator: "ok", admin: "ok" }),
      form: { letter: "all" },
    },
  },
  "accounts/routes/letter": { params: () => ({ id: nobody }), GET: only({}) },
  "accounts/routes/audit": { GET: only({ admin: "ok" }) },

  // A panelist
  "selection/routes/panel": { GET: only({ panelist: "ok", otherPanelist: "ok" }) },
  // Open once one's own files are in; nobody here has any. Who sees what then has its own test.
  "selection/routes/panel-calibration": { GET: only({}) },
  "selection/routes/panel-wishes": {
    GET: only({ panelist: "ok", otherPanelist: "ok" }),
    POST: { cells: only({ panelist: "ok", otherPanelist: "ok" }), form: {} },
  },
  "selection/routes/panel-profile": {
    GET: only({ panelist: "ok", otherPanelist: "ok" }),
    POST: { cells: only({ panelist: "ok", otherPanelist: "ok" }), form: { languages: "en" } },
  },
  "selection/routes/letters-off": {
    params: () => ({ token: "x".repeat(65) }),
    GET: everyone(404),
    POST: { cells: everyone(404), form: {} },
  },
  "selection/routes/panel-agreement": {
    GET: only({ panelist: "ok", otherPanelist: "ok" }),
    POST: { cells: only({ panelist: "ok", otherPanelist: "ok" }), form: { agree: "yes" } },
  },
  "selection/routes/reading": {
    GET: only({ panelist: "ok" }),
    POST: { cells: only({ panelist: "ok" }), form: { revision: "0" } },
  },
  "selection/routes/reading-draft": {
    POST: { cells: only({ panelist: "ok" }), json: { revision: 0, score: {}, comment: {} } },
  },
  "selection/routes/reading-submission": {
    GET: only({ panelist: "ok" }),
    POST: { cells: only({ panelist: "ok" }), form: { revision: "0" } },
  },
  // One's own reading of the assigned application is not in yet: nothing here. Who has submitted has their own test.
  "selection/routes/reading-discussion": { GET: only({}), POST: { cells: only({}), form: { text: "So?" } } },
  "selection/routes/reading-change": { GET: only({}), POST: { cells: only({}), form: { revision: "1" } } },
  "selection/routes/reading-conflict": {
    GET: only({ panelist: "ok" }),
    POST: { cells: only({ panelist: "ok" }), form: { reason: "We went to school together." } },
  },

  // A fellow: the programme and its calendar
  "programme/routes/programme": { GET: only({ fellow: "ok" }) },
  "programme/routes/week": { params: () => ({ n: "5" }), GET: only({ fellow: "ok" }) },
  "programme/routes/session": { params: (world) => ({ id: world.session.id }), GET: only({ fellow: "ok" }) },
  "programme/routes/calendar": { GET: only({ fellow: "ok" }) },
  "programme/routes/people": { GET: only({ fellow: "ok" }) },
  "programme/routes/subscription": {
    GET: only({ fellow: "ok" }),
    POST: { cells: only({ fellow: "ok" }), form: {} },
  },
  "programme/routes/subscription-revocation": { POST: { cells: only({ fellow: "ok" }), form: {} } },
  // Opened by its token alone; an unknown one is not there, for everyone alike.
  "programme/routes/feed": {
    params: () => ({ token: "unknown-unknown-unknown-unknown" }),
    GET: everyone(404),
  },

  // A fellow: feedback
  "feedback/routes/feedback": { GET: only({ fellow: "ok" }) },
  "feedback/routes/pulse": {
    params: (world) => ({ id: world.session.id }),
    GET: only({ fellow: "ok" }),
    POST: { cells: only({ fellow: "ok" }), form: { usefulness: "4", pace: "right" } },
  },

  // A facilitator or mentor
  "feedback/routes/facilitating": { GET: only({ facilitator: "ok" }) },
  "programme/routes/leading-week": { GET: only({ facilitator: "ok" }) },
  "programme/routes/leading-session": {
    params: (world) => ({ id: world.session.id }),
    GET: only({ facilitator: "ok" }),
  },
  "programme/routes/leading-subscription": {
    GET: only({ facilitator: "ok" }),
    POST: { cells: only({ facilitator: "ok" }), form: {} },
  },
  "programme/routes/leading-subscription-revocation": {
    POST: { cells: only({ facilitator: "ok" }), form: {} },
  },

  // A coordinator: fellows and programme
  "programme/routes/office-fellows": { params: ofRunning, GET: only({ coordinator: "ok" }) },
  "programme/routes/office-programme": { params: ofRunning, GET: only({ coordinator: "ok" }) },
  "programme/routes/office-weeks": {
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "programme/routes/office-release": {
    params: ofRunning,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "programme/routes/office-new-session": {
    params: ofRunning,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "programme/routes/office-session": {
    params: ofRunning,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: {} },
  },
  "programme/routes/office-session-cancellation": {
    params: ofRunning,
    POST: { cells: only({ coordinator: "ok" }), form: { revision: "1" } },
  },
  "programme/routes/office-session-restoration": {
    params: ofRunning,
    POST: { cells: only({ coordinator: "ok" }), form: { revision: "1" } },
  },
  "programme/routes/office-places": {
    params: ofRunning,
    GET: only({ coordinator: "ok" }),
    POST: { cells: only({ coordinator: "ok" }), form: { name: "Room" } },
  },
  // An id that is nobody's; that a place of another edition is not there has its own test.
  "programme/routes/office-place": { params: () => ({ id: nobody }), GET: only({}), POST: only({}) },

  // A coordinator: feedback
  "feedback/routes/office-feedback": { params: ofRunning, GET: only({ coordinator: "ok" }) },

  // Development only
  "ui/routes/gallery": { GET: everyone(404) },
};
