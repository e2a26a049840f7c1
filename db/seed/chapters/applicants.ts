import { anApplicant, withoutRepeats, type Applicant, type ApplicantWishes } from "../applicants";
import type { Telling } from "../telling";
import { addPerson, type SeededPerson } from "../people";
import type { Random } from "../random";

/** Makes up an applicant of the edition, unlike all others of it. */
export function makeApplicant(
  { edition, random }: Pick<Telling, "edition" | "random">,
  own: Random,
  wishes: ApplicantWishes,
): Applicant {
  const startYear = Number(edition.startsOn.slice(0, 4));
  return withoutRepeats(random, (attempt) => anApplicant(own.fork(attempt), startYear, wishes));
}

/** The person behind an applicant; without an address given, one that no other has. */
export function addApplicant(
  { rows, passwordHash, edition }: Pick<Telling, "rows" | "edition"> & { passwordHash: string | null },
  random: Random,
  applicant: Applicant,
  details: { number: number; createdAt: Date; email?: string },
): SeededPerson {
  const email =
    details.email ??
    `${applicant.login}.${edition.slug.slice(2, 4)}${String(details.number).padStart(3, "0")}@${random.pick(["mail.example", "post.example", "inbox.example"])}`;
  return addPerson(rows, random, {
    name: applicant.name,
    email,
    locale: applicant.locale,
    zone: applicant.zone,
    passwordHash,
    createdAt: details.createdAt,
  });
}
