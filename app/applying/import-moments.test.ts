import { describe, expect, it } from "vitest";
import { readMoments } from "./import-moments";

const zone = "Europe/Prague";
const one = (text: string) => {
  const [moment] = readMoments([text], zone);
  return moment instanceof Date ? moment.toISOString() : moment;
};

describe("readMoments", () => {
  it.each([
    ["2026-11-20T10:33:12.000+05:00", "2026-11-20T05:33:12.000Z"],
    ["2026-11-20T10:33:12Z", "2026-11-20T10:33:12.000Z"],
    ["2026/11/20 10:33:12 AM GMT+5", "2026-11-20T05:33:00.000Z"],
    ["2026/11/20 12:05:00 AM GMT+5", "2026-11-19T19:05:00.000Z"],
    ["2026/11/20 12:05:00 PM GMT-3:30", "2026-11-20T15:35:00.000Z"],
    ["20.11.2026 10:33:12", "2026-11-20T09:33:00.000Z"],
    ["20.07.2026 10:33", "2026-07-20T08:33:00.000Z"],
    ["11/20/2026 10:33:12", "2026-11-20T09:33:00.000Z"],
    ["20/11/2026 10:33:12", "2026-11-20T09:33:00.000Z"],
    ["2026-11-20 10:33", "2026-11-20T09:33:00.000Z"],
    ["20 November 2026", "2026-11-20T11:00:00.000Z"],
    ["5/5/2026", "2026-05-05T10:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(one(text)).toBe(expected);
  });

  it.each(["yesterday", "31.02.2026", "2026-13-01", "20.11.2026 25:00", "13:00 PM", "2026-11-20T99:00:00Z"])(
    "does not read %s",
    (text) => {
      expect(one(text)).toBe("unread");
    },
  );

  it("does not guess which number is the month, and takes the column's word for it", () => {
    expect(one("03/04/2026 09:00")).toBe("ambiguous");
    const dayFirst = readMoments(["03/04/2026 09:00", "25/04/2026 09:00"], zone);
    expect((dayFirst[0] as Date).toISOString()).toBe("2026-04-03T07:00:00.000Z");
    const monthFirst = readMoments(["03/04/2026 09:00", "03/25/2026 09:00"], zone);
    expect((monthFirst[0] as Date).toISOString()).toBe("2026-03-04T08:00:00.000Z");
  });

  it("leaves an empty cell empty", () => {
    expect(readMoments(["", "  "], zone)).toEqual([null, null]);
  });
});
