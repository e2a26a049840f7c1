import { and, asc, between, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import {
  applicationNotes,
  applications,
  assignments,
  editions,
  imports,
  mail,
  places,
  programmeSessions,
  referees,
  reviews,
  roles,
  savedViews,
} from "#db/schema";
import { demoPeople, demoReference } from "#db/seed/accounts";
import { editionId } from "#db/seed/editions";
import { invitePerson } from "~/accounts/invitations.server";
import { findPersonByEmail } from "~/accounts/people.server";
import { issueToken } from "~/accounts/tokens.server";
import { database, inTransaction } from "~/platform/database.server";
import { linkToken } from "~/platform/link-token.server";
import type { ListedRoute } from "../access/routes";

/** Somebody who opens pages: one of the demonstration's people, or a visitor who is not logged in. */
export type Visitor = keyof typeof demoPeople | "visitor";

/** Who opens a page, and what stands for the parameters of its address. */
export interface Visit {
  as: Visitor;
  path: string;
  /** Where it leads on to, if that is what it is for. */
  leadsTo?: string;
}

interface Known {
  as?: Visitor;
  params?: Record<string, string>;
  /** A query string, with its question mark. */
  search?: string;
  leadsTo?: string;
}

/** What answers GET and is no page: redirects, downloads, feeds, and the protocol by which uploads resume. */
export const noPages = new Set([
  "accounts/routes/landing",
  "accounts/routes/leave",
  "applying/routes/account-erasure-moved",
  "applying/routes/file",
  "applying/routes/record",
  "applying/routes/copy-file",
  "applying/routes/resumable",
  "applying/routes/resumable-upload",
  "applying/routes/withdrawal-moved",
  "cohorts/routes/form-file",
  "programme/routes/feed",
  "selection/routes/application-file",
  "selection/routes/application-pdf",
  "selection/routes/offer-moved",
  "selection/routes/ranking-file",
  "selection/routes/ranking-scores",
]);

/** Pages of the production build that are not there: the design system's own. */
export const notServed = new Set(["ui/routes/gallery"]);

/** Who opens pages below a path, unless a page says otherwise. The first that fits. */
const usual: readonly (readonly [string, Visitor])[] = [
  ["office/audit", "admin"],
  ["office", "coordinator"],
  ["panel", "panelist"],
  ["programme", "fellow"],
  ["feedback", "fellow"],
  ["facilitating", "facilitator"],
  ["application", "applicant"],
  ["apply", "applicant"],
  ["account", "applicant"],
];

/** What fills the addresses of pages, by route: of the demonstration as it was seeded. Runs with its database open. */
export async function knowPages(): Promise<Map<string, Known[]>> {
  const db = database();
  const slugs = new Map(
    (await db.select({ id: editions.id, slug: editions.slug }).from(editions)).map(({ id, slug }) => [
      id,
      slug,
    ]),
  );
  const [open, selection, running] = (["open", "selection", "running"] as const).map((part) => ({
    id: editionId(part),
    edition: slugs.get(editionId(part)) ?? "",
  }));
  if (!open || !selection || !running) throw new Error("The demonstration has lost an edition.");
  const one = async (what: string, rows: PromiseLike<{ found: string }[]>) => {
    const [row] = await rows;
    if (!row) throw new Error(`The demonstration has no ${what}.`);
    return row.found;
  };
  const code = (what: string, where: SQL | undefined) =>
    one(
      what,
      db
        .select({ found: applications.code })
        .from(applications)
        .where(where)
        .orderBy(asc(applications.code))
        .limit(1),
    );
  const person = async (who: keyof typeof demoPeople) =>
    (await findPersonByEmail(db, demoPeople[who].email))?.id ?? "";
  const [panelist, coordinator, applicant, submitted] = await Promise.all([
    person("panelist"),
    person("coordinator"),
    person("applicant"),
    person("submitted"),
  ]);

  const noted = await db
    .select({ code: applications.code, id: applicationNotes.id })
    .from(applicationNotes)
    .innerJoin(applications, eq(applications.id, applicationNotes.applicationId))
    .where(and(eq(applications.editionId, selection.id), eq(applicationNotes.authorId, coordinator)))
    .orderBy(asc(applications.code));
  const [note] = noted;
  if (!note) throw new Error("The demonstration has no note.");
  const reading = (isIn: boolean) =>
    one(
      `reading that is ${isIn ? "in" : "to come"}`,
      db
        .select({ found: applications.code })
        .from(assignments)
        .innerJoin(applications, eq(applications.id, assignments.applicationId))
        .leftJoin(
          reviews,
          and(
            eq(reviews.applicationId, assignments.applicationId),
            eq(reviews.panelistId, assignments.panelistId),
          ),
        )
        .where(
          and(
            eq(assignments.panelistId, panelist),
            isNull(assignments.endedAt),
            isIn ? isNotNull(reviews.submittedAt) : isNull(reviews.submittedAt),
          ),
        )
        .orderBy(asc(assignments.position))
        .limit(1),
    );
  const [read, unread] = await Promise.all([reading(true), reading(false)]);
  const sent = await code("application of its applicant", eq(applications.personId, submitted));
  const entry = await code(
    "application that is being typed in",
    and(
      eq(applications.editionId, open.id),
      eq(applications.source, "office"),
      eq(applications.status, "draft"),
    ),
  );
  const session = await one(
    "session",
    db
      .select({ found: programmeSessions.id })
      .from(programmeSessions)
      .where(
        and(
          eq(programmeSessions.editionId, running.id),
          between(programmeSessions.day, 21, 27),
          isNotNull(programmeSessions.facilitatorId),
        ),
      )
      .orderBy(asc(programmeSessions.day), asc(programmeSessions.startMinute))
      .limit(1),
  );
  const ledSession = await one(
    "session of its facilitator",
    db
      .select({ found: programmeSessions.id })
      .from(programmeSessions)
      .where(eq(programmeSessions.facilitatorId, await person("facilitator")))
      .orderBy(asc(programmeSessions.day), asc(programmeSessions.startMinute))
      .limit(1),
  );
  const place = await one(
    "place",
    db.select({ found: places.id }).from(places).where(eq(places.editionId, running.id)).limit(1),
  );
  const view = await one(
    "kept view",
    db.select({ found: savedViews.id }).from(savedViews).where(eq(savedViews.ownerId, coordinator)).limit(1),
  );
  const table = await one(
    "table to bring in",
    db.select({ found: imports.id }).from(imports).where(isNull(imports.appliedAt)).limit(1),
  );
  const referee = await one(
    "referee who can still be changed",
    db
      .select({ found: referees.id })
      .from(referees)
      .where(and(eq(referees.personId, applicant), eq(referees.state, "named")))
      .limit(1),
  );
  const member = await one(
    "member of the panel",
    db
      .select({ found: roles.id })
      .from(roles)
      .where(and(eq(roles.personId, panelist), eq(roles.editionId, selection.id))),
  );
  const links = await inTransaction(async (tx) => ({
    confirmation: await issueToken(tx, applicant, "confirmation"),
    recovery: await issueToken(tx, applicant, "recovery"),
    invitation: await invitePerson(tx, {
      email: "invited@demo.example",
      role: "panelist",
      editionId: selection.id,
      invitedBy: coordinator,
    }),
  }));
  const draft = await one(
    "draft",
    db.select({ found: applications.id }).from(applications).where(eq(applications.personId, applicant)),
  );
  const letter = await one("letter", db.select({ found: mail.id }).from(mail).limit(1));

  const inOpen = { edition: open.edition };
  const inRunning = { edition: running.edition };
  const here = { edition: selection.edition, code: note.code };
  const form = { edition: open.edition, form: "form" };
  const known: Record<string, Known | Known[]> = {
    "accounts/routes/confirmation": { params: { token: links.confirmation } },
    "accounts/routes/recovery": { params: { token: links.recovery } },
    "accounts/routes/invitation": { params: { token: links.invitation.token ?? "" } },
    "accounts/routes/people": [{ as: "admin" }, { as: "coordinator" }],
    "accounts/routes/mail": [{ as: "admin" }, { as: "coordinator" }],
    "accounts/routes/letter": { as: "admin", params: { id: letter } },
    "applying/routes/apply": { as: "facilitator" },
    "applying/routes/application": [{ as: "applicant" }, { as: "submitted" }, { as: "fellow" }],
    "applying/routes/section": [
      { params: { section: "about" } },
      { params: { section: "community" } },
      { params: { section: "experience" } },
    ],
    "applying/routes/upload": { params: { section: "experience" } },
    "applying/routes/receipt": { as: "submitted" },
    "applying/routes/copy": { as: "submitted" },
    "applying/routes/reopening": { as: "submitted" },
    "applying/routes/referees": [{ as: "applicant" }, { as: "submitted" }],
    "applying/routes/referee": { params: { id: referee } },
    "applying/routes/messages": [{ as: "applicant" }, { as: "submitted" }],
    "applying/routes/reference": { as: "visitor", params: { token: demoReference } },
    "applying/routes/reminder-switch": { as: "visitor", params: { token: linkToken("reminders", draft) } },
    "applying/routes/office-imports": { params: inOpen },
    "applying/routes/office-import": { params: { ...inOpen, id: table } },
    "applying/routes/office-new-entry": { params: inOpen },
    "applying/routes/office-entry": { params: { ...inOpen, code: entry } },
    "applying/routes/office-entry-section": { params: { ...inOpen, code: entry, section: "community" } },
    "applying/routes/office-entry-files": { params: { ...inOpen, code: entry, section: "experience" } },
    "applying/routes/office-extension": { params: { ...inOpen, code: sent } },
    "cohorts/routes/form": [{ params: form }, { params: { ...form, form: "reference" } }],
    "cohorts/routes/form-section": { params: { ...form, key: "community" } },
    "cohorts/routes/form-question": [
      { params: { ...form, key: "led" } },
      { params: { ...form, form: "reference", key: "recommend" } },
    ],
    "cohorts/routes/form-rule": { params: { ...form, key: "age" } },
    "selection/routes/application": [{ params: here }, { params: { ...inOpen, code: sent } }],
    "selection/routes/application-note": { params: { ...here, id: note.id } },
    "selection/routes/application-version": { params: { ...here, number: "1" } },
    "selection/routes/list-view": { params: { edition: selection.edition, id: view } },
    "selection/routes/applications": [
      { params: { edition: selection.edition } },
      { params: inOpen, search: "?status=draft" },
    ],
    "selection/routes/messages": [{ params: { edition: selection.edition } }, { params: inOpen }],
    "selection/routes/call-progress": [{ params: { edition: selection.edition } }, { params: inOpen }],
    "selection/routes/office-referees": [{ params: { edition: selection.edition } }, { params: inRunning }],
    "selection/routes/office-member": { params: { edition: selection.edition, id: member } },
    "selection/routes/panel-removal": { params: { edition: selection.edition, id: member } },
    "selection/routes/marking": { params: { edition: selection.edition }, search: "?first=1&next=1" },
    "selection/routes/decisions": [{ params: { edition: selection.edition } }, { params: inRunning }],
    "selection/routes/reserve-order": { params: { edition: selection.edition } },
    "selection/routes/reserve-offer": { params: inRunning },
    "selection/routes/letters-off": {
      as: "visitor",
      params: { token: linkToken("panelist-letters", panelist) },
    },
    "selection/routes/offer": { as: "fellow" },
    "selection/routes/reading": [{ params: { code: unread } }, { params: { code: read } }],
    "selection/routes/reading-submission": { params: { code: unread } },
    "selection/routes/reading-conflict": { params: { code: unread } },
    "selection/routes/reading-discussion": { params: { code: read } },
    "selection/routes/reading-change": { params: { code: read } },
    "programme/routes/week": [{ params: { n: "4" } }, { params: { n: "5" } }],
    "programme/routes/session": { params: { id: session } },
    "programme/routes/leading-session": { params: { id: ledSession } },
    "programme/routes/office-session": { params: { ...inRunning, id: session } },
    "programme/routes/office-place": { params: { ...inRunning, id: place } },
    "feedback/routes/pulse": { params: { id: session } },
    "feedback/routes/facilitating": {},
    ...Object.fromEntries(
      ["fellows", "programme", "release", "new-session", "places"].map((name) => [
        `programme/routes/office-${name}`,
        { params: inRunning },
      ]),
    ),
    "feedback/routes/office-feedback": { params: inRunning },
    "office/routes/edition": [
      { params: inOpen },
      { params: { edition: selection.edition } },
      { params: inRunning },
    ],
  };
  const perhaps = { ...here, form: "form" };
  return new Map(
    Object.entries(known)
      .map(([route, visits]) => [route, [visits].flat()] as const)
      .concat([["*", [{ params: perhaps }]]]),
  );
}

/**
 * The visits that a page gets. Where nothing is known of it, what every address of an edition has must be enough; if it
 * is not, that is said, so that a new page is not forgotten.
 */
export function visitsOf({ id, path }: ListedRoute, known: ReadonlyMap<string, Known[]>): Visit[] {
  const common = known.get("*")?.[0]?.params ?? {};
  const as = usual.find(([above]) => path === above || path.startsWith(`${above}/`))?.[1] ?? "visitor";
  return (known.get(id) ?? [{}]).map((visit) => {
    const filled = path.replaceAll(/:([A-Za-z]+)/g, (segment, name: string) => {
      const value = visit.params?.[name] ?? common[name];
      if (!value)
        throw new Error(
          `Nobody knows ${segment} of /${path}: tell pages.ts what stands for it in the demonstration.`,
        );
      return encodeURIComponent(value);
    });
    return {
      as: visit.as ?? as,
      path: `/${filled}${visit.search ?? ""}`,
      ...(visit.leadsTo ? { leadsTo: visit.leadsTo } : {}),
    };
  });
}
