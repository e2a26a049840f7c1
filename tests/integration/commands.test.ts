import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "elf-commands-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Ending {
  code: number;
  out: string;
  err: string;
}

/** Runs a program as anybody does: with no database, no key, no settings. */
function run(program: string, ...args: string[]): Promise<Ending> {
  const { PATH = "", HOME = "" } = process.env;
  return new Promise((done) =>
    execFile(
      program,
      args,
      {
        env: { PATH, HOME, NODE_ENV: "production", DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" },
        maxBuffer: 2 ** 26,
      },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

const elf = (...args: string[]) => run("npm", "run", "-s", "elf", "--", ...args);

describe("on the command line", { timeout: 120_000 }, () => {
  test("rank ranks a file of a hundred thousand rows, the same each time", async () => {
    const rows = ["application,panelist,criterion,score"];
    for (let application = 0; application < 6667; application++)
      for (let reader = 0; reader < 3; reader++)
        for (let criterion = 0; criterion < 5; criterion++)
          rows.push(
            `A${application},P${(application * 7 + reader * 11) % 60},c${criterion},${1 + ((application * 31 + reader * 7 + criterion) % 5)}`,
          );
    const path = file("many.csv", rows.join("\n"));
    const first = await elf("rank", "--scores", path, "--top", "48");
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out.split("\n")).toHaveLength(6669);
    expect(await elf("rank", "--scores", path, "--top", "48")).toEqual(first);
  });

  test("assign shares out, and ends with 2 when it can't", async () => {
    const applications = file("a.csv", "application\nA1\nA2\n");
    const panelists = file("p.csv", "panelist,cap\nP1,2\nP2,1\n");
    const args = ["assign", "--applications", applications, "--panelists", panelists, "--readings"];
    expect(await elf(...args, "1")).toEqual({
      code: 0,
      out: "application,panelist\nA1,P1\nA2,P2\n",
      err: "",
    });
    expect(await elf(...args, "2")).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("raise the cap of P2 by 1") as string,
    });
  });

  test("whoever takes only the first lines of a result ends nothing with an error", async () => {
    const rows = ["application,panelist,criterion,score"];
    for (let application = 0; application < 5000; application++) rows.push(`A${application},P,c,3`);
    const path = file("long.csv", rows.join("\n"));
    const line = `npm run -s elf -- rank --scores "${path}" | head -1`;
    const { code, out, err } = await run("bash", "-o", "pipefail", "-c", line);
    expect({ code, out }).toEqual({
      code: 0,
      out: "rank,application,score,standard_error,raw_mean,readings,p_top\n",
    });
    expect(err).not.toMatch("EPIPE");
  });

  test("bad input ends with 1 and names the row", async () => {
    const path = file("bad.csv", "application,panelist,criterion,score\nA,P,c,x\n");
    expect(await elf("rank", "--scores", path)).toEqual({
      code: 1,
      out: "",
      err: `${path}, row 2: the score "x" is not a number.\n`,
    });
    expect(await elf("assign")).toMatchObject({ code: 1, out: "" });
    expect(await elf("rank", "--scores", folder)).toEqual({
      code: 1,
      out: "",
      err: `${folder}: it is a folder.\n`,
    });
    expect(await elf("toString")).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining('no command "toString"') as string,
    });
  });

  test("docs/checking.md shows what its commands give", async () => {
    const page = readFileSync("docs/checking.md", "utf8");
    const shown = [...page.matchAll(/`(\w+\.csv)`:\n\n```csv\n([^`]+)```/g)].map(
      ([, name = "", text = ""]) => ({
        name,
        text,
      }),
    );
    const lines = [...page.matchAll(/```sh\n([^`]+)```/g)].map(([, line = ""]) => line);
    const results = lines.map((line) => /> (\w+\.csv)/.exec(line)?.[1] ?? "");
    expect(results).toEqual(["ranking.csv", "assignment.csv"]);
    // A folder of its own that looks like the project's.
    const project = mkdtempSync(join(tmpdir(), "elf-checking-"));
    for (const name of ["package.json", "tsconfig.json", "node_modules", "app"])
      symlinkSync(resolve(name), join(project, name));
    for (const { name, text } of shown) if (!results.includes(name)) writeFileSync(join(project, name), text);
    for (const line of lines)
      expect(await run("bash", "-c", `cd "${project}" && ${line}`)).toEqual({ code: 0, out: "", err: "" });
    for (const result of results)
      expect(readFileSync(join(project, result), "utf8")).toBe(
        shown.find(({ name }) => name === result)?.text,
      );
    rmSync(project, { recursive: true });
  });
});
