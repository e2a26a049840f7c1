import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postcss, { type AtRule, type Rule } from "postcss";
import { expect, test } from "vitest";

/*
 * The phones of 2020 that applicants still hold: Chrome 87, Safari 14, Firefox 78. Such a browser drops, without a word,
 * a block or a rule that holds one thing it does not know. Here what the build hands out is read as they would read it.
 */

const folder = "build/client/assets";
const built = (name: RegExp) =>
  readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));

/** Why a browser of 2020 would drop a rule, or null. `:-webkit-any()` is what those know in place of `:is()`. */
function faultOf(rule: Rule): string | null {
  if (rule.parent?.type === "rule") return "is nested in another rule";
  if (/:(?:where|has-slotted|open)\(/.test(rule.selector)) return "asks :where()";
  // What is only nicer where :has(), :is() and :focus-visible are known may be dropped, but takes nothing plain along.
  const young = /:(?:has|is)\(|:focus-visible|:popover-open|::details-content/;
  const kinds = new Set(rule.selectors.map((selector) => young.test(selector)));
  return kinds.size > 1 ? "is plain in part, and dropped whole" : null;
}

/** Why a block would be dropped, or null. */
function blockFault({ name, params }: AtRule): string | null {
  if (["layer", "container", "scope", "starting-style"].includes(name)) return "is no block of 2020";
  if (name !== "media") return null;
  if (/[<>]/.test(params)) return "compares widths by signs";
  return /(?:^|,|and)\s*not\s*\(/.test(params) ? "says not without a medium" : null;
}

test("a style sheet loses nothing that holds a page together", () => {
  const sheets = built(/\.css$/);
  expect(sheets.map(({ file }) => file.replace(/-.*/, "")).sort()).toEqual(["calendar", "styles"]);
  const faults = sheets.flatMap(({ file, text }) => {
    const found: string[] = [];
    const sheet = postcss.parse(text);
    sheet.walkAtRules((block) => {
      const fault = blockFault(block);
      if (fault) found.push(`${file} @${block.name} ${block.params} ${fault}`);
    });
    sheet.walkRules((rule) => {
      const fault = faultOf(rule);
      if (fault) found.push(`${file} ${rule.selector.slice(0, 120)} ${fault}`);
      // Heights of a phone's window as it is: with one that everybody knows before it.
      rule.walkDecls((line) => {
        if (/\d[dsl]v[hw]\b/.test(line.value) && line.prev()?.type !== "decl")
          found.push(`${file} ${rule.selector} has only ${line.value}`);
      });
    });
    return found;
  });
  expect(faults).toEqual([]);
});

test("a page's scripts are written and call what such a browser knows", () => {
  const scripts = built(/enhance.*\.js$/);
  expect(scripts.length).toBeGreaterThan(5);
  const younger =
    /\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|replaceChildren|showPopover)\(|AbortSignal\.(?:timeout|any)\(|structuredClone\(|Object\.(?:hasOwn|groupBy)\(|crypto\.randomUUID|\?\?=|\|\|=|&&=|\(\?<[=!]/;
  expect(
    scripts.flatMap(({ file, text }) => {
      const found = younger.exec(text);
      return found ? [`${file}: …${text.slice(Math.max(0, found.index - 40), found.index + 40)}…`] : [];
    }),
  ).toEqual([]);
});
