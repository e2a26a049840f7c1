/*
 * How much somebody has written. It stands alone so that a page's small script counts as the server does, at no weight,
 * in browsers of 2020 too: no lookbehind, no Intl.Segmenter.
 */

/** White space, and the long dashes. U+FEFF, which JavaScript takes for a blank, is none. */
const between = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\u2013-\u2015]+/;

/**
 * Words as a word processor counts them: what stands between blanks, or between long dashes (– —), and has a letter or a
 * digit in it. So `3.5`, `т.е.`, `и/или`, a link and a mail address are one word each, whatever invisible
 * characters are inside (soft hyphen, word joiner, ZWNJ).
 *
 * That is the rule of Microsoft Word and LibreOffice but for one thing: they also count signs that stand alone, such as
 * a dash between blanks or an emoji. So nobody has more words here than there. `Intl.Segmenter` is not the rule: it
 * parts `и/или` and links, browsers differ in it, and not all have it.
 */
export function countWords(text: string): number {
  return text.split(between).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/**
 * Characters as a writer sees them, or nearly: code points after composition (NFC), without blanks at the ends. A letter
 * typed as a base and its mark counts once where Unicode has one for it; an emoji of several parts counts each.
 */
export function countCharacters(text: string): number {
  return Array.from(text.trim().normalize("NFC")).length;
}
