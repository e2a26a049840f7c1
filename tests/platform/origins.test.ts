import { describe, expect, test } from "vitest";
import { isOwnOrigin, localPath } from "~/platform/http/headers.server";
import { preferredLocale } from "~/platform/locale/locales";

describe("isOwnOrigin", () => {
  const own = ["https://apply.example.org"];

  test.each([
    [{ origin: "https://apply.example.org" }, true],
    [{ origin: "https://apply.example.org", referer: "https://evil.example/" }, true],
    [{ referer: "https://apply.example.org/login?to=%2F" }, true],
    [{ origin: "https://evil.example" }, false],
    [{ origin: "https://evil.example", referer: "https://apply.example.org/" }, false],
    [{ origin: "null" }, false],
    [{ origin: "" }, false],
    [{ origin: "http://apply.example.org" }, false],
    [{ origin: "https://apply.example.org.evil.example" }, false],
    [{ origin: "https://apply.example.org:8443" }, false],
    [{ referer: "https://evil.example/https://apply.example.org" }, false],
    [{ referer: "not an address" }, false],
    [{}, false],
  ])("%j: %s", (headers, expected) => {
    expect(isOwnOrigin(headers, own)).toBe(expected);
  });
});

describe("localPath", () => {
  test.each([
    ["/application?x=1", "/application?x=1"],
    ["/a/../b", "/b"],
    ["/", "/"],
    ["//evil.example", "/home"],
    ["/\\evil.example", "/home"],
    ["\\\\evil.example", "/home"],
    ["/\t/evil.example", "/home"],
    ["/\n/evil.example", "/home"],
    ["https://evil.example/", "/home"],
    ["javascript:alert(1)", "/home"],
    ["application", "/home"],
    ["", "/home"],
    [null, "/home"],
    [undefined, "/home"],
    ["/..//evil.example", "/home"],
    ["/.//evil.example", "/home"],
  ])("%j → %j", (given, expected) => {
    expect(localPath(given, "/home")).toBe(expected);
  });
});

describe("preferredLocale", () => {
  test.each([
    ["ru", "ru"],
    ["ru-KZ,ru;q=0.9,en;q=0.8", "ru"],
    ["ky,ru;q=0.9,en;q=0.8", "ru"],
    ["en-GB,en;q=0.9,ru;q=0.8", "en"],
    ["en;q=0.1, ru;q=0.9", "ru"],
    ["ru;q=0, en", "en"],
    ["kk,tg,uz", "ru"],
    ["cs,tr", "en"],
    ["*", "en"],
    [";;;,,,q=", "en"],
    [`${"x,".repeat(10_000)}ru`, "en"],
    [null, "en"],
  ])("%.40j → %s", (header, expected) => {
    expect(preferredLocale(header)).toBe(expected);
  });
});
