import type { Measured } from "./load";

/** A scenario at a number of connections: the app beside the bare server. */
export interface Cell {
  scenario: string;
  title: string;
  app: Measured;
  bare: Measured;
}

const columns: readonly [head: string, width: number, value: (cell: Cell) => string][] = [
  ["scenario", 32, ({ title }) => title],
  ["conn", 4, ({ app }) => String(app.connections)],
  ["req/s", 8, ({ app }) => rounded(app.perSecond)],
  ["p50 ms", 7, ({ app }) => rounded(app.p50)],
  ["p99 ms", 7, ({ app }) => rounded(app.p99)],
  ["CPU ms", 7, ({ app }) => (app.cpu === null ? "–" : app.cpu.toFixed(2))],
  ["bytes", 8, ({ app }) => String(app.bytes)],
  ["bare/s", 8, ({ bare }) => rounded(bare.perSecond)],
  ["bare CPU", 8, ({ bare }) => (bare.cpu === null ? "–" : bare.cpu.toFixed(2))],
  ["times", 6, (cell) => timesBare(cell).toFixed(1)],
  ["failed", 6, ({ app, bare }) => String(app.failed + bare.failed)],
];

/** How many times as long as the bare server the app takes for a request. */
export function timesBare({ app, bare }: Cell): number {
  return app.perSecond === 0 ? Infinity : bare.perSecond / app.perSecond;
}

export function head(): string {
  return columns
    .map(([name, width], index) => (index === 0 ? name.padEnd(width) : name.padStart(width)))
    .join("  ");
}

export function line(cell: Cell): string {
  return columns
    .map(([, width, value], index) => (index === 0 ? value(cell).padEnd(width) : value(cell).padStart(width)))
    .join("  ");
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(value < 10 ? 1 : 0);
}
