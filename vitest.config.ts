import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";

/**
 * Route modules import addresses (`?url`, `?worker&url`) that only a build can know. Tests get a stand-in, so that a
 * route can be imported and its loader called without building anything.
 */
const assetAddresses: Plugin = {
  name: "asset-addresses",
  enforce: "pre",
  resolveId(id) {
    if (!/\?(worker&)?url$/.test(id)) return null;
    // Without its extension and query, or other plugins would take it for a style sheet or a worker.
    return `\0asset:${id.replace(/\?.*$/, "").replaceAll(/[^a-z0-9]+/gi, "-")}`;
  },
  load(id) {
    return id.startsWith("\0asset:") ? `export default ${JSON.stringify(`/assets/${id.slice(7)}`)};` : null;
  },
};

const shared = {
  resolve: { alias: { "~": resolve("app"), "#db": resolve("db") } },
  plugins: [assetAddresses],
  esbuild: { jsx: "automatic" as const },
};

/** Without Remix's plugin, which wants to own the whole build. */
export default defineConfig({
  ...shared,
  test: {
    maxWorkers: 2,
    projects: [
      {
        // Pure rules, beside what they test. No database.
        ...shared,
        test: {
          name: "unit",
          include: ["app/**/*.test.{ts,tsx}", "db/**/*.test.ts"],
          // Nothing is timed here: a property's hundred examples may share a busy machine.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Loaders, actions and *.server.ts, each file on a real database of its own.
        ...shared,
        test: {
          name: "integration",
          include: ["tests/{platform,integration,access}/**/*.test.{ts,tsx}"],
          globalSetup: ["tests/setup/template.ts"],
          // The app is imported once by each worker rather than by each file; `withTestDatabase` leaves nothing behind.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // The same once more on the embedded database, but for what reckons or reads files and hardly asks it anything.
        ...shared,
        test: {
          name: "embedded",
          include: ["tests/{platform,integration,access}/**/*.test.{ts,tsx}"],
          exclude: [
            "tests/integration/{commands,questions-page}.test.ts",
            "tests/integration/applying-{imports,pictures,resumable,uploads,versions}.test.ts",
            "tests/integration/selection-{calibration-files,export,fairness,panel,ranking,traces}.test.ts",
            "tests/platform/{body,origins,words}.test.ts",
          ],
          globalSetup: ["tests/setup/embedded.ts"],
          env: { ELF_TEST_DB: "pglite" },
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      ...["browser", "processes"].map((name) => ({
        // Real processes: the built server, and Chromium in front of it. One file at a time.
        ...shared,
        test: {
          name,
          include: [`tests/${name}/**/*.test.{ts,tsx}`],
          globalSetup: ["tests/setup/template.ts", "tests/setup/build.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A browser on a busy machine now and then misses a button that moves: what is broken fails twice.
          retry: name === "browser" ? 1 : 0,
          isolate: false,
          fileParallelism: false,
          sequence: { groupOrder: name === "browser" ? 1 : 2 },
        },
      })),
      {
        // What `npm run check` promises to catch.
        ...shared,
        test: {
          name: "tooling",
          include: ["tests/tooling/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
