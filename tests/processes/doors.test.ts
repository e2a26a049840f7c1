import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matrix, type Cells } from "../access/matrix";
import { addressOf, listRoutes } from "../access/routes";
import { buildWorld, roles, type Role, type World } from "../access/world";
import { ask, type RawAnswer } from "../setup/http";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";

/*
 * The access matrix once more from outside, as a script would try it: every page's `.data` on a running server. One
 * role for each answer the matrix expects; every cell of it is tried in tests/access.
 */

let app: RunningApp;
let world: World;
const cookies = new Map<Role, string>();
beforeAll(async () => {
  app = await startApp({
    seed: async () => {
      world = await buildWorld();
      for (const role of roles)
        if (role !== "anonymous") cookies.set(role, await cookieOf(world.people[role]));
    },
  });
});
afterAll(() => app.stop());

const doors = listRoutes().flatMap((route) => {
  const row = matrix[route.id];
  const stated = row?.GET;
  return row && stated ? [{ route, row, cells: "cells" in stated ? stated.cells : stated }] : [];
});

describe.each(doors)("/$route.path ($route.id)", ({ route, row, cells }) => {
  const tried = (["ok", "login", 404] as const).flatMap((expected) => {
    const role = roles.find((one) => cells[one] === expected && hasSession(one, cells));
    return role ? [[role, expected] as const] : [];
  });
  test.each(tried)("data as %s: %s", async (role, expected) => {
    const { path } = addressOf(route, row, world);
    const [pathname = "", search] = path.split("?");
    const data = `${pathname === "/" ? "/_root" : pathname}.data${search ? `?${search}` : ""}`;
    const answer = await ask(app.origin, data, { cookie: cookies.get(role) ?? "" });
    expect(verdictOf(answer), `${answer.status} ${answer.body.slice(0, 300)}`).toBe(expected);
    expect(answer.headers.get("Cache-Control"), path).toMatch(/no-store|no-cache|private/);
  });
});

/** For "ok", somebody who is logged in where that is enough: it says more than that strangers are let in. */
function hasSession(role: Role, cells: Cells): boolean {
  return role !== "anonymous" || cells.anonymous !== "ok" || cells.applicant !== "ok";
}

function verdictOf({ status, headers, body }: RawAnswer): string | number {
  // Remix answers a script with 202 and says in the body where to go.
  const to =
    headers.get("Location") ?? (status === 202 ? (/"redirect","(\/[^"]*)"/.exec(body)?.[1] ?? "") : "");
  if (/^\/login(?:$|\?)/.test(to)) return "login";
  return status === 404 ? 404 : status < 400 && status !== 403 ? "ok" : status;
}
