import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rank } from "./rank-command";

const head = "application,panelist,criterion,score";

function run(text: string | Uint8Array, ...args: string[]) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return rank(["--scores", "scores.csv", ...args], () => Promise.resolve(bytes));
}

const rowsOf = (out: string): Record<string, string>[] => parse(out, { columns: true });

describe("rank", () => {
  test("gives those with the same score the same rank, as the page does", async () => {
    const { out } = await run(
      `${head}\n${["a,p,x,4", "d,p,x,3", "c,p,x,4", "b,p,x,3", "b,q,x,5"].join("\n")}`,
    );
    expect(rowsOf(out).map(({ rank: place, application }) => [place, application])).toEqual([
      ["1", "a"],
      ["1", "b"],
      ["1", "c"],
      ["4", "d"],
    ]);
  });

  test("weighs a reading's criteria, and reads whatever a spreadsheet writes", async () => {
    const { code, out, err } = await run(
      "\uFEFFweight,criterion,score,panelist,Application\r\n" +
        '3,a,4,"P, one","A ""1"""\r\n' +
        '1,b,2,"P, one","A ""1"""\r\n' +
        "\r\n" +
        "3,a,1,P2,A2\r\n1,b,5,P2,A2\r\n",
      "--top",
      "1",
    );
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining("read twice") });
    expect(rowsOf(out)).toMatchObject([
      { rank: "1", application: 'A "1"', score: "3.500000", raw_mean: "3.500000", readings: "1" },
      { rank: "2", application: "A2", score: "2.000000", raw_mean: "2.000000", readings: "1" },
    ]);
    expect(out.split("\n")[0]).toBe("rank,application,score,standard_error,raw_mean,readings,p_top");
  });

  test("depends neither on the order of rows nor on anything but the seed", async () => {
    const lines = Array.from({ length: 60 }, (_, index) =>
      [0, 1].map((reader) => `A${index},P${(index + reader) % 7},c,${1 + ((index * 7 + reader * 3) % 5)}`),
    ).flat();
    const first = await run([head, ...lines].join("\n"));
    expect(first.err).toBe("");
    expect(await run([head, ...lines.reverse()].join("\n"))).toEqual(first);
    const other = await run([head, ...lines].join("\n"), "--seed", "2");
    const withoutChance = (out: string) => rowsOf(out).map(({ p_top: _, ...row }) => row);
    expect(other.out).not.toBe(first.out);
    expect(withoutChance(other.out)).toEqual(withoutChance(first.out));
  });

  test("says what a ranking rests on: readings that lack criteria, single readings, parts of a panel", async () => {
    const { code, err } = await run(
      `${head}\nA1,P1,a,3\nA1,P1,b,3\nA1,P2,a,4\nA2,P1,a,2\nA2,P1,b,2\nB1,Q1,a,2\nB1,Q1,b,2\n`,
    );
    expect(code).toBe(0);
    expect(err).toMatch(/1 reading lacks a criterion/);
    expect(err).toMatch(/2 applications were read once/);
    expect(err).toMatch(/2 parts/);
  });

  test("says when criteria weigh differently from row to row, and when one reading is all there is", async () => {
    const weighed = await run(`${head},weight\nA,P,c,3,1\nA,P,d,4,1\nA,Q,c,3,2\nA,Q,d,4,1\n`);
    expect(weighed.code).toBe(0);
    expect(weighed.err).toBe(
      "Note: 1 criterion has a weight that is not the same in every row; each reading goes by its own.\n",
    );
    expect((await run(`${head}\nA,P,c,3\n`)).err).toMatch(/^Note: There is a single reading.*\n$/);
  });

  test("reads lines that end in several ways", async () => {
    const { code, out } = await run(`${head}\r\nA,P,c,3\nB,P,c,4\rC,P,c,5\r\n"D\n1",P,c,1`);
    expect(code).toBe(0);
    expect(rowsOf(out).map(({ application }) => application)).toEqual(["C", "B", "A", "D\n1"]);
  });

  test("whatever an id is made of, it comes out as it went in, but for what stands around it", async () => {
    const id = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.trim() !== "");
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(id, { minLength: 1, maxLength: 8, selector: (text) => text.trim() }),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        async (ids, ending, bom) => {
          const table = [head.split(","), ...ids.map((one, index) => [one, ids[0] ?? "", "c", index])];
          const text = stringify(table, { record_delimiter: ending, quoted: true, bom });
          const { code, out } = await run(text);
          expect(code).toBe(0);
          expect(rowsOf(out).map(({ application }) => application)).toEqual(
            ids.map((one) => one.trim()).reverse(),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("reads the same table with commas, semicolons, tabs, or the sign that it names itself", async () => {
    const table = `${head}\nA,P,c,3\nA,Q,c,4\nB,P,c,2\n`;
    const { out } = await run(table);
    expect(rowsOf(out)).toHaveLength(2);
    for (const text of [
      table.replaceAll(",", ";"),
      table.replaceAll(",", "\t"),
      `sep=;\r\n${table.replaceAll(",", ";")}`,
      `sep=|\n${table.replaceAll(",", "|")}`,
    ])
      expect(await run(text)).toEqual({ code: 0, out, err: expect.any(String) as string });
  });

  test("writes ids as they came, and scores on their own scale", async () => {
    const ids = ["=1+1", "@x", "-2", '+a,"b"', "два", "__proto__"];
    const quoted = ids.map((id) => `"${id.replaceAll('"', '""')}",P,c,3`);
    const { out } = await run([head, ...quoted].join("\n"));
    expect(rowsOf(out).map(({ application }) => application)).toEqual([...ids].sort());
    const small = await run(`${head}\nA,P,c,1e-30\nA,Q,c,3e-30\nB,P,c,4e-30\nB,Q,c,6e-30\n`);
    expect(rowsOf(small.out).map(({ score }) => Number(score))).toEqual([5e-30, 2e-30]);
  });

  test.each([
    ["an empty file", "", "scores.csv is empty. The header names application"],
    ["a file of blank lines", "\n\r\n  \n,,,\n", "is empty"],
    [
      "a comma for decimals",
      "application;panelist;criterion;score\nA;P;c;3,5",
      'row 2: the score "3,5" has a comma where',
    ],
    ["a workbook", "PK\u0003\u0004", "is a workbook of a spreadsheet"],
    ["a column without a name", `${head},\nA,P,c,3,`, "row 1: .*a column has no name"],
    ["a header alone", head, "holds no scores"],
    ["a missing column", "application,panelist,score\nA,P,3", "row 1: .*criterion is missing"],
    ["an unknown column", `${head},mood\nA,P,c,3,good`, 'row 1: .*"mood" is unknown'],
    ["a doubled column", `${head},score\nA,P,c,3,3`, "row 1: .*score stands there twice"],
    ["a word for a score", `${head}\nA,P,c,3\nA,Q,c,good`, 'row 3: the score "good" is not a number'],
    ["a comma in a score", `${head}\nA,P,c,"3,5"`, 'row 2: the score "3,5" has a comma where'],
    ["a score beyond a billion", `${head}\nA,P,c,-1e10`, 'row 2: the score "-1e10" is beyond a billion'],
    [
      "a score that is no number at all",
      `${head}\nA,P,c,NaN\nB,P,c,Infinity\nC,P,c,0x10\nD,P,c,1e99`,
      "row 5",
    ],
    ["an empty cell", `${head}\nA,,c,3`, "row 2: panelist is empty"],
    ["several empty cells", `${head}\nA,,"  ",3`, "row 2: panelist and criterion are empty"],
    ["the same but for spaces", `${head}\nA,P,c,3\n" A\u00A0",P,c,3`, "row 3: the same"],
    ["a row too short", `${head}\nA,P,c`, "row 2: it has 3 cells where the header has 4"],
    ["a row too long", `${head}\nA,P,c,3,4`, "row 2: it has 5 cells"],
    ["a score given twice", `${head}\nA,P,c,3\nB,P,c,3\nA,P,c,4`, "row 4: the same .* as row 2"],
    ["a weight below zero", `${head},weight\nA,P,c,3,-1`, 'row 2: the weight "-1" is below 0'],
    ["a weight that is a word", `${head},weight\nA,P,c,3,high`, 'row 2: the weight "high" is not a number'],
    ["weights of nothing", `${head},weight\nA,P,c,3,0`, "row 2: all weights of this reading are 0"],
    ["quotes that don't close", `${head}\nA,P,c,3\n"B,P,c,3\nC,P,c,3\n`, "row 3: a quotation mark is opened"],
    [
      "a quote within a cell",
      `${head}\n"A\n1",P,c,3\n\nB"x,P,c,3\n`,
      "row 4: a quotation mark stands inside",
    ],
    ["a fault after lines in a cell", `${head}\r\n"A\r\n1",P,c,3\r\n\r\nB,P,c,x\r\n`, 'row 4: the score "x"'],
    ["a fault after blank rows", `\n${head}\n,,,\nB,P,c,x\n`, 'row 4: the score "x"'],
    ["bytes in another encoding", new Uint8Array([0xcf, 0xf0, 0xe8]), "UTF-8"],
  ])("refuses %s", async (_, text, message) => {
    const { code, out, err } = await run(text);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(new RegExp(message));
  });

  test("refuses options that make no sense, and files that aren't there", async () => {
    const good = `${head}\nA,P,c,3\n`;
    for (const args of [
      ["--top", "0"],
      ["--top", "-1"],
      ["--top", "1.5"],
      ["--top", "x"],
      ["--tops", "3"],
      ["--top", "3", "--top", "4"],
      ["--scores", "other.csv"],
      ["--seed", ""],
      ["--seed"],
      ["more"],
    ])
      expect(await run(good, ...args)).toMatchObject({ code: 1, out: "" });
    const missing = await rank(["--scores", "none.csv"], () =>
      Promise.reject(Object.assign(new Error("no"), { code: "ENOENT" })),
    );
    expect(missing).toEqual({ code: 1, out: "", err: "none.csv: there is no such file.\n" });
    expect((await rank([], () => Promise.reject(new Error("no")))).err).toMatch("--scores is missing");
    expect((await rank(["--help"], () => Promise.reject(new Error("no")))).out).toMatch("standard_error");
  });

  test("lists no more faults than one can read", async () => {
    const { err } = await run([head, ...Array.from({ length: 500 }, (_, row) => `A${row},P,c,x`)].join("\n"));
    expect(err.split("\n")).toHaveLength(22);
    expect(err).toMatch("480 more");
  });
});
