import { expect, test } from "vitest";
import { readCsv } from "../../tests/setup/foreign";
import { csvOf } from "./csv";

test.each(["\n", "\r\n"] as const)("rows that end in %j are the same ones to another reader", (lineEnd) => {
  const rows = [
    ["code", "essay"],
    ["1", "two\n\nparagraphs"],
    ["2", "by\r\nWindows"],
    ["3", "by\rold Macs"],
    ["4", 'Запятая, «кавычки», "ещё"; и\tтабуляция'],
    ["5", ""],
    ["6", " blanks around "],
  ];
  expect(readCsv(csvOf(rows, { lineEnd }))).toEqual(rows);
});

test("numbers stand bare, and nothing is nothing", () => {
  expect(csvOf([[-1.5, null, "a"]], { lineEnd: "\r\n" })).toBe("-1.5,,a\r\n");
});
