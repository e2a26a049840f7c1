import { expect, test } from "vitest";
import { createTranslator } from "~/platform/locale/translate";
import { shorten, tableProblemWords } from "./import-text";
import words from "./words.en.json";

const { t } = createTranslator("en", { en: { applying: words } });

test("says why a file is no table by its real cause", () => {
  const ragged = { reason: "ragged", row: 3, cells: 2, separator: ";" };
  expect(tableProblemWords({ ...ragged, max: 1 }, t)).toContain(
    "Row 3 has 2 cells, and the first row names 1 column. Cells were parted at semicolons",
  );
  expect(tableProblemWords({ ...ragged, max: 4, separator: "|" }, t)).toContain(
    "4 columns. Cells were parted at “|”",
  );
  const reasons =
    "missing too-large too-often empty encoding workbook web-page not-text no-rows too-many-rows too-many-columns quote-open quote-inside too-slow";
  for (const reason of reasons.split(" ")) {
    const said = tableProblemWords({ reason, row: 2, max: 5 }, t);
    expect(said).toMatch(/^[A-Z].*\.$/s);
    expect(said).not.toContain("{{");
  }
});

test("shortens a text at a whole character", () => {
  expect(shorten("👩‍👩‍👧".repeat(70))).toBe(`${"👩‍👩‍👧".repeat(58)}…`);
  expect(shorten("short")).toBe("short");
});
