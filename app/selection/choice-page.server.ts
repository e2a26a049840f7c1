import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { listSearch } from "./application-list";
import { choiceSearch, readChoice } from "./choice";
import { findChosen, sumOf, type Chosen } from "./chosen.server";

type Params = Asking & { params: { edition?: string | undefined } };

/** The coordinator of the edition in the address, and the choice that the address makes. */
export async function requireChoice(args: Params) {
  const { viewer, edition } = await requireCoordinator(args, args.params.edition);
  const choice = readChoice(new URL(args.request.url).searchParams);
  return { viewer, edition, choice, search: choiceSearch(choice), list: listSearch(choice.query) };
}

/** How many codes a page names before it only counts. */
const named = 12;

/** What every page shows of the applications that something is to be done with. */
export async function loadChoice(args: Params, isMeant: (one: Chosen) => boolean = () => true) {
  const { viewer, edition, choice, search, list } = await requireChoice(args);
  const { locale, t } = await readerWords(args);
  const chosen = await findChosen(database(), edition.id, choice);
  const meant = chosen.filter(isMeant);
  return {
    viewer,
    edition,
    t,
    locale,
    chosen: meant,
    shown: {
      slug: edition.slug,
      search,
      list,
      seen: sumOf(chosen),
      count: meant.length,
      leftOut: chosen.length - meant.length,
      codes: meant.slice(0, named).map(({ code }) => code),
      more: Math.max(0, meant.length - named),
    },
  };
}

export type ShownChoice = Awaited<ReturnType<typeof loadChoice>>["shown"];
