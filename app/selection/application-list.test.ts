import { describe, expect, test } from "vitest";
import { isMatch, listSearch, readListQuery, sortedBy } from "./application-list";

const read = (text: string) => readListQuery(new URLSearchParams(text));

describe("a list's address", () => {
  test("says what is shown, and leaves out what is as always", () => {
    const query = read("status=unchecked&country=KG&q=Зарина&sort=-mean&page=3");
    expect(query).toEqual({
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

  test("is read without what makes no sense", () => {
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

describe("looking for somebody", () => {
  test("finds words in any order and case, in any script", () => {
    expect(isMatch("садыкова АЙГ", ["ELF-7K3Q9D", "Айгерим Садыкова"])).toBe(true);
    expect(isMatch("7k3q", ["ELF-7K3Q9D"])).toBe(true);
    expect(isMatch("семенов", ["Семёнов"])).toBe(true);
    expect(isMatch("Aigerim", ["ＡＩＧＥＲＩＭ"])).toBe(true);
    expect(isMatch("айгерим назарова", ["Айгерим Садыкова"])).toBe(false);
    expect(isMatch("x", [null, undefined, ""])).toBe(false);
  });
});
