import {
  familyWords,
  foldName,
  foldOrganisation,
  isSameName,
  isSameOrganisation,
  sharesFamilyName,
} from "./name-matching";

/** The rules that find ties by themselves; an edition says which of them hold (`editions.conflictRules`). */
export const conflictRules = [
  "organisation",
  "domain",
  "referee",
  "family-name",
  "country",
  "state",
] as const;
export type ConflictRule = (typeof conflictRules)[number];

/** Why a conflict was found: by a rule, or because the applicant named this reader. */
export const tieKinds = [...conflictRules, "named"] as const;
export type TieKind = (typeof tieKinds)[number];

/** Rules that find many who have nothing to do with each other; their finds want looking at first. */
export const weakRules: readonly TieKind[] = ["family-name"];

/** What the rules know of a panelist. */
export interface PanelistFacts {
  personId: string;
  name: string;
  email: string;
  emailHash: string | null;
  organisations: readonly string[];
  /** As they wish to be matched; without any, the last word of their name. */
  familyNames: readonly string[];
  /** ISO 3166 code. */
  citizenship: string | null;
  /** The state they work for, as its ISO 3166 code. */
  employerState: string | null;
}

/** Somebody who, the applicant asks, should not read their application. Empty text is what was not said. */
export interface UnwantedReader {
  name: string;
  organisation: string;
  email: string;
}

/** What the rules know of an application. */
export interface ApplicantFacts {
  applicationId: string;
  personId: string;
  names: readonly string[];
  email: string;
  organisations: readonly string[];
  citizenship: string | null;
  residence: string | null;
  refereeHashes: readonly string[];
  unwanted: readonly (UnwantedReader & { emailHash: string | null })[];
}

/**
 * What ties a panelist to an application, by the rules that an edition has switched on; that an applicant named them
 * always counts. Empty where nothing does. One's own application is no tie: nobody is ever asked to read that.
 */
export function findTies(
  panelist: PanelistFacts,
  applicant: ApplicantFacts,
  rules: readonly string[],
): TieKind[] {
  const of = foldedPanelist(panelist);
  const by = foldedApplicant(applicant);
  const holds: Record<TieKind, () => boolean> = {
    organisation: () => [...of.organisations].some((one) => by.organisations.has(one)),
    domain: () => of.house !== null && of.house === by.house,
    referee: () => panelist.emailHash !== null && applicant.refereeHashes.includes(panelist.emailHash),
    "family-name": () => [...of.familyWords].some((word) => by.words.has(word)),
    country: () => panelist.citizenship !== null && panelist.citizenship === applicant.citizenship,
    state: () =>
      panelist.employerState !== null &&
      [applicant.citizenship, applicant.residence].includes(panelist.employerState),
    named: () => applicant.unwanted.some((unwanted) => isMeant(unwanted, panelist)),
  };
  return tieKinds.filter((kind) => (kind === "named" || rules.includes(kind)) && holds[kind]());
}

/** Whether what an applicant wrote means this panelist. A name counts for itself; an organisation where none is said. */
export function isMeant(
  unwanted: UnwantedReader & { emailHash: string | null },
  panelist: PanelistFacts,
): boolean {
  if (unwanted.emailHash !== null && unwanted.emailHash === panelist.emailHash) return true;
  if (unwanted.name.trim() !== "") {
    const words = foldName(unwanted.name);
    // One word alone is a family name: a first name would bar everybody who bears it.
    if (words.length === 1) return sharesFamilyName(familyNamesOf(panelist), unwanted.name);
    return [panelist.name, ...panelist.familyNames.map((name) => `${panelist.name} ${name}`)].some(
      (name) => foldName(name).length > 1 && isSameName(unwanted.name, name),
    );
  }
  return shareOrganisation([unwanted.organisation], panelist.organisations);
}

function familyNamesOf(panelist: PanelistFacts): readonly string[] {
  if (panelist.familyNames.length > 0) return panelist.familyNames;
  const last = panelist.name.trim().split(/\s+/).at(-1);
  return last ? [last] : [];
}

function shareOrganisation(some: readonly string[], others: readonly string[]): boolean {
  return some.some(
    (one) => foldOrganisation(one) !== null && others.some((other) => isSameOrganisation(one, other)),
  );
}

/** Providers where anybody can have an address: a domain of theirs ties nobody to anybody. */
const publicProviders = new Set(
  [
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com",
    "mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com gmx.com gmx.de",
    "gmx.net web.de posteo.de posteo.net mailbox.org riseup.net disroot.org zoho.com fastmail.com hey.com duck.com",
    "mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru yandex.com ya.ru yandex.kz yandex.by yandex.uz rambler.ru",
    "ukr.net i.ua meta.ua mail.kz mail.kg mail.uz mail.tj inbox.uz umail.uz bk.kz seznam.cz email.cz post.cz centrum.cz",
    "atlas.cz volny.cz wp.pl o2.pl interia.pl onet.pl azet.sk orange.fr free.fr laposte.net libero.it t-online.de",
  ]
    .join(" ")
    .split(" "),
);

/** Domains that are set aside for examples and trials (RFC 2606): they are nobody's house. */
const isSetAside = (domain: string) => /(^|\.)(example\.(com|net|org)|example|test|invalid)$/.test(domain);

/** Second levels under which others register: what stands below them is not one house. */
const sharedLevels = new Set("com co org net edu ac gov go gob mil int info biz".split(" "));

/** The house that an address belongs to: its domain; null for a public provider. Below a house's domain is the same house. */
export function houseOf(email: string): string | null {
  const domain = email.trim().toLowerCase().split("@").at(-1)?.replace(/\.$/, "") ?? "";
  if (!/^[^\s@.]+(\.[^\s@.]+)+$/.test(domain)) return null;
  if (isSetAside(domain)) return null;
  const labels = domain.split(".");
  const second = labels.at(-2) ?? "";
  const kept = labels.length > 2 && sharedLevels.has(second) && (labels.at(-1) ?? "").length === 2 ? 3 : 2;
  const house = labels.slice(-kept).join(".");
  return publicProviders.has(house) || publicProviders.has(domain) ? null : house;
}

/** What is worked out of somebody's facts once, however many they are held against; forgotten with the facts. */
interface Folded {
  organisations: ReadonlySet<string>;
  house: string | null;
}

const panelistFolds = new WeakMap<PanelistFacts, Folded & { familyWords: ReadonlySet<string> }>();
const applicantFolds = new WeakMap<ApplicantFacts, Folded & { words: ReadonlySet<string> }>();

function foldedPanelist(panelist: PanelistFacts) {
  let folded = panelistFolds.get(panelist);
  if (!folded) {
    folded = { ...fold(panelist), familyWords: new Set(familyWords(familyNamesOf(panelist))) };
    panelistFolds.set(panelist, folded);
  }
  return folded;
}

function foldedApplicant(applicant: ApplicantFacts) {
  let folded = applicantFolds.get(applicant);
  if (!folded) {
    folded = { ...fold(applicant), words: new Set(applicant.names.flatMap(foldName)) };
    applicantFolds.set(applicant, folded);
  }
  return folded;
}

function fold(facts: { organisations: readonly string[]; email: string }): Folded {
  return {
    organisations: new Set(facts.organisations.flatMap((name) => foldOrganisation(name) ?? [])),
    house: houseOf(facts.email),
  };
}

/**
 * What is kept of a conflict that was found, when it is looked for anew. What is found now counts; what was found before
 * and still may be (its rule is on) stays until a coordinator dismisses it, so that nobody sheds a tie by changing
 * what they say of themselves; a rule that is off and a name that was taken back no longer count.
 *
 * @returns the reasons that hold, in the order of {@link tieKinds}; empty when nothing is left of it
 */
export function keptTies(
  before: readonly string[],
  found: readonly TieKind[],
  rules: readonly string[],
): TieKind[] {
  return tieKinds.filter(
    (kind) => found.includes(kind) || (kind !== "named" && before.includes(kind) && rules.includes(kind)),
  );
}

/** Whether what is found says more than what a coordinator has already dismissed. */
export function isNews(dismissed: readonly string[], found: readonly TieKind[]): boolean {
  return found.some((kind) => !dismissed.includes(kind));
}

/** Where a conflict stands: said by the panelist, or found or named and then waiting, confirmed or dismissed. */
export const conflictStates = ["waiting", "declared", "confirmed", "dismissed"] as const;
export type ConflictState = (typeof conflictStates)[number];
