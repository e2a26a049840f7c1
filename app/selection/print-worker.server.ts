import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { Document, Font, Page, StyleSheet, Text, View, renderToBuffer } from "@react-pdf/renderer";
import { createElement as h } from "react";
import type { PrintedApplication } from "./print-document.ts";

// The other side of print.server.ts: sets the one application it was started with, and ends. It is a worker because
// setting a long text takes the better part of a second, in which nobody else would be answered.

const require = createRequire(import.meta.url);
// Noto Sans has the letters of Kazakh, Kyrgyz, Tajik, Turkmen and Uzbek beside Russian and Czech.
Font.register({
  family: "Noto Sans",
  fonts: [
    { src: require.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf") },
    {
      src: require.resolve("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf"),
      fontWeight: 700,
    },
  ],
});
// Words are not broken: a hyphen in the wrong place is worse than a ragged edge.
Font.registerHyphenationCallback((word) => [word]);

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
  code: { color: "#595959" },
  name: { fontSize: 20, fontWeight: 700, lineHeight: 1.25, marginBottom: 10 },
  fact: { flexDirection: "row", marginBottom: 2 },
  factLabel: { width: 110, color: "#595959" },
  factText: { flex: 1 },
  section: { borderTopWidth: 1.5, borderTopColor: "#1a1a1a", marginTop: 22, paddingTop: 6 },
  sectionTitle: { fontSize: 13, fontWeight: 700, lineHeight: 1.3, marginBottom: 6 },
  question: { marginTop: 8 },
  label: { color: "#595959", fontSize: 9, lineHeight: 1.4, marginBottom: 2 },
  line: { marginBottom: 4 },
  none: { color: "#767676" },
  foot: {
    position: "absolute",
    bottom: 30,
    left: 64,
    right: 64,
    flexDirection: "row",
    justifyContent: "space-between",
    fontSize: 8,
    color: "#595959",
  },
});

const application = workerData as PrintedApplication;

function question(one: PrintedApplication["sections"][number]["questions"][number], index: number) {
  const lines = one.lines.length > 0 ? one.lines : [application.words.none];
  return h(
    View,
    { key: index, style: styles.question },
    h(Text, { style: styles.label, minPresenceAhead: 30 }, one.label),
    ...lines.map((line, n) =>
      h(
        Text,
        { key: n, style: one.lines.length > 0 ? styles.line : styles.none, orphans: 2, widows: 2 },
        line,
      ),
    ),
  );
}

const document = h(
  Document,
  // Nothing of the person stands in what a file manager shows.
  { title: application.code, producer: "", creator: "" },
  h(
    Page,
    { size: "A4", style: styles.page },
    h(Text, { style: styles.code }, `${application.code} · ${application.edition}`),
    h(Text, { style: styles.name }, application.name),
    ...application.facts.map((fact, index) =>
      h(
        View,
        { key: `fact-${index}`, style: styles.fact },
        h(Text, { style: styles.factLabel }, fact.label),
        h(Text, { style: styles.factText }, fact.text),
      ),
    ),
    ...application.sections.map((section, index) =>
      h(
        View,
        { key: `section-${index}`, style: styles.section },
        h(Text, { style: styles.sectionTitle, minPresenceAhead: 60 }, section.title),
        ...section.questions.map(question),
      ),
    ),
    h(
      View,
      { key: "foot", style: styles.foot, fixed: true },
      h(Text, null, application.words.confidential),
      h(Text, {
        render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) =>
          `${application.code} · ${pageNumber} / ${totalPages}`,
      }),
    ),
  ),
);

parentPort?.postMessage(new Uint8Array(await renderToBuffer(document)));
