import { runtime } from "./runtime.server";

/** The server's clock: the only one that decides a deadline. */
export function now(): Date {
  return runtime().clock?.() ?? new Date();
}

/** Sets the clock for a test; `undefined` gives the real one back. */
export function setClock(clock: (() => Date) | undefined): void {
  runtime().clock = clock;
}
