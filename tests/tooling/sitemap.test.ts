import { readFileSync } from "node:fs";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { expect, test } from "vitest";
import routes from "~/routes";

/** Every address of the app, with its parameters by name. */
function addressesOf(entries: RouteConfigEntry[], under = ""): string[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${under}/${entry.path}` : under;
    const own = entry.path || entry.index ? [path || "/"] : [];
    return [...own, ...addressesOf(entry.children ?? [], path)];
  });
}

test("the site map names every address, and none that is gone", () => {
  const page = readFileSync("docs/sitemap.md", "utf8").split("## Commands")[0] ?? "";
  const named = new Set([...page.matchAll(/`(\/[^`\s]*)`/g)].map((match) => match[1]));
  const there = new Set(addressesOf(routes));
  const machines = ["/healthz", "/readyz", "/metrics"];
  expect([...there].filter((address) => !named.has(address))).toEqual([]);
  expect(
    [...named].filter((address) => address && !there.has(address) && !machines.includes(address)),
  ).toEqual([]);
});
