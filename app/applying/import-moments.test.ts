import { describe, expect, it } from "vitest";
import { readMoments, zoneOfColumn } from "./import-moments";

const zone = "Europe/Prague";
const one = (text: string) => {
  const [moment] = readMoments([text], zone);
  return moment instanceof Date ? moment.toISOString() : moment;
};

describe("readMoments", () => {
  it.each([
    ["2026-11-20T10:33:12.000+05:00", "2026-11-20T05:33:12.000Z"],
    ["2026-11-20T10:33:12Z", "2026-11-20T10:33:12.000Z"],
    ["2026/11/20 10:33:12 AM GMT+5", "2026-11-20T05:33:12.000Z"],
    ["2026/11/20 12:05:00 AM GMT+5", "2026-11-19T19:05:00.000Z"],
    ["2026/11/20 12:05:00 PM GMT-3:30", "2026-11-20T15:35:00.000Z"],
    ["20.11.2026 10:33:12", "2026-11-20T09:33:12.000Z"],
    ["20.07.2026 10:33", "2026-07-20T08:33:00.000Z"],
    ["11/20/2026 10:33:12", "2026-11-20T09:33:12.000Z"],
    ["20/11/2026 10:33:12", "2026-11-20T09:33:12.000Z"],
    ["2026-11-20 10:33", "2026-11-20T09:33:00.000Z"],
    ["20 November 2026", "2026-11-20T11:00:00.000Z"],
    ["5/5/2026", "2026-05-05T10:00:00.000Z"],
    ["2026-11-29T20:30:15.123+01:00", "2026-11-29T19:30:15.123Z"],
    ["2026/11/30 3:45:12 odp. GMT+1", "2026-11-30T14:45:12.000Z"],
    ["2026/11/30 9:45:12 dop. SEČ", "2026-11-30T08:45:12.000Z"],
    ["2026/11/30 3:45:12 PM MEZ", "2026-11-30T14:45:12.000Z"],
    ["2026/07/30 3:45:12 PM MESZ", "2026-07-30T13:45:12.000Z"],
    ["2026/11/30 3:45:12 p. m. GMT-5", "2026-11-30T20:45:12.000Z"],
    ["2026/11/30 3:45:12 p.\u00a0m. GMT-5", "2026-11-30T20:45:12.000Z"],
    ["2026/11/30 3:45:12 下午 GMT+8", "2026-11-30T07:45:12.000Z"],
    ["2026/11/30 12:05:12 тң GMT+6", "2026-11-29T18:05:12.000Z"],
    ["2026/11/30 3:45:12 μ.μ. EET", "2026-11-30T13:45:12.000Z"],
    ["11/20/2026, 10:33:12\u202fPM", "2026-11-20T21:33:12.000Z"],
    ["2026. 11. 30 오후 3:45:12", "2026-11-30T14:45:12.000Z"],
    ["30. 11. 2026 15:45:12", "2026-11-30T14:45:12.000Z"],
    ["30 ноября 2026 г., 15:45", "2026-11-30T14:45:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(one(text)).toBe(expected);
  });

  it.each([
    "yesterday",
    "31.02.2026",
    "2026-13-01",
    "20.11.2026 25:00",
    "13:00 PM",
    "2026-11-20T99:00:00Z",
    "2026/11/30 3:45:12 PM XYZ",
    "2026/11/30 3:45:12 odp. dop.",
    "2026/11/30 odp.",
    "20.11.26 10:33",
  ])("does not read %s", (text) => {
    expect(one(text)).toBe("unread");
  });

  it("does not guess which number is the month, and takes the column's word for it", () => {
    expect(one("03/04/2026 09:00")).toBe("ambiguous");
    const dayFirst = readMoments(["03/04/2026 09:00", "25/04/2026 09:00"], zone);
    expect((dayFirst[0] as Date).toISOString()).toBe("2026-04-03T07:00:00.000Z");
    const monthFirst = readMoments(["03/04/2026 09:00", "03/25/2026 09:00"], zone);
    expect((monthFirst[0] as Date).toISOString()).toBe("2026-03-04T08:00:00.000Z");
  });

  it("reads the hour as every account's language and zone write it", () => {
    const at = new Date(Date.UTC(2026, 10, 30, 14, 45, 12));
    const languages =
      "en-US en-GB ru kk ky tg tk uz cs de fr es es-MX it pt-BR pl tr uk nl sv ja zh-CN ko".split(" ");
    const zones =
      "Europe/Prague Europe/London America/New_York Asia/Bishkek Asia/Kolkata America/St_Johns Asia/Tokyo".split(
        " ",
      );
    for (const language of languages)
      for (const timeZone of zones) {
        const form: Intl.DateTimeFormatOptions = { timeZone, numberingSystem: "latn", calendar: "gregory" };
        const part = (type: string, more: Intl.DateTimeFormatOptions, spoken = language) =>
          new Intl.DateTimeFormat(spoken, { ...form, ...more })
            .formatToParts(at)
            .find((one) => one.type === type)?.value;
        const day = new Intl.DateTimeFormat("en-CA", form).format(at).replaceAll("-", "/");
        const hour = part("hour", { hour: "numeric", hour12: true }, "en");
        const minute = part("minute", { hour: "numeric", minute: "2-digit", hour12: false }, "en");
        const half = part("dayPeriod", { hour: "numeric", hour12: true });
        const offset = part("timeZoneName", { timeZoneName: "short" });
        const text = `${day} ${hour}:${minute}:12 ${half} ${offset}`;
        expect([text, readMoments([text], zone)]).toEqual([text, [at]]);
      }
  });

  it("takes a coordinator's word for the order of a column that does not tell it", () => {
    expect(readMoments(["03/04/2026 09:00"], zone, "day-first")).toEqual([new Date("2026-04-03T07:00:00Z")]);
    expect(readMoments(["03/04/2026 09:00"], zone, "month-first")).toEqual([
      new Date("2026-03-04T08:00:00Z"),
    ]);
  });

  it("takes the time at which KoboToolbox got an answer as UTC, and nobody else's", () => {
    const kobo = (column: string) => readMoments(["2026-11-29T19:30:15"], zoneOfColumn(column, zone));
    expect(kobo("_submission_time")).toEqual([new Date("2026-11-29T19:30:15Z")]);
    expect(kobo("meta/_submission_time")).toEqual([new Date("2026-11-29T19:30:15Z")]);
    expect(kobo("Submission time")).toEqual([new Date("2026-11-29T18:30:15Z")]);
  });

  it("leaves an empty cell empty", () => {
    expect(readMoments(["", "  "], zone)).toEqual([null, null]);
  });
});
