import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import type { DatabaseHandle } from "~/platform/database.server";

/** What a process did for somebody: the text of each statement it sent, and how many sealed values it opened. */
export interface Heard {
  statements: string[];
  opened: number;
}

/** An ear on this process's database and vault. `take` gives what was heard since the last time. */
export interface Ear {
  take(): Heard;
  close(): void;
}

/**
 * Listens to what this process does with a database and with its vault: for what must take the same work, so that not
 * even the time of an answer tells anything. One at a time.
 */
export function listen({ driver }: DatabaseHandle): Ear {
  let heard: Heard = { statements: [], opened: 0 };
  const tell = (text: string) => void heard.statements.push(text);
  const deaf = [hearDecipher(() => heard.opened++), hearStatements(driver, tell)];
  return {
    take() {
      const taken = heard;
      heard = { statements: [], opened: 0 };
      return taken;
    },
    close: () => deaf.forEach((stop) => stop()),
  };
}

function hearDecipher(tell: () => unknown): () => void {
  const original = crypto.createDecipheriv;
  const listening = (...given: unknown[]): unknown => {
    tell();
    return Reflect.apply(original, crypto, given);
  };
  crypto.createDecipheriv = listening as typeof crypto.createDecipheriv;
  syncBuiltinESMExports();
  return () => {
    crypto.createDecipheriv = original;
    syncBuiltinESMExports();
  };
}

function hearStatements(driver: DatabaseHandle["driver"], tell: (text: string) => void): () => void {
  if (driver.kind === "postgres") {
    const { options } = driver.client;
    const before = options.debug;
    options.debug = (_connection, text) => tell(text);
    return () => void (options.debug = before);
  }
  // The embedded database runs every statement, within a transaction or not, by one of two methods of its own.
  const { client } = driver;
  const own = client as unknown as Record<string, (...given: unknown[]) => unknown>;
  const names = ["query", "exec"].filter((name) => typeof own[name] === "function");
  const transaction = own["transaction"];
  const hearing = (target: Record<string, unknown>): Record<string, unknown> =>
    new Proxy(target, {
      get(from, name) {
        const value: unknown = Reflect.get(from, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]): unknown => {
          if (names.includes(String(name))) tell(String(given[0]));
          return Reflect.apply(value, from, given);
        };
      },
    });
  for (const name of names) {
    const method = own[name];
    own[name] = (...given) => {
      tell(String(given[0]));
      return method && Reflect.apply(method, client, given);
    };
  }
  own["transaction"] = (...given) =>
    transaction &&
    Reflect.apply(transaction, client, [
      (tx: Record<string, unknown>) => (given[0] as (tx: unknown) => unknown)(hearing(tx)),
    ]);
  // What was laid over the instance goes; the class's own methods are there again.
  return () => [...names, "transaction"].forEach((name) => Reflect.deleteProperty(own, name));
}
