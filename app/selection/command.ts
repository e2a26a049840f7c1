import { parseArgs } from "node:util";
import { BadInput } from "./csv-table";

/** What a command has to say: its result alone on standard output, everything else on standard error. */
export interface CommandResult {
  /** 0 done, 1 bad input, 2 impossible. */
  code: 0 | 1 | 2;
  out: string;
  err: string;
}

/** Reads a file by the path that was given; throws when it can't. */
export type FileReader = (path: string) => Promise<Uint8Array>;

/** Runs a command; whatever is wrong with its input ends it with 1 and says so. */
export async function runCommand(run: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BadInput) return { code: 1, out: "", err: `${error.message}\n` };
    throw error;
  }
}

/** The options of a command, each of which takes a value and stands there once. */
export function readOptions(
  args: string[],
  names: readonly string[],
  usage: string,
): Partial<Record<string, string>> & { help?: string } {
  try {
    const { values, tokens } = parseArgs({
      args,
      options: {
        ...Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
        help: { type: "boolean", short: "h" },
      },
      tokens: true,
    });
    const given = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = given.find((name, index) => given.indexOf(name) !== index);
    if (twice) throw new Error(`--${twice} stands there twice.`);
    const entries = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
    const empty = entries.find(([, value]) => value === "");
    if (empty) throw new Error(`--${empty[0]} has no value.`);
    return Object.fromEntries(entries);
  } catch (error) {
    throw new BadInput([error instanceof Error ? error.message : String(error), "", usage]);
  }
}

export async function readFileOf(read: FileReader, path: string): Promise<Uint8Array> {
  try {
    return await read(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const known: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "it may not be read",
    };
    throw new BadInput([`${path}: ${known[reason] ?? reason}.`]);
  }
}
