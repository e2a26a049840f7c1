import { parentPort, workerData } from "node:worker_threads";
import { Document, Font, Page, StyleSheet, Text, View, renderToBuffer } from "@react-pdf/renderer";
import { createElement as h } from "react";
import type { PrintedDocument } from "./document.ts";
import { faceFiles, faces, pictures, widthIn } from "./faces.server.ts";
import {
  breakLines,
  breakLongWords,
  hasMixedWords,
  runsLeftward,
  settable,
  splitByFace,
  unprintable,
} from "./setting.ts";

// The other side of print.server.ts: sets the one document it was started with, and ends. It is a worker because
// setting a long text takes the better part of a second, in which nobody else would be answered.

for (const face of faceFiles) Font.register(face);
// Words are not broken: a hyphen in the wrong place is worse than a ragged edge.
Font.registerHyphenationCallback((word) => [word]);

/** Points of an A4 page between its margins. */
const column = 467;
const factLabel = 110;

const styles = StyleSheet.create({
  page: {
    fontFamily: "Noto Sans",
    fontSize: 10,
    lineHeight: 1.5,
    color: "#1a1a1a",
    paddingTop: 56,
    paddingBottom: 64,
    paddingHorizontal: 64,
  },
  eyebrow: { color: "#595959" },
  heading: { fontSize: 20, fontWeight: 700, lineHeight: 1.25, marginBottom: 10 },
  fact: { flexDirection: "row", marginBottom: 2 },
  factLabel: { width: factLabel, paddingRight: 8, color: "#595959" },
  factText: { flex: 1 },
  sectionTitle: {
    borderTopWidth: 1.5,
    borderTopColor: "#1a1a1a",
    marginTop: 22,
    paddingTop: 6,
    fontSize: 13,
    fontWeight: 700,
    lineHeight: 1.3,
    marginBottom: 6,
  },
  label: { color: "#595959", fontSize: 9, lineHeight: 1.4, marginTop: 8, marginBottom: 2 },
  // A margin that no longer fits would take a paragraph that does to the next page, and leave its question behind.
  line: { paddingBottom: 4 },
  none: { color: "#767676" },
  note: { color: "#595959", fontSize: 9, marginTop: 22 },
  foot: {
    position: "absolute",
    // Not by its distance from the bottom: the engine reckons that anew from page to page until it is beyond all numbers.
    top: 800,
    left: 64,
    right: 64,
    flexDirection: "row",
    justifyContent: "space-between",
    fontSize: 8,
    color: "#595959",
  },
});

const printed = workerData as PrintedDocument;
/** Lines with a sign that no face has. */
const lacking: string[] = [];

interface Setting {
  style: (typeof styles)[keyof typeof styles] | undefined;
  size?: number;
  bold?: boolean;
  /** Points that a line may take. */
  width?: number;
}

/** A paragraph in the faces that have its letters, from the right where its script runs so. */
function paragraph(text: string, setting: Setting, props: Record<string, unknown> = {}) {
  const { style, size = 10, bold = false, width = column } = setting;
  const runsOf = (piece: string) => splitByFace(piece, faces, pictures);
  const measure = (piece: string) =>
    runsOf(piece).reduce((sum, run) => sum + widthIn(run.family, run.text, size, bold), 0);
  const direction = runsLeftward(text) ? ({ direction: "rtl" } as const) : {};
  const line = (piece: string, key: number) => {
    const runs = runsOf(piece);
    if (runs.some((run) => run.text.includes(unprintable))) lacking.push(piece);
    return h(
      Text,
      { key, orphans: 2, widows: 2, style: direction },
      ...runs.map((run, index) =>
        h(Text, { key: index, style: { fontFamily: run.family, ...direction } }, run.text),
      ),
    );
  };
  // Ends of lines within a text the engine would set in a face of its own.
  const settled = settable(text);
  const lines = (
    hasMixedWords(settled, runsOf)
      ? breakLines(settled, width, measure)
      : breakLongWords(settled, width, measure).split("\n")
  ).filter(Boolean);
  return h(View, { style, ...props } as Record<string, unknown>, ...lines.map(line));
}

type Question = PrintedDocument["sections"][number]["questions"][number];

/**
 * A question with its answer. A short one stays together; of a longer one some lines stand beneath the question. That
 * holds among the children of the page alone: the engine never moves what comes first in a view of its own.
 */
function question(one: Question, name: string) {
  const isAnswered = one.lines.length > 0;
  const label = paragraph(
    one.label,
    { style: styles.label, size: 9 },
    { key: `${name}-label`, wrap: false, minPresenceAhead: 45 },
  );
  const lines = (isAnswered ? one.lines : [printed.words.none]).map((line, index) =>
    paragraph(line, { style: isAnswered ? styles.line : styles.none }, { key: `${name}-${index}` }),
  );
  const isLong = one.lines.length > 12 || one.lines.join().length > 600;
  return isLong ? [label, ...lines] : [h(View, { key: name, wrap: false }, label, ...lines)];
}

const body = [
  paragraph(printed.eyebrow, { style: styles.eyebrow }, { key: "eyebrow" }),
  paragraph(printed.heading, { style: styles.heading, size: 20, bold: true }, { key: "heading" }),
  ...printed.facts.map((fact, index) =>
    h(
      View,
      { key: `fact-${index}`, style: styles.fact },
      paragraph(fact.label, { style: styles.factLabel, width: factLabel - 8 }),
      paragraph(fact.text, { style: styles.factText, width: column - factLabel }),
    ),
  ),
  ...printed.sections.flatMap((section, index) => [
    paragraph(
      section.title,
      { style: styles.sectionTitle, size: 13, bold: true },
      { key: `section-${index}`, wrap: false, minPresenceAhead: 80 },
    ),
    ...section.questions.flatMap((one, at) => question(one, `question-${index}-${at}`)),
  ]),
];

const document = h(
  Document,
  { title: printed.title, producer: "", creator: "" },
  h(
    Page,
    { size: "A4", style: styles.page },
    ...body,
    lacking.length > 0
      ? paragraph(printed.words.unprintable, { style: styles.note, size: 9 }, { key: "note" })
      : null,
    h(
      View,
      { key: "foot", style: styles.foot, fixed: true },
      paragraph(printed.foot.left, { style: undefined, size: 8, width: 360 }),
      h(Text, {
        render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) =>
          `${printed.foot.right} · ${pageNumber} / ${totalPages}`,
      }),
    ),
  ),
);

parentPort?.postMessage(new Uint8Array(await renderToBuffer(document)));
