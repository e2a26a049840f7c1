import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { locales } from "~/platform/locale/locales";
import type { WordBundle } from "~/platform/locale/translate";
import { catalogue } from "~/words";

/**
 * What only staff read is in English alone. A namespace ("office"), or a part of one ("selection.office"): add the
 * part that a domain keeps its staff screens' words under.
 */
const staffOnly = [
  "office",
  "accounts.people",
  "accounts.mail",
  "accounts.audit",
  "cohorts.office",
  "cohorts.edition",
  "cohorts.call",
  "cohorts.question",
  "cohorts.audience",
  "cohorts.builder",
  "questions.fault",
  "applying.office",
  "programme.office",
  "selection.office",
  "selection.applications",
  "selection.assignment",
  "selection.decisions",
  "selection.duplicates",
  "selection.export",
  "selection.list",
  "selection.progress",
  "selection.panel",
  "selection.ranking",
  "selection.redactions",
  "selection.traces",
  "selection.fairness",
  "selection.reading-progress",
  "selection.tags",
  "selection.print",
  "selection.versions",
  "selection.notes",
  "selection.referees",
  "selection.messages",
  "feedback.office",
];

type Flat = Map<string, string>;

/** A namespace's sentences by their path. */
function flatten(bundle: WordBundle, above = ""): Flat {
  return new Map(
    Object.entries(bundle).flatMap(([key, value]) => {
      const path = above ? `${above}.${key}` : key;
      return typeof value === "string" ? [[path, value] as const] : [...flatten(value, path)];
    }),
  );
}

const plural = /_(zero|one|two|few|many|other)$/;

function isStaffOnly(path: string): boolean {
  return staffOnly.some((part) => path === part || path.startsWith(`${part}.`));
}

const namespaces = Object.keys(catalogue.en ?? {});
const words = Object.fromEntries(
  locales.map((locale) => [
    locale,
    Object.fromEntries(
      Object.entries(catalogue[locale] ?? {}).map(([name, bundle]) => [name, flatten(bundle)]),
    ),
  ]),
);
const english = words["en"] ?? {};

describe.each(namespaces)("the words of %s", (name) => {
  const en = english[name] ?? new Map<string, string>();

  test("are all written in every language, but for what only staff read", () => {
    const needed = new Set(
      [...en.keys()].filter((key) => !isStaffOnly(`${name}.${key}`)).map((key) => key.replace(plural, "")),
    );
    for (const locale of locales) {
      const there = words[locale]?.[name] ?? new Map<string, string>();
      const bases = new Set([...there.keys()].map((key) => key.replace(plural, "")));
      expect({ locale, missing: [...needed].filter((key) => !bases.has(key)) }).toEqual({
        locale,
        missing: [],
      });
      const unknown = [...there.keys()].filter((key) => !en.has(key) && !needed.has(key.replace(plural, "")));
      expect({ locale, unknown }).toEqual({ locale, unknown: [] });
    }
  });

  test("are never empty", () => {
    for (const locale of locales) {
      const empty = [...(words[locale]?.[name] ?? [])].filter(([, text]) => !text.trim()).map(([key]) => key);
      expect({ locale, empty }).toEqual({ locale, empty: [] });
    }
  });

  test("have every form of a plural that the language has", () => {
    for (const locale of locales) {
      const keys = [...(words[locale]?.[name] ?? new Map<string, string>()).keys()];
      // In Russian "other" is for fractions alone; what we count is whole.
      const forms = new Intl.PluralRules(locale)
        .resolvedOptions()
        .pluralCategories.filter((form) => locale === "en" || form !== "other");
      const bases = new Set(keys.filter((key) => plural.test(key)).map((key) => key.replace(plural, "")));
      const missing = [...bases]
        .flatMap((base) => forms.map((form) => `${base}_${form}`))
        .filter((key) => !keys.includes(key));
      expect({ locale, missing }).toEqual({ locale, missing: [] });
    }
  });

  test("speak of the same things in every language", () => {
    const thingsIn = (text: string) =>
      [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, thing]) => thing))].sort();
    const differing = [...en].flatMap(([key, text]) =>
      locales.flatMap((locale) => {
        const other = words[locale]?.[name]?.get(key);
        // A plural's "one" may leave the number out.
        if (other === undefined || plural.test(key)) return [];
        return JSON.stringify(thingsIn(other)) === JSON.stringify(thingsIn(text)) ? [] : [`${locale} ${key}`];
      }),
    );
    expect(differing).toEqual([]);
  });
});

describe("every word that the code asks for", () => {
  const asked = sourceFiles("app").flatMap((file) =>
    askedIn(readFileSync(file, "utf8")).map((key) => ({ file, key })),
  );

  test("is there", () => {
    expect(asked.filter(({ key }) => !exists(key)).map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  test("is looked for at all", () => {
    expect(asked.length).toBeGreaterThan(20);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/**
 * The keys in a file's calls of t(…), says(…) and i18nKey="…". One that is put together (`platform:nav.${name}`) is
 * looked for by what stands before the first gap, with a star for the rest.
 */
function askedIn(source: string): string[] {
  const ownNamespace = /useTranslation\(\s*\[?\s*"([\w-]+)"/.exec(source)?.[1] ?? "platform";
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const calls = code.matchAll(/(?:\b(?:t|says)\(\s*|i18nKey=\{?)(?:"([^"\n]+)"|`([^`\n]+)`)/g);
  return [...calls].flatMap(([, plain, template]) => {
    const key = plain ?? template?.replace(/\$\{.*$/s, "*") ?? "";
    if (key.startsWith("*") || !/^[\w:.*-]+$/.test(key)) return [];
    return [key.includes(":") ? key : `${ownNamespace}:${key}`];
  });
}

function exists(key: string): boolean {
  const [name = "", path = ""] = key.split(":");
  const there = english[name];
  if (!there) return false;
  const keys = [...there.keys()];
  if (path.endsWith("*")) return keys.some((one) => one.startsWith(path.slice(0, -1)));
  return keys.some((one) => one === path || one.replace(plural, "") === path);
}
