/** The pages of an edition's office, in the order of the year. Each has words under `office:section`. */
export const editionSections = [
  "overview",
  "call",
  "applications",
  "panel",
  "ranking",
  "decisions",
  "fellows",
  "programme",
  "feedback",
  "settings",
] as const;
export type EditionSection = (typeof editionSections)[number];

/** The edition that a path of the office is about, and which of its pages: null for every other path. */
export function editionOfPath(path: string): { slug: string; section: EditionSection } | null {
  const [, office, slug, section = "overview"] = path.split("/");
  if (office !== "office" || !slug || ["editions", "people", "mail", "audit"].includes(slug)) return null;
  const known = editionSections.find((name) => name === section);
  return { slug, section: known ?? "overview" };
}

/** Where a page of an edition is. */
export function sectionPath(slug: string, section: EditionSection): string {
  return section === "overview" ? `/office/${slug}` : `/office/${slug}/${section}`;
}
