import type { ActionFunctionArgs } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { entranceRequests } from "#db/schema";
import { doWhatWasAsked } from "~/accounts/entrance-requests.server";
import * as recover from "~/accounts/routes/recover";
import * as signup from "~/accounts/routes/signup";
import * as signupLetter from "~/accounts/routes/signup-letter";
import { database, databaseHandle } from "~/platform/database.server";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { listen } from "../setup/ear";
import { lettersTo } from "../setup/letters";
import { outcomeOf } from "../setup/request";

withTestDatabase({ jobs: true });

const password = "three quiet rivers";
let count = 0;
const someEmail = () => `asked${++count}@example.org`;

describe("what is asked for at the entrance", () => {
  test("is answered with the same work for a known and an unknown address, and done afterwards", async () => {
    const ear = listen(databaseHandle());
    try {
      const known = await aPerson({ email: someEmail(), password });
      const asked: [(args: ActionFunctionArgs) => unknown, Record<string, string>][] = [
        [signup.action, { password: "a long enough one" }],
        [signupLetter.action, { to: "" }],
        [recover.action, {}],
      ];
      for (const [action, form] of asked) {
        const work = async (email: string) => {
          ear.take();
          expect((await outcomeOf(action, { form: { ...form, email } })).status).toBe(200);
          return ear.take();
        };
        const [before, after] = [await work(known.email), await work(someEmail())];
        expect(before.statements.length).toBeGreaterThan(2);
        expect(after).toEqual(before);
      }
      expect(await lettersTo(known)).toEqual([]);
      const waiting = await database().select().from(entranceRequests);
      expect(waiting).toHaveLength(6);
      expect(JSON.stringify(waiting.map(({ details }) => details.toString("latin1")))).not.toContain(
        "example.org",
      );
      await doWhatWasAsked();
      expect((await lettersTo(known)).map(({ kind }) => kind).sort()).toEqual([
        "account.known-address",
        "account.known-address",
        "account.recovery",
      ]);
      expect(await database().select().from(entranceRequests)).toEqual([]);
    } finally {
      ear.close();
    }
  });
});
