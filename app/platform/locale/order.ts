/**
 * The order of words in every list, whatever the language of the page and of the server: Unicode's own (CLDR root),
 * which English has unchanged. The database sorts by the same, through `inWordOrder` of database.server.
 */
const words = new Intl.Collator("en");

/** Compares two names, titles or labels for sorting. For ids, codes and dates, whose order nobody reads, use `<`. */
export function compareWords(a: string, b: string): number {
  return words.compare(a, b);
}
