import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CommandResult } from "./selection/command";

// Each command brings in what it needs, so that those without a database start at once and need no settings.

const commands: Record<string, { help: string; run(args: string[]): Promise<void> }> = {
  serve: {
    help: "serve the built app from DATABASE_URL (npm start)",
    run: async () => (await import("./commands.server")).runServe(),
  },
  dev: {
    help: "serve from source, rebuilding as files change",
    run: async () => (await import("./commands.server")).runDevelopment(),
  },
  user: {
    help: "invite somebody: user EMAIL --role admin|coordinator [--edition SLUG]; prints their link",
    run: async (args) => (await import("./commands.server")).runUser(args),
  },
  demo: {
    help: "build, fill and serve the demonstration (npm run demo); --fresh starts over",
    run: async (args) => (await import("./demo.server")).runDemo(args),
  },
  seed: {
    help: "fill the database of DATABASE_URL with the demonstration, if it is empty",
    run: async () => (await import("./demo.server")).runSeed(),
  },
  rank: {
    help: "rank applications from a file of scores; rank --help tells more",
    run: async (args) => {
      const { rank } = await import("./selection/rank-command");
      finish(await rank(args, readGiven));
    },
  },
  assign: {
    help: "share applications out among panelists, from files; assign --help tells more",
    run: async (args) => {
      const { assign } = await import("./selection/assign-command");
      const { assignReadings } = await import("./selection/assignment-worker.server");
      finish(await assign(args, readGiven, assignReadings));
    },
  },
  migrate: {
    help: "bring the database of DATABASE_URL up to date",
    run: async () => (await import("./commands.server")).runMigrate(),
  },
};

async function main([name = "help", ...args]: string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const lines = Object.entries(commands).map(([key, { help }]) => `  ${key.padEnd(10)} ${help}`);
    const help = `npm run elf -- <command>\n\n${lines.join("\n")}\n`;
    if (!["help", "--help", "-h"].includes(name))
      throw new Error(`There is no command "${name}".\n\n${help}`);
    process.stdout.write(help);
    return;
  }
  await command.run(args);
}

/** Reads a file that somebody named where they stand, which npm remembers before it goes to the project's folder. */
function readGiven(path: string): Promise<Uint8Array> {
  return readFile(resolve(process.env["INIT_CWD"] ?? "", path));
}

function finish({ code, out, err }: CommandResult): void {
  // Whoever reads the result may have had enough of it, as `head` does: that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.stderr.write(err);
  process.stdout.write(out);
  process.exitCode = code;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
