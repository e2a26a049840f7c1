type Said = { en: string } & Partial<Record<string, string>>;

/** A wording in the reader's language, or in English where it has not been translated, or left blank. */
export function worded(text: Said | undefined, locale: string): string {
  if (!text) return "";
  const said = text[locale];
  return said === undefined || isBlank(said) ? text.en : said;
}

/** What a wording says in each language it is written in; a language that was left blank says nothing. */
export function wordingsIn(text: Said): string[] {
  return Object.values(text).filter((one) => one !== undefined && !isBlank(one)) as string[];
}

/** Whether a text has nothing that anybody could see: blanks of any kind, and signs without a shape. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}]/u.test(text);
}
