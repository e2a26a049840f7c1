import { csvOf } from "~/platform/csv";
import type { Assignment, AssignmentProblem, Pair, Shortage } from "./assignment";
import { readFileOf, readOptions, runCommand, type CommandResult, type FileReader } from "./command";
import {
  BadInput,
  notANumber,
  readNumber,
  readTable,
  readWhole,
  repeated,
  type TableProblem,
  type TableRow,
} from "./csv-table";

export const assignUsage = `npm run -s elf -- assign --applications FILE --panelists FILE [--preferences FILE]
  [--conflicts FILE] --readings K [--seed S]

Gives every application K different readers: no conflict, nobody above their cap, loads as even as
can be, and then as much of what panelists prefer as can be.

  --applications FILE  CSV with the column application
  --panelists FILE     CSV with the columns panelist, cap: the most applications they read
  --preferences FILE   CSV with the columns application, panelist, preference: higher is keener,
                       below 0 reluctant, absent is 0
  --conflicts FILE     CSV with the columns application, panelist: pairs that may not be
  --readings K         readers of each application, from 1 up
  --seed S             any text; another seed breaks ties differently. 1 unless told.

Writes CSV: application, panelist, in the order of their names. Columns and rows may come in any
order. Ends with 1, and says which row is wrong, if a file can't be used; with 2, and says what
stands in the way, if not every application can have K readers.
`;

/** Works out an assignment, as `assignReadings` of the app does. */
export type Assign = (problem: AssignmentProblem) => Promise<Assignment>;

/** `assign`: from files of applications and panelists to a file of who reads what. */
export function assign(args: string[], read: FileReader, work: Assign): Promise<CommandResult> {
  return runCommand(async () => {
    const names = ["applications", "panelists", "preferences", "conflicts", "readings", "seed"];
    const options = readOptions(args, names, assignUsage);
    if (options.help) return { code: 0, out: assignUsage, err: "" };
    const missing = ["applications", "panelists", "readings"].filter((name) => options[name] === undefined);
    if (missing.length > 0)
      throw new BadInput([`${missing.map((name) => `--${name}`).join(" and ")} missing.`, "", assignUsage]);
    const readings = readWhole(options["readings"] ?? "", 1);
    if (readings === null)
      throw new BadInput([`--readings is a whole number from 1 up, not "${options["readings"]}".`]);
    const problem = await readProblem(options, read, readings);
    if (readings > problem.panelists.length)
      return { code: 2, out: "", err: tooFew(readings, problem.panelists.length) };
    const { added, impossible } = await work(problem);
    if (impossible.length > 0) return { code: 2, out: "", err: explain(problem, impossible) };
    const out = csvOf([
      ["application", "panelist"],
      ...added.map(({ application, panelist }) => [application, panelist]),
    ]);
    return { code: 0, out, err: "" };
  });
}

async function readProblem(
  options: Partial<Record<string, string>>,
  read: FileReader,
  readings: number,
): Promise<AssignmentProblem> {
  const problems: TableProblem[] = [];
  const table = async <Column extends string>(
    option: string,
    columns: readonly Column[],
    key: readonly Column[],
  ) => {
    const file = options[option];
    if (file === undefined) return { file: "", rows: [] as TableRow<Column>[] };
    const rows = readTable(file, await readFileOf(read, file), columns);
    problems.push(...repeated(file, rows, key));
    return { file, rows };
  };
  const pair = ["application", "panelist"] as const;
  const applications = await table("applications", ["application"], ["application"]);
  const panelists = await table("panelists", ["panelist", "cap"], ["panelist"]);
  const preferences = await table("preferences", [...pair, "preference"], pair);
  const conflicts = await table("conflicts", pair, pair);
  if (applications.rows.length === 0) throw new BadInput([`${applications.file} holds no applications.`]);

  const known = {
    application: new Set(applications.rows.map(({ cells }) => cells.application)),
    panelist: new Set(panelists.rows.map(({ cells }) => cells.panelist)),
  };
  for (const { file, rows } of [preferences, conflicts])
    for (const { row, cells } of rows)
      for (const column of pair)
        if (!known[column].has(cells[column]))
          problems.push({ file, row, text: `there is no ${column} "${cells[column]}" in --${column}s.` });
  const caps = panelists.rows.map(({ row, cells }) => {
    const cap = readWhole(cells.cap, 0);
    if (cap === null)
      problems.push({
        file: panelists.file,
        row,
        text: `the cap "${cells.cap}" is not a whole number from 0 up.`,
      });
    return { id: cells.panelist, cap: cap ?? 0 };
  });
  const wishes = preferences.rows.map(({ row, cells }) => {
    const wish = readNumber(cells.preference);
    if (wish === null)
      problems.push({ file: preferences.file, row, text: notANumber("preference", cells.preference) });
    return { application: cells.application, panelist: cells.panelist, wish: wish ?? 0 };
  });
  if (problems.length > 0) throw BadInput.of(problems);
  return {
    applications: [...known.application].map((id) => ({ id })),
    panelists: caps,
    existing: [],
    conflicts: conflicts.rows.map(({ cells }): Pair => ({ ...cells })),
    wishes,
    readings,
    seed: options["seed"] ?? "1",
  };
}

function tooFew(readings: number, panelists: number): string {
  const there = panelists === 1 ? "there is 1 panelist" : `there are ${panelists} panelists`;
  return `Impossible: no application can have ${counted(readings, "different reader")}, as ${there}.\n`;
}

/** Why there is no assignment, and what would make one: a sentence about the whole, and one for each application. */
function explain(problem: AssignmentProblem, impossible: readonly Shortage[]): string {
  const { applications, panelists, readings } = problem;
  const needed = applications.length * readings;
  const room = panelists.reduce((sum, { cap }) => sum + Math.min(cap ?? Infinity, applications.length), 0);
  const lines = [
    `Impossible: ${counted(impossible.length, "application")} of ${applications.length} can't have ${counted(readings, "reader")}.`,
    ...(room < needed
      ? [`${counted(needed, "reading")} are needed; the panel's caps allow ${room} at most.`]
      : []),
    ...impossible
      .slice(0, 50)
      .map((one) => `${one.application} lacks ${one.missing} of ${readings}: ${reason(one)}`),
    ...(impossible.length > 50 ? [`… and ${impossible.length - 50} more.`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function reason({ allowed, raise, lift, barred }: Shortage): string {
  const helps = [
    ...(raise.length > 0 ? [`raise the cap of ${listed(raise)} by 1`] : []),
    ...(lift.length > 0 ? [`lift the conflict with ${listed(lift)}`] : []),
  ];
  const why =
    allowed > 0
      ? allowed === 1
        ? "the one other panelist who may read it is at their cap"
        : `all ${allowed} other panelists who may read it are at their cap`
      : barred > 0
        ? `nobody else may read it, ${counted(barred, "panelist")} for a conflict`
        : "there is nobody else to read it";
  return `${why}. ${helps.length > 0 ? `For one more: ${helps.join(", or ")}.` : "Ask more panelists."}`;
}

function listed(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 10), names.length - 10];
  return `${shown.join(" or ")}${more > 0 ? ` or one of ${more} others` : ""}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
