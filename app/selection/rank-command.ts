import { csvOf } from "~/platform/csv";
import { calibrate, meaningfulDigits, type Calibration } from "./calibration";
import { inOrder } from "./chance";
import { readFileOf, readOptions, runCommand, type CommandResult, type FileReader } from "./command";
import {
  BadInput,
  notANumber,
  readNumber,
  readTable,
  readWhole,
  repeated,
  type TableProblem,
} from "./csv-table";
import type { PanelReading } from "./panel-design";
import { weightedMean } from "./scoring";

export const rankUsage = `npm run -s elf -- rank --scores FILE [--top N] [--seed S]

Ranks applications by their calibrated score: the mean of their readings, less what is known of
their readers' leniency. Where panelists don't differ, that is the mean itself.

  --scores FILE  CSV with the columns application, panelist, criterion, score and, if you like,
                 weight (from 0 up; 1 without it). A reading's score is the weighted mean of its
                 criteria; each reading counts the same.
  --top N        for p_top, the probability of being among the first N. 10 unless told; if there are
                 fewer applications, all of them.
  --seed S       any text; the same seed gives the same p_top. 1 unless told.

Writes CSV: rank, application, score, standard_error, raw_mean, readings, p_top, on the scale of
the scores. Those with the same score share a rank (1, 1, 1, 4) and stand in the order of their
names. standard_error is empty when a single reading is all there is. Columns and rows may come in
any order.
Ends with 1, and says which row is wrong, if the file can't be used.
`;

/** `rank`: from a file of scores to a file of ranks, by the function that the app itself ranks with. */
export function rank(args: string[], read: FileReader): Promise<CommandResult> {
  return runCommand(async () => {
    const options = readOptions(args, ["scores", "top", "seed"], rankUsage);
    if (options.help) return { code: 0, out: rankUsage, err: "" };
    if (options["scores"] === undefined) throw new BadInput(["--scores is missing.", "", rankUsage]);
    const top = options["top"] === undefined ? 10 : readWhole(options["top"], 1);
    if (top === null) throw new BadInput([`--top is a whole number from 1 up, not "${options["top"]}".`]);
    const file = options["scores"];
    const scores = readScores(file, await readFileOf(read, file));
    const calibration = calibrate(scores.readings, { top, seed: options["seed"] ?? "1" });
    return { code: 0, out: writeRanking(calibration), err: notes(calibration, scores) };
  });
}

interface Scores {
  readings: PanelReading[];
  /** Readings that lack a criterion. */
  partial: number;
  /** Criteria whose weight is not the same in every row. */
  uneven: number;
}

/** Readings out of a table of scores, each the weighted mean of its criteria. */
function readScores(file: string, bytes: Uint8Array): Scores {
  const columns = ["application", "panelist", "criterion", "score"] as const;
  const rows = readTable(file, bytes, columns, ["weight"] as const);
  if (rows.length === 0) throw new BadInput([`${file} holds no scores.`]);
  const problems: TableProblem[] = repeated(file, rows, ["application", "panelist", "criterion"]);
  const criteria = new Map<string, Set<number>>();
  const sheets = new Map<string, { row: number; reading: PanelReading; given: Entry[] }>();
  for (const { row, cells } of rows) {
    const score = readNumber(cells.score);
    // A file may come without the column.
    const weight = readNumber((cells as Partial<typeof cells>).weight ?? "1");
    if (score === null) problems.push({ file, row, text: notANumber("score", cells.score) });
    if (weight === null) problems.push({ file, row, text: notANumber("weight", cells.weight) });
    else if (weight < 0) problems.push({ file, row, text: `the weight "${cells.weight}" is below 0.` });
    if (score === null || weight === null) continue;
    const { application, panelist, criterion } = cells;
    criteria.set(criterion, (criteria.get(criterion) ?? new Set()).add(weight));
    const key = JSON.stringify([application, panelist]);
    const sheet = sheets.get(key) ?? { row, reading: { application, panelist, score: 0 }, given: [] };
    sheets.set(key, sheet);
    sheet.given.push({ criterion, score, weight });
  }
  for (const { row, reading, given } of sheets.values()) {
    // In one order whatever the rows', so that rounding is the same.
    const mean = weightedMean(given.sort((a, b) => inOrder(a.criterion, b.criterion)));
    if (mean === null)
      problems.push({ file, row, text: "all weights of this reading are 0, so it has no score." });
    else reading.score = mean;
  }
  if (problems.length > 0) throw BadInput.of(problems.sort((a, b) => a.row - b.row));
  return {
    readings: [...sheets.values()].map(({ reading }) => reading),
    partial: [...sheets.values()].filter(({ given }) => given.length < criteria.size).length,
    uneven: [...criteria.values()].filter((weights) => weights.size > 1).length,
  };
}

interface Entry {
  criterion: string;
  score: number;
  weight: number;
}

function writeRanking({ applications }: Calibration): string {
  const digits = meaningfulDigits(applications);
  const written = (value: number) =>
    String(Object.is(Number(value.toFixed(digits)), -0) ? 0 : value.toFixed(digits));
  return csvOf([
    ["rank", "application", "score", "standard_error", "raw_mean", "readings", "p_top"],
    ...applications.map((row) => [
      row.rank,
      row.application,
      written(row.score),
      row.standardError === null ? "" : written(row.standardError),
      written(row.rawMean),
      row.readings,
      row.topProbability.toFixed(4),
    ]),
  ]);
}

/** What one should know before one trusts the ranks; the ranking itself goes out alone. */
function notes({ applications, components, isNoiseAssumed }: Calibration, scores: Scores): string {
  const { partial, uneven } = scores;
  const single = applications.filter(({ readings }) => readings === 1).length;
  const lines = [
    ...(partial > 0
      ? [
          `${counted(partial, "reading lacks", "readings lack")} a criterion that others have; the rest counts.`,
        ]
      : []),
    ...(uneven > 0
      ? [
          `${counted(uneven, "criterion has a weight that is", "criteria have weights that are")} not the same in every row; each reading goes by its own.`,
        ]
      : []),
    ...(scores.readings.length === 1
      ? ["There is a single reading: nothing says how far it may be off."]
      : isNoiseAssumed
        ? [
            "No application was read twice: standard errors assume that half of all variance is readers' noise.",
          ]
        : single > 0
          ? [`${counted(single, "application was", "applications were")} read once only.`]
          : []),
    ...(components > 1
      ? [
          `The panel falls into ${components} parts that share no application: their leniency can't be compared, and each part is taken to be as lenient as the others on average.`,
        ]
      : []),
  ];
  return lines.map((line) => `Note: ${line}\n`).join("");
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
