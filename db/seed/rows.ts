import { getTableName, type InferInsertModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "~/platform/database.server";

/** Rows of a statement: many enough to be quick, few enough for any driver's count of parameters. */
const statementRows = 500;

/** Rows that wait to be written, by table. They are written in the order in which tables are named here. */
export class Rows {
  private readonly waiting = new Map<PgTable, object[]>();

  constructor(order: readonly PgTable[]) {
    for (const table of order) this.waiting.set(table, []);
  }

  add<Table extends PgTable>(table: Table, ...rows: InferInsertModel<Table>[]): void {
    const list = this.waiting.get(table);
    if (!list) throw new Error(`The table ${getTableName(table)} has no place in the order.`);
    list.push(...rows);
  }

  /** Writes everything that waits, a few statements a table. */
  async write(tx: Transaction): Promise<void> {
    for (const [table, rows] of this.waiting) {
      for (let from = 0; from < rows.length; from += statementRows)
        // The type of a row was checked when it was added.
        await tx.insert(table).values(rows.slice(from, from + statementRows));
      rows.length = 0;
    }
  }
}
