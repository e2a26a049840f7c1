import { beforeAll, describe, expect, test } from "vitest";
import { databaseHandle, useDatabase } from "~/platform/database.server";
import { withTestDatabase } from "../setup/database";
import { outcomeOf, type HandlerArguments, type Outcome } from "../setup/request";
import { matrix, type Cells, type Method, type Row } from "./matrix";
import { addressOf, listRoutes, type ListedRoute } from "./routes";
import { buildWorld, roles, type Role, type World } from "./world";

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
      const outcome = await rolledBack(() => attempt(handler, route, row, method, role, body));
      expect(verdictOf(outcome), described(outcome)).toBe(expected);
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

function attempt(
  handler: Handler,
  route: ListedRoute,
  row: Row,
  method: "GET" | "POST",
  role: Role,
  body: Omit<Method, "cells">,
): Promise<Outcome> {
  const as = role === "anonymous" ? undefined : world.people[role];
  const { form, json } = body;
  return outcomeOf(handler, {
    ...addressOf(route, row, world),
    as,
    method,
    ...(method === "POST" ? (json === undefined ? { form: form ?? {} } : { json }) : {}),
  });
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
