/** The languages the app speaks, each with its own name for itself. */
export const locales = ["en", "ru"] as const;
export type Locale = (typeof locales)[number];
export const localeNames: Record<Locale, string> = { en: "English", ru: "Русский" };
export const fallbackLocale: Locale = "en";

export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/**
 * Languages that we do not speak yet, with the one of ours that most of their speakers read: a phone set to Kazakh gets
 * Russian. Each line goes when its language arrives.
 */
const nextBest: Partial<Record<string, Locale>> = { kk: "ru", ky: "ru", tg: "ru", tk: "ru", uz: "ru" };

/** The best of our languages for an Accept-Language header (RFC 9110 §12.5.4); English when none fits. */
export function preferredLocale(header: string | null): Locale {
  const wishes = (header ?? "")
    .split(",")
    .slice(0, 20)
    .map((part, index) => {
      const [tag = "", ...params] = part.trim().split(";");
      const q = params.map((p) => p.trim()).find((p) => p.startsWith("q="));
      return { language: tag.toLowerCase().split("-")[0] ?? "", q: q ? Number(q.slice(2)) || 0 : 1, index };
    })
    .filter((wish) => wish.q > 0)
    .sort((a, b) => b.q - a.q || a.index - b.index);
  return wishes.map(({ language }) => nextBest[language] ?? language).find(isLocale) ?? fallbackLocale;
}
