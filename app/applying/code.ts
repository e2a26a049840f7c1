import { randomInt } from "node:crypto";

/**
 * Letters and digits that are not taken for one another when read out or written by hand: no 0 and O, 1, I and L,
 * 2 and Z, 5 and S, 8 and B, U and V.
 */
export const codeAlphabet = "34679ACDEFGHJKMNPQRTVWXY";

/** A new public code, such as ELF-7K3Q9D: random, so that it tells neither how many applied nor when. */
export function newCode(pick: (below: number) => number = randomInt): string {
  return `ELF-${Array.from({ length: 6 }, () => codeAlphabet[pick(codeAlphabet.length)]).join("")}`;
}
