import { houseOf, mailboxOf } from "./mail-houses";
import {
  areSameName,
  familyWords,
  familyWordsOf,
  foldName,
  nameWords,
  organisationKeys,
  shareOrganisation,
  type OrganisationKeys,
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
  /** As they wish to be matched; without any, what is the family's in their name. */
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

/** Who vouches for an applicant. Somebody who must not be written to has no address. */
export interface NamedReferee {
  name: string;
  email: string;
  emailHash: string | null;
}

/** What the rules know of an application. */
export interface ApplicantFacts {
  applicationId: string;
  personId: string;
  /** As their account has it. */
  name: string;
  /** What they wish to be called: often a first name. */
  called: string;
  email: string;
  organisations: readonly string[];
  citizenship: string | null;
  residence: string | null;
  referees: readonly NamedReferee[];
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
    organisation: () => shareOrganisation(of.organisations, by.organisations),
    domain: () => of.house !== null && of.house === by.house,
    referee: () => applicant.referees.some((referee) => isReferee(referee, panelist)),
    "family-name": () => [...of.familyWords].some((word) => by.familyWords.has(word)),
    country: () => panelist.citizenship !== null && panelist.citizenship === applicant.citizenship,
    state: () =>
      panelist.employerState !== null &&
      [applicant.citizenship, applicant.residence].includes(panelist.employerState),
    named: () => applicant.unwanted.some((unwanted) => isMeant(unwanted, panelist)),
  };
  return tieKinds.filter((kind) => (kind === "named" || rules.includes(kind)) && holds[kind]());
}

/** What a tie rests on, as both have it: for a coordinator to judge by. Countries are ISO codes. */
export interface TieEvidence {
  panelist: string;
  applicant: string;
}

/** What each reason of a tie rests on; null for one that nothing speaks for any more. */
export function explainTie(
  kind: TieKind,
  panelist: PanelistFacts,
  applicant: ApplicantFacts,
): TieEvidence | null {
  if (findTies(panelist, applicant, [kind]).every((found) => found !== kind)) return null;
  switch (kind) {
    case "organisation": {
      const both = panelist.organisations.flatMap((one) =>
        applicant.organisations
          .filter((other) => shareOrganisation(organisationKeys([one]), organisationKeys([other])))
          .map((other) => ({ panelist: one, applicant: other })),
      );
      return both[0] ?? null;
    }
    case "domain":
      return { panelist: houseOf(panelist.email) ?? "", applicant: houseOf(applicant.email) ?? "" };
    case "referee": {
      const referee = applicant.referees.find((one) => isReferee(one, panelist));
      return { panelist: panelist.name, applicant: referee?.name ?? "" };
    }
    case "family-name":
      return {
        panelist: panelist.familyNames.length > 0 ? panelist.familyNames.join(", ") : panelist.name,
        applicant: applicant.name || applicant.called,
      };
    case "country":
      return { panelist: panelist.citizenship ?? "", applicant: applicant.citizenship ?? "" };
    case "state": {
      const state = panelist.employerState ?? "";
      return { panelist: state, applicant: state };
    }
    case "named": {
      const unwanted = applicant.unwanted.find((one) => isMeant(one, panelist));
      const said = unwanted ? [unwanted.name, unwanted.organisation, unwanted.email] : [];
      return { panelist: panelist.name, applicant: said.filter((part) => part.trim() !== "").join(", ") };
    }
  }
}

/** Whether a panelist is somebody's referee: by any spelling of one mailbox, or by their whole name. */
function isReferee(referee: NamedReferee, panelist: PanelistFacts): boolean {
  if (referee.emailHash !== null && referee.emailHash === panelist.emailHash) return true;
  const [of, by] = [foldedPerson(referee), foldedPerson(panelist)];
  if (of.mailbox !== null && of.mailbox === by.mailbox) return true;
  return of.words.size > 1 && by.words.size > 1 && areSameName(of.words, by.words);
}

/** Somebody's name and address as they are compared, worked out once. */
interface FoldedPerson {
  words: ReadonlySet<string>;
  mailbox: string | null;
}

const personFolds = new WeakMap<object, FoldedPerson>();

function foldedPerson(person: { name: string; email: string }): FoldedPerson {
  const known = personFolds.get(person);
  if (known) return known;
  const folded = { words: nameWords(person.name), mailbox: mailboxOf(person.email) };
  personFolds.set(person, folded);
  return folded;
}

/** Whether what an applicant wrote means this panelist. A name counts for itself; an organisation where none is said. */
export function isMeant(
  unwanted: UnwantedReader & { emailHash: string | null },
  panelist: PanelistFacts,
): boolean {
  if (unwanted.emailHash !== null && unwanted.emailHash === panelist.emailHash) return true;
  const { words, mailbox } = foldedPerson(unwanted);
  if (mailbox !== null && mailbox === foldedPerson(panelist).mailbox) return true;
  if (unwanted.name.trim() !== "") {
    // One word alone is a family name: a first name would bar everybody who bears it.
    if (words.size === 1)
      return familyWords([unwanted.name]).some((word) => foldedPanelist(panelist).familyWords.has(word));
    return [panelist.name, ...panelist.familyNames.map((name) => `${panelist.name} ${name}`)]
      .map(nameWords)
      .some((one) => one.size > 1 && areSameName(words, one));
  }
  return shareOrganisation(organisationKeys([unwanted.organisation]), foldedPanelist(panelist).organisations);
}

/** What is worked out of somebody's facts once, however many they are held against; forgotten with the facts. */
interface Folded {
  organisations: OrganisationKeys;
  house: string | null;
  familyWords: ReadonlySet<string>;
}

const panelistFolds = new WeakMap<PanelistFacts, Folded>();
const applicantFolds = new WeakMap<ApplicantFacts, Folded>();

function foldedPanelist(panelist: PanelistFacts): Folded {
  const { familyNames, name } = panelist;
  return keep(panelistFolds, panelist, () =>
    familyNames.length > 0 ? familyWords(familyNames) : familyWordsOf(name),
  );
}

function foldedApplicant(applicant: ApplicantFacts): Folded {
  const { name, called } = applicant;
  return keep(applicantFolds, applicant, () => [
    ...familyWordsOf(name, called),
    // Some have a nickname in their account, and give their whole name where they are asked what to be called.
    ...(foldName(called).length > 1 ? familyWordsOf(called, name) : []),
  ]);
}

function keep<Facts extends { organisations: readonly string[]; email: string }>(
  folds: WeakMap<Facts, Folded>,
  facts: Facts,
  family: () => string[],
): Folded {
  const known = folds.get(facts);
  if (known) return known;
  const folded = {
    organisations: organisationKeys(facts.organisations),
    house: houseOf(facts.email),
    familyWords: new Set(family()),
  };
  folds.set(facts, folded);
  return folded;
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

/** The reasons that a stored conflict holds. */
export function kindsOf(rule: string | null): TieKind[] {
  const said = (rule ?? "").split(",");
  return tieKinds.filter((kind) => said.includes(kind));
}
