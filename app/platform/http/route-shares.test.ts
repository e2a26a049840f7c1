import { describe, expect, test } from "vitest";
import { shareOf, shareRoutes } from "./route-shares";

const routes = {
  root: { id: "root", path: "" },
  home: { id: "home", parentId: "root", path: undefined },
  panel: { id: "panel", parentId: "root", path: "panel" },
  reading: { id: "reading", parentId: "root", path: "panel/:code" },
  office: { id: "office", parentId: "root", path: "office/:edition" },
  inside: { id: "inside", parentId: "office", path: "call" },
  feed: { id: "feed", parentId: "root", path: "calendar/:token.ics" },
  anything: { id: "anything", parentId: "root", path: ":page" },
};

describe("shareRoutes", () => {
  const { shares, rest } = shareRoutes(routes);

  test("puts a route where its path begins, and its children beside it", () => {
    expect(Object.keys(shares.get("panel") ?? {}).sort()).toEqual(
      ["anything", "home", "panel", "reading", "root"].sort(),
    );
    expect(shares.get("office")).toHaveProperty("inside");
    expect(shares.get("calendar")).toHaveProperty("feed");
  });

  test("keeps what any path may mean in every share and in the rest", () => {
    for (const share of [...shares.values(), rest])
      expect(share).toMatchObject({ root: {}, home: {}, anything: {} });
    expect(Object.keys(rest)).toHaveLength(3);
  });
});

test.each([
  ["/", ""],
  ["/panel", "panel"],
  ["/Panel/ELF-1", "panel"],
  ["/panel.data", "panel"],
  ["/office/2027/call.data", "office"],
  ["/%70anel", "panel"],
  ["//panel", "panel"],
  ["/%E0%A4%A", ""],
])("shareOf(%j) is %j", (path, share) => {
  expect(shareOf(path)).toBe(share);
});
