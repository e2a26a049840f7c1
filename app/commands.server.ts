import { parseArgs } from "node:util";
import type { ServerBuild } from "@remix-run/node";
import { roleNames } from "#db/schema";
import { invitePerson } from "./accounts/invitations.server";
import { findEdition } from "./cohorts/editions.server";
import { inTransaction, useDatabase } from "./platform/database.server";
import { env, setEnv } from "./platform/env.server";
import { openMigratedDatabase } from "./platform/migrate.server";
import { useCatalogue } from "./platform/locale/request.server";
import { catalogue } from "./words";
import { serve } from "./serve.server";
import { loadBuild, stopOnSignal } from "./start.server";

// The commands that serve the app or work on its database; cli.ts brings them in when they are asked for.

export async function runMigrate(): Promise<void> {
  const handle = await openMigratedDatabase(env().DATABASE_URL);
  await handle.close();
  process.stdout.write("The database is up to date.\n");
}

/** Makes the first admin or coordinator of an installation, and lets one back in who lost their mail. */
export async function runUser(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { role: { type: "string", default: "coordinator" }, edition: { type: "string" } },
  });
  const [email] = positionals;
  const role = roleNames.find((name) => name === values.role);
  if (!email || !role)
    throw new Error(
      "Usage: npm run elf -- user EMAIL --role admin|coordinator|panelist|facilitator|mentor [--edition SLUG]",
    );
  useCatalogue(catalogue);
  const handle = await openMigratedDatabase(env().DATABASE_URL);
  useDatabase(handle);
  try {
    const edition = values.edition ? await findEdition(values.edition) : null;
    if (values.edition && !edition) throw new Error(`There is no edition ${values.edition}.`);
    const { token } = await inTransaction((tx) =>
      invitePerson(tx, { email, role, editionId: edition?.id ?? null, invitedBy: null }),
    );
    process.stdout.write(token ? `${env().origin}/invitation/${token}\n` : "They hold this role already.\n");
  } finally {
    await handle.close();
  }
}

export async function runServe(): Promise<void> {
  setEnv({ NODE_ENV: process.env.NODE_ENV });
  useDatabase(await openMigratedDatabase(env().DATABASE_URL, { poolSize: env().DATABASE_POOL }));
  stopOnSignal(await serve({ build: await loadBuild() }));
  process.stdout.write(`Serving ${env().origin}\n`);
}

export async function runDevelopment(): Promise<void> {
  setEnv({ NODE_ENV: "development", ELF_MASTER_KEY: process.env["ELF_MASTER_KEY"] ?? "de".repeat(32) });
  useDatabase(await openMigratedDatabase(env().DATABASE_URL));
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  const running = await serve({
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    development: vite.middlewares,
  });
  stopOnSignal(running, () => vite.close());
  process.stdout.write(`Serving ${env().origin} from source\n`);
}
