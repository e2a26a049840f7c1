import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countFilters,
  listSearch,
  readListQuery,
  sortedBy,
  unfiltered,
  usualColumns,
} from "./application-list";

const read = (text: string) => readListQuery(new URLSearchParams(text));

describe("a list's address", () => {
  test("says what is shown, and leaves out what is as always", () => {
    const query = read("status=unchecked&country=KG&q=Зарина&sort=-mean&page=3");
    expect(query).toEqual({
      ...read(""),
      part: "unchecked",
      country: "KG",
      search: "Зарина",
      sort: "mean",
      isDescending: true,
    });
    expect(read(listSearch(query))).toEqual(query);
    expect(listSearch(read(""))).toBe("");
    expect(listSearch(read(""), { page: 2, ruled: null })).toBe("?page=2");
  });

  test("keeps every filter and the chosen columns", () => {
    const all =
      "?status=eligible&country=UZ&tag=0b0f3a54-8a64-4f3e-9a0d-0f2f1a3f9a11&from=2026-10-01&to=2026-10-31" +
      "&check=met&source=import&readings=fewer&decision=none&flag=duplicate&q=ELF&sort=code&col=name&col=tags";
    const query = read(all);
    expect(listSearch(query)).toBe(all);
    expect(countFilters(query)).toBe(9);
    expect(query.columns).toEqual(["name", "tags"]);
    expect(listSearch(unfiltered(query))).toBe("?status=eligible&sort=code&col=name&col=tags");
  });

  test("leaves out columns where they are the usual ones, in whatever order they are ticked", () => {
    const usual = [...usualColumns].reverse().map((column) => `col=${column}`);
    expect(listSearch(read(usual.join("&")))).toBe("");
    expect(read("col=nothing&col=<b>").columns).toEqual(usualColumns);
  });

  test("says the same of itself however it was written", () => {
    const value = fc.oneof(fc.string(), fc.constantFrom("none", "met", "2026-02-28", "2026-02-30", "KG"));
    const name = fc.constantFrom(
      "status",
      "country",
      "tag",
      "from",
      "to",
      "check",
      "source",
      "readings",
      "q",
      "sort",
      "col",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const query = readListQuery(new URLSearchParams(pairs));
        expect(read(listSearch(query))).toEqual(query);
      }),
    );
  });

  test("is read without what makes no sense", () => {
    for (const nonsense of ["from=2026-02-30", "to=1e9", "tag=1", "check=yes", "flag=", "decision=cohort%00"])
      expect(read(nonsense)).toEqual(read(""));
    expect(read("status=%00&country=kyrgyzstan&sort=name&q=a%00b")).toEqual({ ...read(""), search: "a b" });
    expect(read(`q=${"x".repeat(5000)}`).search).toHaveLength(100);
  });

  test("turns a column round when its heading is pressed again", () => {
    const byMean = sortedBy(read(""), "mean");
    expect([byMean.sort, byMean.isDescending]).toEqual(["mean", true]);
    expect(sortedBy(byMean, "mean").isDescending).toBe(false);
    expect(sortedBy(byMean, "code").isDescending).toBe(false);
  });
});
