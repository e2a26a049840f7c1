import { demoPeople } from "../accounts";
import { addApplication } from "../applications";
import type { Telling } from "../telling";
import { awake, startBefore } from "../moments";
import { addApplicant, makeApplicant } from "./applicants";

/** How many others have begun or submitted something in the open call. */
const others = 42;

/** The edition whose call is open: drafts and submissions, more of them every day. */
export async function seedOpenCall(telling: Telling): Promise<void> {
  const { tx, rows, random, edition, now } = telling;
  const opens = edition.callOpensAt;
  const span = now.getTime() - opens.getTime();
  const someTime = (share: number) => new Date(opens.getTime() + span * share);

  const beginner = makeApplicant(telling, random.fork("applicant"), {
    country: "KG",
    female: true,
    locale: "en",
    quality: 1,
    name: demoPeople.applicant.name,
  });
  addApplication(rows, random, {
    edition,
    applicant: beginner,
    person: addApplicant(telling, random, beginner, {
      number: 0,
      createdAt: someTime(0.55),
      email: demoPeople.applicant.email,
    }),
    status: "draft",
    progress: 0.28,
    startedAt: someTime(0.56),
    finishedAt: someTime(0.9),
  });
  const ready = makeApplicant(telling, random.fork("submitted"), {
    country: "TJ",
    female: false,
    locale: "en",
    quality: 1.2,
    name: demoPeople.submitted.name,
  });
  addApplication(rows, random, {
    edition,
    applicant: ready,
    person: addApplicant(telling, random, ready, {
      number: 1,
      createdAt: someTime(0.2),
      email: demoPeople.submitted.email,
    }),
    status: "submitted",
    startedAt: someTime(0.21),
    finishedAt: someTime(0.7),
  });

  for (let number = 2; number < others + 2; number++) {
    const own = random.fork(number);
    const applicant = makeApplicant(telling, own, {});
    const isDraft = own.chance(0.42);
    const finishedAt = awake(own, someTime(0.06 + own.next() * 0.93), applicant.zone, opens, now);
    const startedAt = startBefore(own, finishedAt, opens);
    addApplication(rows, own, {
      edition,
      applicant,
      person: addApplicant(telling, own, applicant, {
        number,
        createdAt: new Date(startedAt.getTime() - 6 * 60_000),
      }),
      status: isDraft ? "draft" : "submitted",
      progress: own.next() * 0.95,
      startedAt,
      finishedAt,
    });
  }
  await rows.write(tx);
}
