import { expect, test } from "vitest";
import { isPassing } from "./unavailable.server";

const withCode = (code: unknown, cause?: unknown) => Object.assign(new Error("no", { cause }), { code });

test.each([
  ["a lock that was not given", withCode("55P03"), true],
  ["a lost connection", withCode("08006"), true],
  [
    "a server that is starting, behind a query that failed",
    new Error("query", { cause: withCode("57P03") }),
    true,
  ],
  ["a closed connection of the client", withCode("CONNECTION_CLOSED"), true],
  ["a violated key", withCode("23505"), false],
  ["a mistake of ours", new TypeError("x is undefined"), false],
  ["nothing", null, false],
  [
    "an error without end",
    (() => {
      const error = withCode("23505");
      error.cause = error;
      return error;
    })(),
    false,
  ],
])("%s", (_, error, expected) => {
  expect(isPassing(error)).toBe(expected);
});
