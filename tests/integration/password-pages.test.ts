import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as confirmation from "~/accounts/routes/confirmation";
import * as login from "~/accounts/routes/login";
import * as password from "~/accounts/routes/password";
import { issueToken } from "~/accounts/tokens.server";
import * as erasure from "~/applying/routes/account-erasure";
import * as withdrawal from "~/applying/routes/withdrawal";
import { inTransaction } from "~/platform/database.server";
import { anApplication } from "../factories/applications";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { outcomeOf, type HandlerArguments } from "../setup/request";

/*
 * Every page that asks for a password there is, found by what it draws: none takes wrong ones without end.
 */

withTestDatabase();

const right = "three quiet rivers";
type Try = (typed: string) => Promise<{ status: number }>;

const pages: Record<string, () => Promise<Try>> = {
  "accounts/routes/login": async () => {
    const { email } = await aPerson({ password: right });
    return trying(login.action, (typed) => ({ form: { email, password: typed } }));
  },
  "accounts/routes/confirmation": async () => {
    const { id } = await aPerson({ confirmed: false, password: right });
    const token = await inTransaction((tx) => issueToken(tx, id, "confirmation"));
    return trying(confirmation.action, (typed) => ({ params: { token }, form: { password: typed } }));
  },
  "accounts/routes/password": async () => {
    const as = await aPerson({ password: right });
    return trying(password.action, (typed) => ({
      as,
      form: { current: typed, password: "another long one" },
    }));
  },
  "applying/routes/account-erasure": async () => {
    const as = await aPerson({ password: right });
    return trying(erasure.action, (typed) => ({ as, form: { password: typed } }));
  },
  "applying/routes/withdrawal": async () => {
    const as = await aPerson({ password: right });
    const { code } = await anApplication({ person: as });
    return trying(withdrawal.action, (typed) => ({ as, form: { code, way: "erase", password: typed } }));
  },
};

function trying(
  action: (args: HandlerArguments) => unknown,
  asked: (typed: string) => Parameters<typeof outcomeOf>[1],
): Try {
  return (typed) => outcomeOf(action, asked(typed));
}

/** What a page draws: its own file, and those of the components that it names. */
function drawnBy(route: string): string {
  const own = readFileSync(`app/${route}.tsx`, "utf8");
  const parts = [...own.matchAll(/from "\.\.\/components\/([\w-]+)"/g)]
    .map(([, name]) => `app/${route.replace(/routes\/.*/, "components")}/${name}.tsx`)
    .filter(existsSync)
    .map((file) => readFileSync(file, "utf8"));
  return [own, ...parts.filter((part) => !part.includes("export function PasswordField"))].join("\n");
}

test("are these", () => {
  const asking = globSync("app/*/routes/**/*.tsx")
    .map((file) => file.slice("app/".length, -".tsx".length))
    .filter((route) => {
      const drawn = drawnBy(route);
      const fields = [...drawn.matchAll(/<PasswordField[^>]*>/g)].filter(
        ([field]) => !field.includes("isNew"),
      );
      return fields.length > 0 || drawn.includes('"current-password"');
    });
  expect(asking.sort()).toEqual(Object.keys(pages).sort());
});

describe("ten wrong passwords in a quarter of an hour are enough, and then the right one is none either", () => {
  test.each(Object.entries(pages))("%s", async (_route, open) => {
    const attempt = await open();
    for (let tries = 0; tries < 10; tries++) expect((await attempt(`wrong ${tries}`)).status).toBe(400);
    expect((await attempt("wrong once more")).status).toBe(429);
    expect((await attempt(right)).status).toBe(429);
  });
});
