import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** What a module imports once it runs: types are gone by then. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const statements = source.matchAll(
    /^(?:import|export)\s+(?!type\b)(?:([^;'"]*?)\s+from\s+)?["']([^"']+)["']/gm,
  );
  return [...statements].flatMap(([, names = "", from = ""]) => {
    const braced = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
    const isTypeOnly =
      braced !== undefined && braced.split(",").every((name) => /^\s*(type\b.*)?$/.test(name));
    return isTypeOnly ? [] : [from];
  });
}

const threads = globSync("app/**/*-worker{,.server}.ts").filter((file) =>
  readFileSync(file, "utf8").includes("parentPort"),
);

test("there are threads to look at", () => {
  expect(threads).toContain("app/applying/import-worker.ts");
});

test.each(threads)("%s and all that it loads are found without the bundler's names", (thread) => {
  const seen = new Set<string>();
  const look = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const from of importsOf(file)) {
      // Node alone resolves these: a package, or a file by its whole relative path.
      expect([file, from]).not.toEqual([file, expect.stringMatching(/^(~|#)|^\.(?!.*\.(ts|json)$)/)]);
      if (from.startsWith(".") && from.endsWith(".ts")) look(join(dirname(file), from));
    }
  };
  look(thread);
});
