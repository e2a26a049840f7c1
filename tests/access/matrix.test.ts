import { beforeAll, describe, expect, test } from "vitest";
import { applications, calendarFeeds, invitations, referees } from "#db/schema";
import { issueToken } from "~/accounts/tokens.server";
import { sealReferee } from "~/applying/referee-details.server";
import { switchToken } from "~/applying/reminders.server";
import { database, databaseHandle, inTransaction, useDatabase } from "~/platform/database.server";
import { linkToken } from "~/platform/link-token.server";
import { digest, getKey, newToken, seal } from "~/platform/vault.server";
import { loader as rootLoader } from "~/root";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { cookieOf, outcomeOf, type HandlerArguments, type Outcome } from "../setup/request";
import { matrix, type Cells, type Method, type Row } from "./matrix";
import { addressOf, listRoutes, type ListedRoute } from "./routes";
import { buildWorld, roles, type Role, type World } from "./world";
import { countWrites, unlistedSince, writtenByLooks } from "./writes";

type Handler = (args: HandlerArguments) => unknown;
interface RouteModule {
  loader?: Handler;
  action?: Handler;
}

const modules = import.meta.glob<RouteModule>("../../app/*/routes/**/*.{ts,tsx}");
const listed = listRoutes();

withTestDatabase();

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

/** Links as letters hold them, by the page that each leads to. */
const trueLinks: Record<string, (world: World) => Promise<Record<string, string>>> = {
  "accounts/routes/confirmation": async () => {
    const { id } = await aPerson({ confirmed: false, password: "correct horse battery staple" });
    return { token: await inTransaction((tx) => issueToken(tx, id, "confirmation")) };
  },
  "accounts/routes/recovery": async ({ people }) => ({
    token: await inTransaction((tx) => issueToken(tx, people.applicant.id, "recovery")),
  }),
  "accounts/routes/invitation": async ({ people, selection }) => {
    const invitation = { personId: people.applicant.id, editionId: selection.id, role: "panelist" as const };
    await database().insert(invitations).values(invitation);
    return { token: await inTransaction((tx) => issueToken(tx, people.applicant.id, "invitation")) };
  },
  "applying/routes/reference": async ({ submission }) => {
    const token = newToken();
    const key = await getKey(database(), submission.personId);
    const named = { name: "R", relation: "T", email: "r@example.org", shownName: "A", evidence: null, token };
    await database()
      .insert(referees)
      .values({
        applicationId: submission.id,
        personId: submission.personId,
        position: 1,
        details: sealReferee(key, named),
        state: "asked",
        tokenHash: digest(token),
        expiresAt: new Date(Date.now() + 86_400_000),
      });
    return { token };
  },
  "applying/routes/reminder-switch": async ({ draft }) => ({ token: switchToken(draft.id) }),
  "selection/routes/letters-off": async ({ people }) => ({
    token: linkToken("panelist-letters", people.panelist.id),
  }),
  "programme/routes/feed": async ({ people, running }) => {
    const token = newToken();
    const key = await getKey(database(), people.fellow.id);
    await database()
      .insert(calendarFeeds)
      .values({
        personId: people.fellow.id,
        editionId: running.id,
        tokenHash: digest(token),
        token: seal(key, "calendar.token", token),
      });
    return { token };
  },
};

describe("the list of doors", () => {
  test("every route has a row in matrix.ts", () => {
    expect(listed.map((route) => route.id).filter((id) => !matrix[id])).toEqual([]);
  });

  test("every row in matrix.ts is a route", () => {
    expect(Object.keys(matrix).filter((id) => !listed.some((route) => route.id === id))).toEqual([]);
  });
});

const rows = listed.flatMap((route) => {
  const row = matrix[route.id];
  return row ? [{ route, row }] : [];
});

describe("a look", () => {
  test("may write on pages that there are", () => {
    const ids = listed.map(({ id }) => id);
    const named = writtenByLooks.flatMap(({ routes }) => (routes === "any" ? [] : routes));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("that writes is noticed", async () => {
    const noticed = await rolledBack(async () => {
      const before = await countWrites();
      await database().update(applications).set({ turnedToAt: new Date() });
      return unlistedSince(before, "applying/routes/apply", "GET");
    });
    expect(noticed).toEqual(["applications"]);
  });

  test.each(roles)("at what stands around every page changes nothing, as %s", async (role) => {
    const around = { id: "root", path: "", file: "root.tsx" };
    const { written } = await rolledBack(() => attempt(rootLoader, around, {}, "GET", role, {}));
    expect(written).toEqual([]);
  });

  // A mail scanner opens whatever link it finds.
  test.each(Object.keys(trueLinks))("by a link that is true changes nothing: %s", async (id) => {
    const route = listed.find((one) => one.id === id);
    const params = trueLinks[id];
    if (!route || !params) throw new Error(`${id} is not there.`);
    const { loader } = await load(route);
    if (!loader) throw new Error(`${id} has no page.`);
    for (const method of ["GET", "HEAD"] as const) {
      const { outcome, written } = await rolledBack(async () => {
        const own = await params(world);
        return attempt(loader, route, { params: () => own }, method, "anonymous", {});
      });
      expect(verdictOf(outcome), described(outcome)).toBe("ok");
      expect(written).toEqual([]);
    }
  });
});

describe.each(rows)("/$route.path ($route.id)", ({ route, row }) => {
  test("its methods are the ones that it has", async () => {
    const module = await load(route);
    expect({ GET: Boolean(row.GET), POST: Boolean(row.POST) }).toEqual({
      GET: Boolean(module.loader),
      POST: Boolean(module.action),
    });
  });

  for (const method of ["GET", "POST"] as const) {
    const stated = row[method];
    if (!stated) continue;
    const { cells, ...body } = asMethod(stated);
    const tried = roles
      .map((role) => [role, cells[role]] as const)
      .filter(([, expected]) => expected !== "n/a");
    test.each(tried)(`${method} as %s: %s`, async (role, expected) => {
      const module = await load(route);
      const handler = method === "GET" ? module.loader : module.action;
      if (!handler) throw new Error(`${route.id} has nothing that answers ${method}.`);
      const { outcome, written } = await rolledBack(() => attempt(handler, route, row, method, role, body));
      expect(verdictOf(outcome), described(outcome)).toBe(expected);
      if (method === "POST") return;
      expect(written, "A look changes nothing; what it may write stands in writes.ts.").toEqual([]);
      if (expected !== "ok") return;
      // As a mail program or a preview asks.
      const looked = await rolledBack(() => attempt(handler, route, row, "HEAD", role, body));
      expect(looked.written, "A HEAD changes nothing.").toEqual([]);
    });
  }
});

async function load(route: ListedRoute): Promise<RouteModule> {
  const importer = modules[`../../app/${route.file}`];
  if (!importer) throw new Error(`${route.file} is not there.`);
  return importer();
}

function asMethod(stated: Cells | Method): Method {
  return "cells" in stated ? stated : { cells: stated };
}

/** How it ended, and which tables it wrote to that a look may not. */
async function attempt(
  handler: Handler,
  route: ListedRoute,
  row: Row,
  method: "GET" | "HEAD" | "POST",
  role: Role,
  body: Omit<Method, "cells">,
): Promise<{ outcome: Outcome; written: string[] }> {
  const headers: Record<string, string> =
    role === "anonymous" ? {} : { Cookie: await cookieOf(world.people[role]) };
  const { form, json } = body;
  const isLook = method !== "POST";
  const before = isLook ? await countWrites() : null;
  const outcome = await outcomeOf(handler, {
    ...addressOf(route, row, world),
    headers,
    method,
    ...(isLook ? {} : json === undefined ? { form: form ?? {} } : { json }),
  });
  return { outcome, written: before && isLook ? await unlistedSince(before, route.id, method) : [] };
}

/** Runs `work` with the process's database inside one transaction, and takes back whatever it wrote. */
async function rolledBack<T>(work: () => Promise<T>): Promise<T> {
  const handle = databaseHandle();
  const enough = new Error("Enough: roll back.");
  let result: { value: T } | undefined;
  await handle.db
    .transaction(async (tx) => {
      useDatabase({ ...handle, db: tx });
      result = { value: await work() };
      throw enough;
    })
    .catch((error: unknown) => {
      if (error !== enough) throw error;
    })
    .finally(() => useDatabase(handle));
  if (!result) throw enough;
  return result.value;
}

/** What an outcome amounts to, in the matrix's words; anything that is neither let in nor refused is told as it is. */
function verdictOf({ status, location, data }: Outcome): string | number {
  if (status >= 300 && status < 400 && location && /^\/login(?:$|\?)/.test(location)) return "login";
  // Asked to log in as well, with what they sent kept on the page.
  if (status === 401 && typeof data === "object" && data && "typed" in data) return "login";
  if ([401, 403, 404, 405, 429].includes(status) || status >= 500) return status;
  return "ok";
}

function described({ status, location, data }: Outcome): string {
  return `${status}${location ? ` → ${location}` : ""} ${JSON.stringify(data ?? null).slice(0, 200)}`;
}
