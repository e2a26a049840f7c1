/** The pages of an edition's office, in the order of the year. Each has words under `office:section`. */
export const editionSections = [
  "overview",
  "call",
  "progress",
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
  const [, office, slug, section = "overview", part] = path.split("/");
  if (office !== "office" || !slug || ["editions", "people", "mail", "audit"].includes(slug)) return null;
  // A call's progress stands beneath the call, and beside it in the navigation.
  if (section === "call" && part === "progress") return { slug, section: "progress" };
  // Pages that belong to another without being listed among them.
  const under =
    section === "messages" || section === "referees"
      ? "applications"
      : section === "fairness"
        ? "panel"
        : section;
  const known = editionSections.find((name) => name === under);
  return { slug, section: known ?? "overview" };
}

/** Where a page of an edition is. */
export function sectionPath(slug: string, section: EditionSection): string {
  if (section === "progress") return `/office/${slug}/call/progress`;
  return section === "overview" ? `/office/${slug}` : `/office/${slug}/${section}`;
}
