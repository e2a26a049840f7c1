import { inflateSync } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  type PDFObject,
} from "@cantoo/pdf-lib";

/** The text of a PDF whose fonts say which letters their glyphs are (ToUnicode), page after page. */
export function readPdf(document: PDFDocument): string {
  const { context } = document;
  const look = (object: PDFObject | undefined) =>
    object instanceof PDFRef ? context.lookup(object) : object;
  return document
    .getPages()
    .map((page) => {
      const fonts = look(page.node.Resources()?.get(PDFName.of("Font")));
      const letters = new Map<string, Map<number, string>>();
      if (fonts instanceof PDFDict)
        for (const [name, reference] of fonts.entries()) {
          const font = look(reference);
          const table = font instanceof PDFDict ? look(font.get(PDFName.of("ToUnicode"))) : undefined;
          if (table instanceof PDFRawStream) letters.set(name.asString().slice(1), readTable(textOf(table)));
        }
      const contents = look(page.node.get(PDFName.of("Contents")));
      const streams = contents instanceof PDFArray ? contents.asArray().map(look) : [contents];
      return streams
        .map((stream) => (stream instanceof PDFRawStream ? readStream(textOf(stream), letters) : ""))
        .join("\n");
    })
    .join("\n");
}

function textOf(stream: PDFRawStream): string {
  const bytes = Buffer.from(stream.contents);
  const isDeflated = stream.dict.get(PDFName.of("Filter"))?.toString().includes("FlateDecode") ?? false;
  return (isDeflated ? inflateSync(bytes) : bytes).toString("latin1");
}

/** The letters of a font's glyphs, out of the `bfchar` and `bfrange` lines of its table (PDF 32000-1 §9.10.3). */
function readTable(table: string): Map<number, string> {
  const letters = new Map<number, string>();
  const read = (hex: string) =>
    String.fromCharCode(
      ...(hex.replaceAll(/\s/g, "").match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)),
    );
  for (const [, lines = ""] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = "", text = ""] of lines.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f\s]+)>/gi))
      letters.set(parseInt(glyph, 16), read(text));
  for (const [, lines = ""] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = "", , list = ""] of lines.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi))
      [...list.matchAll(/<([0-9a-f\s]+)>/gi)].forEach(([, text = ""], index) =>
        letters.set(parseInt(from, 16) + index, read(text)),
      );
  }
  return letters;
}

/** What a page's stream writes, in its order. */
function readStream(stream: string, letters: Map<string, Map<number, string>>): string {
  let font = new Map<number, string>();
  let text = "";
  for (const [, name, shown] of stream.matchAll(/\/(\S+)\s+[\d.]+\s+Tf|(\[[^\]]*\]\s*TJ|<[^>]*>\s*Tj)/g)) {
    if (name) font = letters.get(name) ?? font;
    for (const [, hex = ""] of (shown ?? "").matchAll(/<([0-9a-f\s]*)>/gi))
      for (const glyph of hex.match(/.{4}/g) ?? []) text += font.get(parseInt(glyph, 16)) ?? "";
  }
  return text;
}
