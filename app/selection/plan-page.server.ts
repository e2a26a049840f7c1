import { languagesInWords } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { newToken } from "~/platform/vault.server";
import type { AssigningEdition } from "./assignment-situation.server";
import { previewAssignment } from "./assignments.server";

/** Milliseconds within which most plans are there, so that they need not be waited for in words. */
const patience = 1000;

/** The draw that a page shows: the one its address names, or a new one. */
export function seedIn(search: URLSearchParams): string {
  const asked = search.get("seed");
  return asked && /^[\w-]{1,40}$/.test(asked) ? asked : newToken().slice(0, 12);
}

/**
 * What a page shows of a plan: the plan, or how far it is and the address at which to look again, or neither where it
 * failed. The caller has checked the coordinator.
 */
export async function lookAtPlan(edition: AssigningEdition, seed: string, address: string, locale: Locale) {
  const view = await previewAssignment(edition, seed, patience);
  if (view.state !== "ready")
    return { plan: null, progress: view.state === "working" ? view.progress : null, address };
  const { languages, impossible, ...plan } = view.preview;
  return {
    progress: null,
    address,
    plan: {
      ...plan,
      impossible: impossible.map(({ foreign, ...one }) => ({
        ...one,
        foreign: foreign && { names: foreign.names, language: languagesInWords(foreign.languages, locale) },
      })),
      languages: languages.map(({ languages: written, ...one }) => ({
        ...one,
        language: languagesInWords(written, locale),
        isShort: one.panelists < edition.readingsPerApplication,
      })),
    },
  };
}
