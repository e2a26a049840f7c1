import { describe, expect, test } from "vitest";
import { freshUntil } from "./public-call";

const now = new Date("2026-12-01T10:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("freshUntil", () => {
  test("keeps a page five minutes at most", () => {
    expect(freshUntil([null, null], now)).toBe(inMinutes(5).getTime());
    expect(freshUntil([{ callOpensAt: inMinutes(-60), callClosesAt: inMinutes(600) }, null], now)).toBe(
      inMinutes(5).getTime(),
    );
  });

  test("ends at the moment at which a call opens or closes", () => {
    expect(freshUntil([{ callOpensAt: inMinutes(-60), callClosesAt: inMinutes(3) }, null], now)).toBe(
      inMinutes(3).getTime(),
    );
    expect(freshUntil([null, { callOpensAt: inMinutes(2), callClosesAt: inMinutes(600) }], now)).toBe(
      inMinutes(2).getTime(),
    );
  });
});
