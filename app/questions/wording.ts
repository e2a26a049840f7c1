/** A wording in the reader's language, or in English where it has not been translated. */
export function worded(
  text: ({ en: string } & Partial<Record<string, string>>) | undefined,
  locale: string,
): string {
  return text ? text[locale] || text.en : "";
}
