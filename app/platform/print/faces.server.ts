import { createRequire } from "node:module";
import { openSync, type Font } from "fontkit";
import type { Face } from "./setting.ts";

/*
 * The typefaces of what is set on paper, in the order in which a letter is looked for. What each has is read from the
 * font itself, and only of those that a text has to look into: the last, with Chinese, is six megabytes.
 */

const files = {
  // The letters of Kazakh, Kyrgyz, Tajik, Turkmen and Uzbek beside Russian and Czech.
  "Noto Sans": "noto-sans/400Regular/NotoSans_400Regular.ttf",
  "Noto Sans Georgian": "noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf",
  "Noto Sans Armenian": "noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf",
  "Noto Sans Hebrew": "noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
  // Noto's own Arabic draws the dots of letters apart, which loses letters and spoils what is copied from the file.
  Vazirmatn: "vazirmatn/400Regular/Vazirmatn_400Regular.ttf",
  "Noto Sans Math": "noto-sans-math/400Regular/NotoSansMath_400Regular.ttf",
  "Noto Sans Symbols 2": "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
  "Noto Sans Symbols": "noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf",
  "Noto Emoji": "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
  // Simplified Chinese in one weight; Noto's has nine, of ten megabytes each.
  "ZCOOL XiaoWei": "zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf",
};
const bold = "noto-sans/700Bold/NotoSans_700Bold.ttf";

const require = createRequire(import.meta.url);
const at = (file: string) => require.resolve(`@expo-google-fonts/${file}`);

/** Each face's file, for the engine that sets them; the first has a bold one. */
export const faceFiles: { family: string; fonts: { src: string; fontWeight?: number }[] }[] = Object.entries(
  files,
).map(([family, file], index) => ({
  family,
  fonts: [{ src: at(file) }, ...(index === 0 ? [{ src: at(bold), fontWeight: 700 }] : [])],
}));

/** The face that draws pictures. */
export const pictures = "Noto Emoji";

const opened = new Map<string, Font>();

function open(file: string): Font {
  let font = opened.get(file);
  if (!font) {
    const found = openSync(at(file));
    if (!("hasGlyphForCodePoint" in found)) throw new Error(`${file} holds several fonts.`);
    opened.set(file, (font = found));
  }
  return font;
}

/** The faces in their order. */
export const faces: Face[] = Object.entries(files).map(([family, file]) => {
  const known = new Map<number, boolean>();
  return {
    family,
    has: (codePoint) => {
      let has = known.get(codePoint);
      if (has === undefined) known.set(codePoint, (has = open(file).hasGlyphForCodePoint(codePoint)));
      return has;
    },
  };
});

/** How wide a text is in one of the faces, in the unit of its size. */
export function widthIn(family: string, text: string, size: number, isBold = false): number {
  const font = open(isBold && family === "Noto Sans" ? bold : files[family as keyof typeof files]);
  return (font.layout(text).advanceWidth / font.unitsPerEm) * size;
}
