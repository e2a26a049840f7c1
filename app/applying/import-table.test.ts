import fc from "fast-check";
import { stringify } from "csv-stringify/sync";
import { describe, expect, test } from "vitest";
import { importLimits, readTable } from "./import-table";

const bytes = (text: string) => new TextEncoder().encode(text);
const tableOf = (content: Uint8Array, separator?: string) => {
  const read = readTable(content, separator);
  return "problem" in read ? read : read.table;
};
const problemOf = (content: Uint8Array) => {
  const read = readTable(content);
  return "problem" in read ? read.problem : null;
};

describe("readTable", () => {
  test("reads commas, semicolons and tabs, with a mark in front or without", () => {
    for (const separator of [",", ";", "\t"])
      for (const mark of ["", "\uFEFF"]) {
        const text = `${mark}Name${separator}"City, street"\r\nАйгерим${separator}"Ош${separator} 1"\r\n`;
        expect(tableOf(bytes(text))).toEqual({
          columns: ["Name", "City, street"],
          rows: [["Айгерим", `Ош${separator} 1`]],
        });
      }
  });

  test("reads the Unicode text of a spreadsheet", () => {
    const text = "\uFEFFName\tPlace\nЖамшид\tХуҷанд\n";
    const little = new Uint8Array(Buffer.from(text, "utf16le"));
    const table = { columns: ["Name", "Place"], rows: [["Жамшид", "Хуҷанд"]] };
    expect(tableOf(little)).toEqual(table);
    expect(tableOf(new Uint8Array(Buffer.from(text, "utf16le").swap16()))).toEqual(table);
  });

  test("names every column, none twice, and fills short rows", () => {
    expect(tableOf(bytes("a,,a\n1\n"))).toEqual({ columns: ["a", "#2", "a (2)"], rows: [["1", "", ""]] });
    expect(tableOf(bytes("a,a (2),a\n1,2,3\n"))).toMatchObject({ columns: ["a", "a (2)", "a (3)"] });
  });

  test("keeps the place of an empty row, and none at the end", () => {
    const read = readTable(bytes('a\n1\n""\n2\n""\n'));
    expect(read).toMatchObject({ table: { rows: [["1"], [""], ["2"]] } });
  });

  test.each([
    ["nothing", "  \n ", { reason: "empty" }],
    ["a head alone", "a,b\n", { reason: "no-rows" }],
    ["too many cells", "a,b\n1,2\n1,2,3\n", { reason: "ragged", row: 3, cells: 3, max: 2, separator: "," }],
    ["an open quotation mark", 'a,b\n1,2\n"1,2\n', { reason: "quote-open", row: 3 }],
    ["text after a quotation mark", 'a,b\n1,2\n"1" x,2\n', { reason: "quote-inside", row: 3 }],
    [
      "one row that falls apart",
      "a,b\n1,2\n3,4\n5,6,7\n",
      { reason: "ragged", row: 4, cells: 3, max: 2, separator: "," },
    ],
    [
      "a single row that falls apart",
      "a;b\n1;2;3\n",
      { reason: "ragged", row: 2, cells: 3, max: 2, separator: ";" },
    ],
    ["a NUL", "a\n\0\n", { reason: "not-text" }],
    ["a PDF", "%PDF-1.7\n", { reason: "not-text" }],
    ["a page that asks to log in", "<!DOCTYPE html><html>", { reason: "web-page" }],
    ["a workbook", "PK\u0003\u0004…", { reason: "workbook" }],
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
        const read = tableOf(bytes(stringify([["first", "second"], ...rows])));
        expect(read).toEqual({ columns: ["first", "second"], rows });
      }),
    );
  });

  test("parts cells at the sign that gives all rows one width", () => {
    const essay = { columns: ["name", "Essay, at most, ten words"], rows: [["Aida", "One, two, three"]] };
    expect(tableOf(bytes("name;Essay, at most, ten words\nAida;One, two, three\n"))).toEqual(essay);
    expect(tableOf(bytes("name\tEssay, at most, ten words\nAida\tOne, two, three\n"))).toEqual(essay);
    expect(tableOf(bytes("имя;балл\r\nАида;1,5\r\nБек;2,75\r\n"))).toEqual({
      columns: ["имя", "балл"],
      rows: [
        ["Аида", "1,5"],
        ["Бек", "2,75"],
      ],
    });
    expect(tableOf(bytes("jméno,poznámka\nAida,jedna; dvě\nBek,\n"))).toMatchObject({
      rows: [
        ["Aida", "jedna; dvě"],
        ["Bek", ""],
      ],
    });
    // One column whose name is a sentence.
    expect(tableOf(bytes('Essay, at most, ten words\n"One, two"\n'))).toEqual({
      columns: ["Essay, at most, ten words"],
      rows: [["One, two"]],
    });
  });

  test("obeys a first line that names the sign, and whoever names another", () => {
    const table = { columns: ["a", "b,c"], rows: [["1", "2,3"]] };
    expect(tableOf(bytes("sep=;\r\na;b,c\r\n1;2,3\r\n"))).toEqual(table);
    expect(tableOf(bytes("\uFEFFsep=|\na|b,c\n1|2,3\n"))).toEqual(table);
    expect(problemOf(bytes("sep=;\na,b\n1;2\n"))).toMatchObject({ reason: "ragged", row: 2, separator: ";" });
    expect(tableOf(bytes("sep=;\na;b,c\n1;2,3\n"), ",")).toEqual({
      columns: ["a;b", "c"],
      rows: [["1;2", "3"]],
    });
    expect(tableOf(bytes("балл\n1,5\n"), ";")).toEqual({ columns: ["балл"], rows: [["1,5"]] });
  });

  test("reads quotation marks that Google's tables with tabs leave as they were typed", () => {
    expect(tableOf(bytes('Name\tWork\nAida\t"Alga" NGO, head\n'))).toEqual({
      columns: ["Name", "Work"],
      rows: [["Aida", '"Alga" NGO, head']],
    });
  });

  test("finds the sign of whatever table one is written with", () => {
    const cell = fc
      .array(fc.constantFrom("слово", "word", ", ", "; ", "1,5", '"', "\n", " "), { maxLength: 6 })
      .map((parts) => parts.join(""));
    const header = fc.uniqueArray(fc.constantFrom("name", "Essay; short", "Балл", "Why, in 10 words", "x"), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        header,
        fc.array(cell, { minLength: 8, maxLength: 20 }),
        fc.constantFrom(",", ";", "\t"),
        (columns, cells, delimiter) => {
          const rows = Array.from({ length: Math.floor(cells.length / columns.length) }, (_, index) =>
            cells.slice(index * columns.length, (index + 1) * columns.length),
          ).filter((row) => row.some((one) => one.trim() !== ""));
          fc.pre(rows.length > 0);
          const read = readTable(bytes(stringify([columns, ...rows], { delimiter })));
          expect(read).toEqual({ table: { columns, rows }, separator: delimiter });
        },
      ),
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
