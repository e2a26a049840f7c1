/** What a file may be at all, told by how it begins. */
export type Sniffed = "application/pdf" | "image/jpeg" | "image/png";

/** The most pages that a PDF may have: each is drawn. */
export const mostPages = 30;

/** Bytes from a file's beginning that tell what it is. */
export const sniffedBytes = 1024;

const beginnings: readonly [Sniffed, readonly number[]][] = [
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];
const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d];

/**
 * What a file is by its first bytes, never by its name: null for anything that isn't taken. A PDF may have other bytes
 * before its `%PDF-`, up to 1,024 of them, as every reader allows (ISO 32000-1, annex H.3.4.1).
 */
export function sniff(first: Uint8Array): Sniffed | null {
  const holds = (bytes: readonly number[], at: number) =>
    bytes.every((byte, index) => first[at + index] === byte);
  const picture = beginnings.find(([, bytes]) => holds(bytes, 0));
  if (picture) return picture[0];
  for (let at = 0; at <= sniffedBytes - pdf.length; at++) if (holds(pdf, at)) return "application/pdf";
  return null;
}
