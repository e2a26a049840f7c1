import { describe, expect, it } from "vitest";
import { acceptedEncoding } from "./answer.server";

describe("the encoding of an answer", () => {
  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["BR", "br"],
    ["identity", null],
    ["*", null],
    ["", null],
    [undefined, null],
    ["gzip;q=0.000", null],
  ])("for %s is %s", (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding);
  });
});
