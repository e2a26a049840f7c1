import { hasRole } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { findEdition } from "~/cohorts/editions.server";
import { editionOfPath, editionSections, sectionPath } from "./sections";

/** The second line of navigation on an edition's office pages; null elsewhere and for whoever does not coordinate it. */
export async function editionFrame(viewer: Viewer | null, path: string) {
  const place = editionOfPath(path);
  if (!place || !viewer || !hasRole(viewer, "coordinator")) return null;
  const edition = await findEdition(place.slug);
  if (!edition || !hasRole(viewer, "coordinator", edition.id)) return null;
  return {
    name: edition.name,
    items: editionSections.map((section) => ({
      section,
      to: sectionPath(edition.slug, section),
      current: section === place.section,
    })),
  };
}
