import { pino } from "pino";
import { env } from "./env.server";

let logger: pino.Logger | undefined;

/** The structured log: one JSON line an event, never a name, an address, an answer or a token in it. */
export function log(): pino.Logger {
  return (logger ??= pino({
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
  }));
}

/**
 * What a log line may say of an error: its name, message and stack, without the values of a failed query
 * (drivers put parameters into messages and properties).
 */
export function describeError(error: unknown): {
  name: string;
  message: string;
  stack?: string;
  cause?: unknown;
} {
  if (!(error instanceof Error)) return { name: "NonError", message: typeof error };
  const message = error.message.replace(/\nparams:[\s\S]*$/, "");
  return {
    name: error.name,
    message,
    stack: error.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 12)
      .join("\n"),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}
