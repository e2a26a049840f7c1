import fc from "fast-check";
import { stringify } from "csv-stringify/sync";
import { describe, expect, test } from "vitest";
import { importLimits, readTable } from "./import-table";

const bytes = (text: string) => new TextEncoder().encode(text);
const problemOf = (content: Uint8Array) => {
  const read = readTable(content);
  return "problem" in read ? read.problem : null;
};

describe("readTable", () => {
  test("reads commas, semicolons and tabs, with a mark in front or without", () => {
    for (const separator of [",", ";", "\t"])
      for (const mark of ["", "\uFEFF"]) {
        const text = `${mark}Name${separator}"City, street"\r\nАйгерим${separator}"Ош${separator} 1"\r\n`;
        expect(readTable(bytes(text))).toEqual({
          table: { columns: ["Name", "City, street"], rows: [["Айгерим", `Ош${separator} 1`]] },
        });
      }
  });

  test("reads the Unicode text of a spreadsheet", () => {
    const text = "\uFEFFName\tPlace\nЖамшид\tХуҷанд\n";
    const wide = new Uint8Array(Buffer.from(text, "utf16le"));
    expect(readTable(wide)).toEqual({
      table: { columns: ["Name", "Place"], rows: [["Жамшид", "Хуҷанд"]] },
    });
  });

  test("names every column, none twice, and fills short rows", () => {
    expect(readTable(bytes("a,,a\n1\n"))).toEqual({
      table: { columns: ["a", "#2", "a (2)"], rows: [["1", "", ""]] },
    });
  });

  test("keeps the place of an empty row, and none at the end", () => {
    const read = readTable(bytes('a\n1\n""\n2\n""\n'));
    expect(read).toMatchObject({ table: { rows: [["1"], [""], ["2"]] } });
  });

  test.each([
    ["nothing", "  \n ", { reason: "empty" }],
    ["a head alone", "a,b\n", { reason: "no-rows" }],
    ["too many cells", "a,b\n1,2\n1,2,3\n", { reason: "ragged", row: 3 }],
    ["an open quotation mark", 'a,b\n1,2\n"1,2\n', { reason: "syntax", row: 3 }],
    ["a NUL", "a\n\0\n", { reason: "encoding" }],
  ])("refuses %s", (_, text, problem) => {
    expect(problemOf(bytes(text))).toEqual(problem);
  });

  test("refuses what is not UTF-8, too many rows and too many columns", () => {
    expect(problemOf(new Uint8Array([0x61, 0x0a, 0xcf, 0xf0]))).toEqual({ reason: "encoding" });
    const many = `a\n${"1\n".repeat(importLimits.rows + 1)}`;
    expect(problemOf(bytes(many))).toEqual({ reason: "too-many-rows", max: importLimits.rows });
    const wide = Array.from({ length: importLimits.columns + 1 }, (_, i) => `c${i}`).join(",");
    expect(problemOf(bytes(`${wide}\n1\n`))).toEqual({
      reason: "too-many-columns",
      max: importLimits.columns,
    });
  });

  test("reads back whatever a table writer writes", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !/[\0\r]|^\s*$/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const read = readTable(bytes(stringify([["first", "second"], ...rows])));
        expect(read).toEqual({ table: { columns: ["first", "second"], rows } });
      }),
    );
  });

  test("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        readTable(content);
      }),
    );
  });
});
