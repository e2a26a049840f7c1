import type { ModelData } from "highs";
import type { AssignmentFacts } from "./assignment-facts.ts";
import { seededRandom } from "./chance.ts";

/** The linear programme of an assignment, and how to read its solution. */
export interface AssignmentModel {
  data: ModelData;
  /** The pair that each of the first columns stands for. */
  pairs: { application: number; panelist: number }[];
  /** Columns that stand for all a panelist gets beyond what was priced step by step. */
  beyond: number[];
}

/** Where wishes are whole numbers or have so many decimals at most, ties between them are broken by lot. */
const finestWish = 1000;

/**
 * The assignment as a flow of least cost: from each application its readers, through each panelist, with prices so far
 * apart that one aim never pays for another. In this order: as few readers missing as can be; an experienced reader
 * each; loads as even as can be (least sum of squares, so that they differ by one at most wherever that is possible);
 * wishes; and the lot.
 *
 * Along an augmenting cycle of such a network each panelist is met once at most and loads change in two places at most,
 * so an aim outweighs the next when its unit is worth more than so many of the other's. An experienced reader is a
 * second bound inside an application's own, so the constraints stay a network and every vertex of the linear programme
 * is whole (Hoffman and Kruskal, 1956): no branching is needed.
 *
 * The price of a panelist's n-th application grows with n. Prices are set out for `steps` applications above the
 * average; whatever is beyond has one price, and if any of it is used the model has to be built with more.
 */
export function assignmentModel(facts: AssignmentFacts, seed: string, steps: number): AssignmentModel {
  const { applications, panelists, wanted, allowed, load, room, wish } = facts;
  const people = panelists.length;
  const random = seededRandom(`${seed} lots`);
  const prices = priceWishes([...wish.values()], people);

  const total = wanted.reduce((sum, value) => sum + value, 0) + load.reduce((sum, value) => sum + value, 0);
  const average = people > 0 ? Math.ceil(total / people) : 0;
  const highest = average + steps;
  const lowest = Math.min(...load, average);
  const evenness = people * prices.span + 1;
  const experience = 2 * evenness * (highest + 1 - lowest) + evenness + 1;
  const missing = (people + 1) * experience;

  const columns = new Columns();
  const rows: { lower: number; upper: number }[] = [];
  const addRow = (lower: number, upper: number) => rows.push({ lower, upper }) - 1;
  const panelistRows = panelists.map(() => addRow(0, 0));
  const pairs: AssignmentModel["pairs"] = [];
  const slack: (() => void)[] = [];
  applications.forEach((_, application) => {
    const want = wanted[application] ?? 0;
    if (want === 0) return;
    const row = addRow(want, want);
    const experienceRow = facts.wantsExperience[application] ? addRow(1, Infinity) : null;
    for (const panelist of allowed[application] ?? []) {
      if (room[panelist] === 0) continue;
      const value = prices.of(wish.get(application * people + panelist) ?? 0) + prices.lot * random();
      const isCounted = experienceRow !== null && facts.isExperienced[panelist];
      columns.add(1, -value, [
        [panelistRows[panelist] ?? 0, 1],
        [row, 1],
        ...(isCounted ? [[experienceRow, 1] as const] : []),
      ]);
      pairs.push({ application, panelist });
    }
    slack.push(() => {
      // Missing two readers is worse than twice missing one.
      for (let count = 1; count <= want; count++) columns.add(1, missing * count, [[row, 1]]);
      if (experienceRow !== null) columns.add(1, experience, [[experienceRow, 1]]);
    });
  });
  for (const add of slack) add();
  const beyond: number[] = [];
  panelists.forEach((_, panelist) => {
    const row = panelistRows[panelist] ?? 0;
    const has = load[panelist] ?? 0;
    const most = Math.min(room[panelist] ?? 0, applications.length);
    const priced = Math.min(most, Math.max(0, highest - has));
    // The squares of n and n − 1 differ by 2n − 1.
    for (let count = 1; count <= priced; count++)
      columns.add(1, 2 * evenness * (has + count - average), [[row, -1]]);
    if (most > priced)
      beyond.push(columns.add(most - priced, 2 * evenness * (has + priced + 1 - average), [[row, -1]]));
  });
  return { data: columns.model(rows), pairs, beyond };
}

/** Wishes as prices between 0 and 100, and the lot that breaks ties: never enough to buy a wish. */
function priceWishes(wishes: readonly number[], people: number) {
  const all = [0, ...wishes];
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  if (high === low) return { of: () => 0, lot: 1, span: 1 };
  const scale = 100 / (high - low);
  const grain = [1, 10, 100, finestWish].find((factor) =>
    wishes.every((wish) => Math.abs(wish * factor - Math.round(wish * factor)) < 1e-9),
  );
  const lot = grain === undefined ? 0 : Math.min(1, scale / grain / (people + 1));
  return { of: (wish: number) => (wish - low) * scale, lot, span: 101 };
}

/** Collects a sparse matrix column by column. */
class Columns {
  private readonly starts = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];
  private readonly costs: number[] = [];
  private readonly uppers: number[] = [];

  /** A variable between 0 and `upper`; gives its number. */
  add(upper: number, cost: number, entries: readonly (readonly [row: number, value: number])[]): number {
    for (const [row, value] of entries) {
      this.indices.push(row);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
    this.uppers.push(upper);
    return this.costs.push(cost) - 1;
  }

  model(rows: readonly { lower: number; upper: number }[]): ModelData {
    const [numCols, numRows] = [this.costs.length, rows.length];
    return {
      numCols,
      numRows,
      colCost: Float64Array.from(this.costs),
      colLower: new Float64Array(numCols),
      colUpper: Float64Array.from(this.uppers),
      rowLower: Float64Array.from(rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(rows, ({ upper }) => upper),
      matrix: {
        format: "csc",
        numRows,
        numCols,
        starts: Int32Array.from(this.starts),
        indices: Int32Array.from(this.indices),
        values: Float64Array.from(this.values),
      },
    };
  }
}
