import { decisions, eligibilityRulings, fellows, offers } from "#db/schema";
import { demoPeople } from "../accounts";
import { addApplication, addEvent, type SeededApplication } from "../applications";
import { addReferee, type SeededReferee } from "../beside";
import type { Telling } from "../telling";
import { awake, officeMoment, startBefore, submissionMoment } from "../moments";
import { seedProgramme, seedPulses } from "../programme";
import { addReading, addStanding, aReader, score, shareOut } from "../readings";
import type { SeededPerson } from "../people";
import { addApplicant, makeApplicant } from "./applicants";

const day = 86_400_000;
/** Applications still kept of that year: the retention of the others has passed. */
const kept = 26;
const places = 6;
const reserve = 4;
const shortlistStates: readonly (readonly SeededReferee[])[] = [
  ["answered", "answered"],
  ["answered", "unsafe"],
  ["answered", "expired"],
  ["declined", "answered"],
];

/** The running edition: read, decided, released and accepted, and now in its fifth week. */
export async function seedRunning(telling: Telling): Promise<void> {
  const { tx, rows, random, edition, staff, now } = telling;
  const candidates = addCandidates(telling);
  const ranked = rank(telling, candidates);
  const ownFellow = candidates[0];
  const others = ranked.filter((application) => application !== ownFellow);
  const chosen = [ownFellow, ...others.slice(0, places - 1)].filter(
    (application) => application !== undefined,
  );
  const [declining, ...rest] = others.slice(places - 1);
  const released = edition.decisionsReleasedAt ?? now;
  const decidedAt = new Date(released.getTime() - 2 * day);

  const decide = (
    application: SeededApplication,
    outcome: "cohort" | "reserve" | "declined",
    reserveRank: number | null,
  ) => {
    rows.add(decisions, {
      applicationId: application.id,
      editionId: edition.id,
      outcome,
      reserveRank,
      decidedBy: staff.coordinator.id,
      decidedAt,
      releasedAt: released,
    });
    addEvent(rows, random, application.id, "decided", staff.coordinator.id, decidedAt);
    addEvent(rows, random, application.id, "decision-released", staff.coordinator.id, released);
  };
  const offer = (
    application: SeededApplication,
    answer: "accepted" | "declined",
    offeredAt: Date,
    hours: number,
  ) => {
    const answeredAt = new Date(offeredAt.getTime() + hours * 3_600_000);
    rows.add(offers, {
      applicationId: application.id,
      editionId: edition.id,
      offeredAt,
      answerBy: new Date(offeredAt.getTime() + 7 * day),
      answer,
      answeredAt,
    });
    addEvent(rows, random, application.id, `offer-${answer}`, application.person.id, answeredAt);
    return answeredAt;
  };

  const cohort: SeededPerson[] = [];
  chosen.forEach((application, index) => {
    decide(application, "cohort", null);
    // The last of them was first on the reserve list, and took the place of somebody who could not come.
    const isFromReserve = index === places - 1;
    const joinedAt = offer(
      application,
      "accepted",
      isFromReserve ? new Date(released.getTime() + 5 * day) : released,
      random.between(3, 60),
    );
    rows.add(fellows, {
      id: random.uuid(),
      editionId: edition.id,
      personId: application.person.id,
      applicationId: application.id,
      joinedAt,
    });
    cohort.push(application.person);
  });
  if (declining) {
    decide(declining, "cohort", null);
    offer(declining, "declined", released, 100);
  }
  [...chosen, ...rest.slice(0, reserve)].forEach((application, index) =>
    addReferences(telling, application, decidedAt, index),
  );
  rest.forEach((application, index) =>
    decide(application, index < reserve ? "reserve" : "declined", index < reserve ? index + 1 : null),
  );
  await rows.write(tx);

  await seedProgramme(tx, edition, staff, now);
  await seedPulses(tx, rows, random.fork("pulses"), edition, cohort, now);
  await rows.write(tx);
}

/** Whoever was on the shortlist was asked for referees: most of them answered. */
function addReferences(
  { rows, random, staff }: Telling,
  application: SeededApplication,
  decidedAt: Date,
  index: number,
): void {
  const own = random.fork(`referees/${index}`);
  const askedAt = new Date(decidedAt.getTime() - 21 * day);
  addEvent(rows, own, application.id, "referees-asked", staff.coordinator.id, askedAt);
  const states = shortlistStates[index % shortlistStates.length] ?? [];
  states.forEach((state, position) =>
    addReferee(rows, own, application, {
      position: position + 1,
      state,
      namedAt: new Date(askedAt.getTime() + 2 * day),
      now: decidedAt,
    }),
  );
}

function addCandidates(telling: Telling): SeededApplication[] {
  const { rows, random, edition, staff } = telling;
  return Array.from({ length: kept }, (_, number) => {
    const own = random.fork(number);
    const isFellow = number === 0;
    const applicant = makeApplicant(
      telling,
      own,
      isFellow
        ? { country: "UZ", female: true, locale: "en", quality: 2.1, name: demoPeople.fellow.name }
        : { quality: own.normal(0.35, 0.9) },
    );
    const finishedAt = submissionMoment(own, edition.callOpensAt, edition.callClosesAt, applicant.zone);
    const startedAt = startBefore(own, finishedAt, edition.callOpensAt);
    const person = addApplicant(telling, own, applicant, {
      number,
      createdAt: startedAt,
      ...(isFellow ? { email: demoPeople.fellow.email } : {}),
    });
    const application = addApplication(rows, own, {
      edition,
      person,
      applicant,
      status: "submitted",
      eligibility: "eligible",
      startedAt,
      finishedAt,
    });
    const ruledAt = officeMoment(own, edition.callClosesAt, 2, edition.zone);
    rows.add(eligibilityRulings, {
      id: own.uuid(),
      applicationId: application.id,
      eligible: true,
      ruledBy: staff.coordinator.id,
      ruledAt,
    });
    addEvent(rows, own, application.id, "ruled-eligible", staff.coordinator.id, ruledAt);
    return application;
  });
}

/** Reads everything twice and puts it in the order of its means. */
function rank(
  { rows, random, edition, staff }: Telling,
  candidates: SeededApplication[],
): SeededApplication[] {
  const own = random.fork("readings");
  const readers = staff.panelists.slice(2, 7).map((person, index) => aReader(own.fork(index), person, 1));
  const assignedAt = officeMoment(own, edition.callClosesAt, 5, edition.zone);
  const readings = shareOut(own, candidates, readers, 2).map(([application, reader], index) => {
    const reading = {
      application,
      reader,
      ...score(own, application, reader, edition),
      state: "submitted" as const,
    };
    const read = new Date(assignedAt.getTime() + (1 + own.next() * 12) * day);
    const readAt = awake(own, read, edition.zone, assignedAt, new Date(assignedAt.getTime() + 14 * day));
    addReading(
      rows,
      own,
      edition,
      reading,
      { assignedAt, readAt },
      { assignedBy: staff.coordinator.id, position: index + 1 },
    );
    return reading;
  });
  const byApplication = Map.groupBy(readings, ({ application }) => application);
  const at = new Date(assignedAt.getTime() + 14 * day);
  for (const [application, list] of byApplication) addStanding(rows, edition, application, list, at);
  const mean = (application: SeededApplication) =>
    (byApplication.get(application) ?? []).reduce((sum, reading) => sum + reading.mean, 0);
  return [...candidates].sort((a, b) => mean(b) - mean(a));
}
