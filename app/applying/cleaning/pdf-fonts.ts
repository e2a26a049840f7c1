import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Engine } from "./engine.ts";

/*
 * Letters for documents that bring none along: they name Arial, Times New Roman, Courier New or a font of somebody's
 * machine, and count on the reader's having it. The engine's own fonts know Western letters alone. Arimo, Tinos and
 * Cousine are as wide as those three, letter by letter, and have all that is written in Cyrillic.
 */

const families = { sans: "Arimo", serif: "Tinos", typewriter: "Cousine" } as const;
const styles = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"] as const;
const fonts = Object.values(families).flatMap((family) =>
  styles.map((style) => ({ family, style, name: `${family} ${style}` })),
);

/** Scripts that these fonts lack, by PDFium's numbers (fpdf_sysfontinfo.h): symbols, and those of East Asia. */
const lacking: ReadonlySet<number> = new Set([2, 128, 129, 134, 136]);
/** Bits of PDFium's that tell a font's look. */
const look = { fixed: 1, roman: 16 };

/** The family that comes nearest to a font's name, or else to what the document says of its look. */
export function familyFor(name: string, bits: number): (typeof families)[keyof typeof families] {
  if (/courier|mono|consol|typewriter/i.test(name) || (bits & look.fixed) !== 0) return families.typewriter;
  if (/arial|helvetica|sans|calibri|verdana|tahoma|segoe|roboto/i.test(name)) return families.sans;
  const serifs = /times|serif|roman|georgia|garamond|cambria|palatino|bookman|schoolbook/i;
  return serifs.test(name) || (bits & look.roman) !== 0 ? families.serif : families.sans;
}

/** Hands the engine a font whenever a document lacks one. Each is read when it is first asked for. */
export function offerFonts({ pdfium, runtime, put, see }: Engine): void {
  const { addFunction, UTF8ToString } = runtime;
  const contents = new Map<number, Buffer>();
  /** Answers how long something is, and gives it where there is room: what PDFium expects of whoever hands it bytes. */
  const give = (bytes: Uint8Array, at: number, room: number): number => {
    if (at !== 0 && room >= bytes.length) see(at, bytes.length).set(bytes);
    return bytes.length;
  };
  // A font is named by its place in the list, counted from 1: 0 is none, and the engine then takes its own.
  const mapFont = (_: number, weight: number, italic: number, script: number, bits: number, face: number) => {
    if (lacking.has(script)) return 0;
    const family = familyFor(UTF8ToString(face), bits);
    const style = styles[(weight >= 600 ? 2 : 0) + (italic === 0 ? 0 : 1)];
    return 1 + fonts.findIndex((font) => font.family === family && font.style === style);
  };
  const giveContent = (_: number, font: number, table: number, at: number, room: number) =>
    table === 0 ? give(contentOf(font, contents), at, room) : 0;
  const giveName = (_: number, font: number, at: number, room: number) =>
    give(Buffer.from(`${fonts[font - 1]?.name ?? ""}\0`), at, room);
  // FPDF_SYSFONTINFO: its version, then its functions one after another. Each is a function of its own, as the engine
  // keeps a function's signature with it.
  const table = [
    1,
    addFunction(() => {}, "vi"), // Release
    addFunction(() => {}, "vii"), // EnumFonts
    addFunction(mapFont, "iiiiiiii"),
    addFunction(() => 0, "iii"), // GetFont
    addFunction(giveContent, "iiiiii"),
    addFunction(giveName, "iiiii"),
    addFunction(() => 1, "iii"), // GetFontCharset: the default one
    addFunction(() => {}, "vii"), // DeleteFont
  ];
  pdfium.FPDF_SetSystemFontInfo(put(new Uint8Array(Int32Array.from(table).buffer)));
}

function contentOf(font: number, contents: Map<number, Buffer>): Buffer {
  const one = fonts[font - 1];
  if (!one) return Buffer.alloc(0);
  let content = contents.get(font);
  if (!content) {
    const { family, style } = one;
    const path = `@expo-google-fonts/${family.toLowerCase()}/${style}/${family}_${style}.ttf`;
    content = readFileSync(createRequire(import.meta.url).resolve(path));
    contents.set(font, content);
  }
  return content;
}
