import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDate, slashedOrder } from "./import-dates";

describe("readDate", () => {
  test.each([
    "1999-02-03",
    "1999/02/03",
    "1999. 2. 3",
    "03.02.1999",
    "3.2.1999",
    "3. 2. 1999",
    "03.02.1999 г.",
    "3 февраля 1999",
    "3 февраля 1999 г.",
    "3 Февраля 1999 года",
    "3 фев. 1999",
    "3 February 1999",
    "3rd of February, 1999",
    "February 3, 1999",
    "Wednesday, February 3, 1999",
    "среда, 3 февраля 1999 г.",
    "3. února 1999",
    "1999 ж. 3 ақпан",
    "1999-ж., 3-февраль",
    "3-fevral, 1999",
    "3 fewral 1999",
    "03 Феврал 1999",
    "3\u00a0лютого 1999 р.",
    "\u200e03.02.1999",
  ])("reads %j", (text) => {
    expect(readDate(text)).toEqual({ date: "1999-02-03" });
  });

  test.each([
    "five",
    "1 000",
    "31.02.1999",
    "03.02.99",
    "3 февраля",
    "февраль 1999",
    "3 брюмера 1999",
    "3 февраля или марта 1999",
    "36194",
    "1999-02-03 or so",
    "около 3 февраля 1999",
    "13/13/1999",
  ])("does not read %j", (text) => {
    expect(readDate(text)).toBe("unread");
  });

  test("does not guess which number is the month", () => {
    expect(readDate("03/04/1999")).toBe("ambiguous");
    expect(readDate("3/21/1998")).toEqual({ date: "1998-03-21" });
    expect(readDate("21/3/1998")).toEqual({ date: "1998-03-21" });
    expect(readDate("03/04/1999", "day-first")).toEqual({ date: "1999-04-03" });
    expect(readDate("03/04/1999", "month-first")).toEqual({ date: "1999-03-04" });
    expect(readDate("3/21/1998", "day-first")).toBe("unread");
    expect(readDate("05/05/1999")).toEqual({ date: "1999-05-05" });
    expect(slashedOrder(["03/04/1999", "3/21/1998"])).toBe("month-first");
    expect(slashedOrder(["21/3/1998", "3/21/1998"])).toBeNull();
  });

  test("reads a day back as any of our languages writes it", () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000));
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("en-GB", "en-US", "ru", "kk", "ky", "tg", "tk", "uz", "cs", "uk", "de", "fr"),
        fc.constantFrom("full", "long", "medium"),
        (at, language, dateStyle) => {
          const text = new Intl.DateTimeFormat(language, { dateStyle, timeZone: "UTC" }).format(at);
          // A short form of figures with a slash may say two things.
          if (/\d\/\d/.test(text)) return;
          expect([text, readDate(text)]).toEqual([text, { date: at.toISOString().slice(0, 10) }]);
        },
      ),
    );
  });
});
