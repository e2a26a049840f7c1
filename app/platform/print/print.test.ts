import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runForeign } from "../../../tests/setup/foreign";
import type { PrintedDocument } from "./document";
import { printPdf } from "./print.server";

const link = `https://example.org/${"a-part/".repeat(12)}page?first=1&second=2#${"x".repeat(60)}`;
const lines = {
  comparing: "We had ≥ 5 and ≈ 7 people → a club ✓ 1 ≤ 2 ≠ 3",
  pictures: "Well 😀 done 👩‍💻",
  georgian: "მე ვცხოვრობ თბილისში.",
  arabic: "أنا أعمل في منظمة منذ الشباب نعم",
  hebrew: "אני גר בתל אביב",
  chinese: "我在北京学习汉语。",
  tab: "before\tafter",
  link: `See ${link} for more.`,
  wide: "W".repeat(400),
  burmese: "Then ဗမာ here.",
  often: "ключ→слово→ещё→разноцветный→конец ".repeat(30).trim(),
  mixed: `Слово${"→слово".repeat(40)}`,
};

const document: PrintedDocument = {
  title: "TITLE",
  eyebrow: "EYEBROW",
  heading: "Жанна ≥ 5",
  facts: [{ label: "A fact", text: `Mail: ${link}` }],
  sections: [
    {
      title: "Раздел → один",
      questions: Object.entries(lines).map(([label, line]) => ({ label: `Q ${label}`, lines: [line] })),
    },
    { title: "Nothing", questions: [{ label: "Q none", lines: [] }] },
  ],
  foot: { left: "FOOT", right: "CODE" },
  words: { none: "NONE", unprintable: "UNPRINTABLE" },
};

describe("a document as a PDF", () => {
  const folder = mkdtempSync(join(tmpdir(), "print-"));
  const file = join(folder, "one.pdf");
  let text = "";
  /** What stands in it, without where its lines end and without marks of direction. */
  let run = "";

  beforeAll(async () => {
    writeFileSync(file, await printPdf(document));
    text = runForeign("pdftotext", ["-layout", file, "-"]).toString("utf8");
    run = text.replaceAll(/[\s\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "");
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("holds every sign as it was written, whatever its alphabet", () => {
    for (const name of ["comparing", "georgian", "chinese", "hebrew", "arabic"] as const)
      expect(run, name).toContain(lines[name].replaceAll(" ", ""));
    expect(run).toContain("Well😀done");
    expect(run).toContain("Раздел→один");
    expect(run).toContain("Жанна≥5");
  });

  test("takes a tab for a blank", () => {
    expect(text).toMatch(/before {1,2}after/);
  });

  test("leaves a mark where no face has a sign, and says so beneath", () => {
    expect(text).toMatch(/Then �+ here\./);
    expect(text).toContain("UNPRINTABLE");
  });

  test("cuts long words at no hyphen of its own, and nothing runs off the page", () => {
    expect(run.split(link)).toHaveLength(3);
    expect(run).toContain(lines.wide);
    expect(run).toContain(lines.mixed);
    expect(run).toContain(lines.often.replaceAll(" ", ""));
    const box = runForeign("pdftotext", ["-bbox", file, "-"]).toString("utf8");
    const edges = [...box.matchAll(/xMax="([\d.]+)"/g)].map(([, edge]) => Number(edge));
    expect(edges.length).toBeGreaterThan(50);
    expect(Math.max(...edges)).toBeLessThan(595 - 60);
  });

  test("is set in no face but its own", () => {
    const faces = runForeign("pdffonts", [file]).toString("utf8").split("\n").slice(2).filter(Boolean);
    expect(faces.length).toBeGreaterThan(6);
    for (const face of faces)
      expect(face).toMatch(/\+(NotoSans|NotoEmoji|Vazirmatn|ZCOOLXiaoWei).* yes yes yes /);
  });

  test("has its foot on each of many pages", async () => {
    const paragraph = "Слово слова ".repeat(60);
    const long = join(folder, "long.pdf");
    writeFileSync(
      long,
      await printPdf({
        ...document,
        sections: Array.from({ length: 16 }, (_, index) => ({
          title: `Part ${index}`,
          questions: [{ label: "Question", lines: Array.from({ length: 4 }, () => paragraph) }],
        })),
      }),
    );
    const pages = runForeign("pdftotext", ["-layout", long, "-"]).toString("utf8").split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(12);
    for (const [index, page] of pages.entries())
      expect(page.trim().split("\n").at(-1)).toMatch(
        new RegExp(`^FOOT +CODE · ${index + 1} / ${pages.length}$`),
      );
  }, 60_000);

  test("names itself by its title alone", () => {
    const facts = runForeign("pdfinfo", [file]).toString("utf8");
    expect(facts).toMatch(/^Title: +TITLE$/m);
    for (const key of ["Author", "Creator", "Producer", "Subject"])
      expect(facts).not.toMatch(new RegExp(`^${key}: +\\S`, "m"));
  });
});

test("no heading and no question stands alone at the foot of a page", async () => {
  const folder = mkdtempSync(join(tmpdir(), "print-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "long.pdf");
  const answer = (words: number) => "слово ".repeat(words).trim();
  // Lengths that let each kind of heading meet the end of a page somewhere.
  const sections = Array.from({ length: 24 }, (_, index) => ({
    title: `HEADING ${index}`,
    questions: [7, 130, 0, 61].map((words, at) => ({
      label: `QUESTION ${index}-${at}`,
      lines: words ? [answer(words + index * 5)] : [],
    })),
  }));
  writeFileSync(file, await printPdf({ ...document, sections }));
  const pages = runForeign("pdftotext", ["-layout", file, "-"]).toString("utf8").split("\f");
  const last = pages.map(
    (page) =>
      page
        .split("\n")
        .filter((line) => line.trim() && !line.includes("FOOT"))
        .at(-1)
        ?.trim() ?? "",
  );
  expect(pages.length).toBeGreaterThan(10);
  expect(last.filter((line) => /^(HEADING|QUESTION)/.test(line))).toEqual([]);
});
