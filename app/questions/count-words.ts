/**
 * Words as a person counts them, in any script: runs of letters, digits and marks, with inner hyphens and
 * apostrophes. It stands alone so that a page's small script can count as the server does, at no weight.
 */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}\p{M}]+(?:[-'’‘`ʼ‑][\p{L}\p{N}\p{M}]+)*/gu)?.length ?? 0;
}
