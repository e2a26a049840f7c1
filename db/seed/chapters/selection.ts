import { and, eq, inArray, sql } from "drizzle-orm";
import {
  applicationEvents,
  applicationTags,
  assignments,
  calibrationFiles,
  discussionPosts,
  eligibilityRulings,
  reviews,
  savedViews,
  tags,
} from "#db/schema";
import { seal } from "~/platform/vault.server";
import { assignFurtherReader, listWanting } from "~/selection/further-reader.server";
import { readWrittenLanguages } from "~/selection/written-languages.server";
import { essayOf, type Applicant, type Flaw } from "../applicants";
import { addApplication, addEvent, between, type SeededApplication } from "../applications";
import { addNote, addThread } from "../beside";
import { calibrationTalk, letThrough, notes, threads } from "../content/correspondence";
import { rulings, ties } from "../content/programme";
import { awake, officeMoment, startBefore, submissionMoment } from "../moments";
import {
  addConflict,
  addReading,
  addStanding,
  aReader,
  score,
  shareOut,
  type Reader,
  type Reading,
} from "../readings";
import type { Telling } from "../telling";
import { addApplicant, makeApplicant } from "./applicants";

const day = 86_400_000;
/** Applications that were submitted. */
export const selectionSize = 300;
/** Applications that never arrived, or were taken back. */
const drafts = 26;
const withdrawn = 9;
/** Whoever an eligibility check turns away, and how many have yet to be checked. */
const flawed: readonly Flaw[] = [
  "too-young",
  "too-old",
  "too-old",
  "elsewhere",
  "elsewhere",
  "elsewhere",
  "dates",
  "dates",
  "too-old",
];
const unchecked = 36;
/** Applications written together, and told as progress. */
const chunk = 50;

/** The edition in selection: everybody has submitted, most are found eligible, and the panel is in the middle of it. */
export async function seedSelection(telling: Telling): Promise<void> {
  const { tx, rows, random, edition, staff, now, tell } = telling;
  const eligible: SeededApplication[] = [];
  const made: Applicant[] = [];
  const total = selectionSize + drafts + withdrawn;
  // One of those who are too old may go on all the same.
  let letThroughYet = false;
  for (let number = 0; number < total; number++) {
    const own = random.fork(number);
    // What is wrong with an application does not depend on when it came in.
    const flaw =
      flawed.find((_, index) => Math.floor(((index + 0.6) * selectionSize) / flawed.length) === number) ??
      null;
    const isLetThrough: boolean = flaw === "too-old" && !letThroughYet;
    letThroughYet ||= isLetThrough;
    const applicant = asCopied(number, makeApplicant(telling, own, { flaw }), made);
    made.push(applicant);
    if (number >= selectionSize) addUnsubmitted(telling, number, applicant);
    else {
      const isUnchecked = !flaw && number % Math.floor(selectionSize / unchecked) === 3;
      const application = addSubmitted(
        telling,
        number,
        applicant,
        flaw && !isLetThrough ? "ineligible" : isUnchecked ? "unchecked" : "eligible",
      );
      if ((!flaw || isLetThrough) && !isUnchecked) eligible.push(application);
    }
    if ((number + 1) % chunk === 0) {
      await rows.write(tx);
      tell(number + 1, total);
    }
  }

  const readers = staff.panelists.map((person, index) =>
    aReader(random.fork(`reader/${index}`), person, [0.68, 0.74][index]),
  );
  const first = new Set(readFirst(eligible));
  const readings = planReadings(telling, eligible, first, readers);
  const assignedAt = officeMoment(random.fork("assigned"), edition.callClosesAt, 3, edition.zone);
  const allRead = addReadings(telling, readings, first, assignedAt);
  for (const application of eligible)
    rows.add(applicationEvents, {
      id: random.uuid(),
      applicationId: application.id,
      kind: "assigned",
      actorId: staff.coordinator.id,
      at: assignedAt,
    });
  const byApplication = Map.groupBy(readings, ({ application }) => application);
  for (const [application, own] of byApplication) addStanding(rows, edition, application, own, now);
  addConflicts(telling, eligible, readers, byApplication, assignedAt);
  addTags(telling, eligible);
  addCorrespondence(telling, eligible);
  addCalibrationTalk(telling, [...first], allRead);
  await rows.write(tx);
  await askFurtherReaders(telling);
  tell(total, total);
}

/** Who was asked by itself as readings came in that differ, each at that moment and in a place of their own. */
async function askFurtherReaders({ tx, edition }: Telling): Promise<void> {
  const wanting = (await listWanting(tx, edition.id)).map(({ id }) => id);
  // All at once rather than one by one.
  await readWrittenLanguages(tx, wanting);
  for (const id of wanting) await assignFurtherReader(tx, id, { isQuiet: true });
  const lastReading = sql`(select max(${reviews.submittedAt}) from ${reviews} where ${reviews.applicationId} = `;
  await tx
    .update(assignments)
    .set({
      assignedAt: sql`${lastReading} ${assignments.applicationId})`,
      position: sql`1000 + ('x' || substr(md5(${assignments.applicationId}::text), 1, 6))::bit(24)::int`,
    })
    .where(and(eq(assignments.editionId, edition.id), eq(assignments.kind, "further")));
  await tx
    .update(applicationEvents)
    .set({ at: sql`${lastReading} ${applicationEvents.applicationId})` })
    .where(
      and(inArray(applicationEvents.applicationId, wanting), eq(applicationEvents.kind, "further-reader")),
    );
}

/** Who took over a text of whose, and who applied a second time under another account. */
const copies: ReadonlyMap<number, { of: number; what: "community" | "at-home" | "person" }> = new Map([
  [118, { of: 40, what: "community" }],
  [160, { of: 52, what: "person" }],
  [231, { of: 77, what: "at-home" }],
]);

/** An applicant as they are, or with what they took from one before them: for the page of likenesses. */
function asCopied(number: number, applicant: Applicant, made: readonly Applicant[]): Applicant {
  const copy = copies.get(number);
  const first = copy && made[copy.of];
  if (!first) return applicant;
  if (copy.what === "person") {
    const { name, login } = first;
    const { "birth-year": year, "preferred-name": called } = first.answers;
    return {
      ...applicant,
      name: name.split(" ").reverse().join(" "),
      login: `${login}.2`,
      answers: { ...applicant.answers, "birth-year": year, "preferred-name": called },
    };
  }
  // All but its last sentence, as if somebody had been in a hurry.
  const text = essayOf(first, copy.what);
  const taken = text.slice(0, text.trimEnd().lastIndexOf(". ") + 1) || text;
  return { ...applicant, answers: { ...applicant.answers, [copy.what]: taken } };
}

/** Labels that the coordinators have thought of, and how many bear each. */
function addTags(
  { rows, random, edition, staff, now }: Telling,
  applications: readonly SeededApplication[],
): void {
  const own = random.fork("tags");
  for (const [name, share] of [
    ["Ask about dates", 0.05],
    ["Strong on community", 0.12],
    ["Second look", 0.07],
  ] as const) {
    const id = own.uuid();
    const by = { createdBy: staff.coordinator.id, createdAt: now };
    rows.add(tags, { id, editionId: edition.id, name, ...by });
    for (const application of applications)
      if (own.chance(share))
        rows.add(applicationTags, {
          applicationId: application.id,
          tagId: id,
          taggedBy: staff.coordinator.id,
          taggedAt: now,
        });
  }
  rows.add(savedViews, {
    id: own.uuid(),
    editionId: edition.id,
    ownerId: staff.coordinator.id,
    name: "Waiting for a second reading",
    query:
      "?status=eligible&readings=fewer&sort=-readings&col=country&col=submitted&col=readings&col=mean&col=tags",
    shared: true,
    createdAt: now,
  });
}

function addSubmitted(
  telling: Telling,
  number: number,
  applicant: Applicant,
  eligibility: "unchecked" | "eligible" | "ineligible",
): SeededApplication {
  const { rows, edition, staff } = telling;
  const own = telling.random.fork(`submission/${number}`);
  const finishedAt = submissionMoment(own, edition.callOpensAt, edition.callClosesAt, applicant.zone);
  const startedAt = startBefore(own, finishedAt, edition.callOpensAt);
  const person = addApplicant(telling, own, applicant, {
    number,
    createdAt: new Date(startedAt.getTime() - own.between(3, 90) * 60_000),
  });
  const application = addApplication(rows, own, {
    edition,
    person,
    applicant,
    status: "submitted",
    eligibility,
    startedAt,
    finishedAt,
  });
  if (eligibility === "unchecked") return application;
  const ruledAt = officeMoment(own, edition.callClosesAt, own.between(1, 2), edition.zone);
  rows.add(eligibilityRulings, {
    id: own.uuid(),
    applicationId: application.id,
    eligible: eligibility === "eligible",
    reason: applicant.flaw
      ? seal(person.key, "ruling.reason", eligibility === "eligible" ? letThrough : rulings[applicant.flaw])
      : null,
    ruledBy: staff.coordinator.id,
    ruledAt,
  });
  addEvent(
    rows,
    own,
    application.id,
    eligibility === "eligible" ? "ruled-eligible" : "ruled-ineligible",
    staff.coordinator.id,
    ruledAt,
  );
  return application;
}

function addUnsubmitted(telling: Telling, number: number, applicant: Applicant): void {
  const { rows, edition } = telling;
  const own = telling.random.fork(`unsubmitted/${number}`);
  const isDraft = number < selectionSize + drafts;
  const finishedAt = submissionMoment(own, edition.callOpensAt, edition.callClosesAt, applicant.zone);
  const startedAt = startBefore(own, finishedAt, edition.callOpensAt);
  const person = addApplicant(telling, own, applicant, { number, createdAt: startedAt });
  addApplication(rows, own, {
    edition,
    person,
    applicant,
    status: isDraft ? "draft" : "withdrawn",
    progress: own.next() * 0.9,
    startedAt,
    finishedAt,
    ...(isDraft
      ? {}
      : {
          withdrawnAt: between(
            finishedAt,
            new Date(edition.callClosesAt.getTime() + 3 * day),
            0.2 + own.next() * 0.8,
          ),
        }),
  });
}

/** Two readings each, after those that everybody reads; how far each reader has come follows from their pace. */
function planReadings(
  telling: Telling,
  eligible: readonly SeededApplication[],
  first: ReadonlySet<SeededApplication>,
  readers: readonly Reader[],
): Reading[] {
  const random = telling.random.fork("readings");
  const others = eligible.filter((application) => !first.has(application));
  const shared = [
    ...[...first].flatMap((application) =>
      readers.map((reader): [SeededApplication, Reader] => [application, reader]),
    ),
    ...shareOut(random, others, readers, 2),
  ];
  const places = new Map<Reader, number>();
  const counts = new Map(
    readers.map((reader) => [reader, shared.filter(([, one]) => one === reader).length]),
  );
  return shared.map(([application, reader]) => {
    const place = places.get(reader) ?? 0;
    places.set(reader, place + 1);
    const count = counts.get(reader) ?? 1;
    const state =
      place < count * reader.pace ? "submitted" : place < count * reader.pace + 3 ? "draft" : "unread";
    return { application, reader, ...score(random, application, reader, telling.edition), state };
  });
}

/**
 * Readings in each reader's own order, over the days since they were handed out. Returns when the last one was in of
 * those that everybody reads.
 */
function addReadings(
  { rows, random, edition, staff, now }: Telling,
  readings: readonly Reading[],
  first: ReadonlySet<SeededApplication>,
  assignedAt: Date,
): Date {
  let allRead = assignedAt;
  const places = new Map<Reader, number>();
  for (const application of first)
    rows.add(calibrationFiles, {
      editionId: edition.id,
      applicationId: application.id,
      chosenBy: staff.coordinator.id,
      chosenAt: assignedAt,
    });
  for (const reading of readings) {
    const position = (places.get(reading.reader) ?? 0) + 1;
    places.set(reading.reader, position);
    const count = readings.filter(({ reader }) => reader === reading.reader).length;
    const share = (position / (count * reading.reader.pace + 4)) * 0.95 + random.next() * 0.03;
    const readAt = awake(
      random,
      between(assignedAt, now, Math.min(0.98, share)),
      edition.zone,
      assignedAt,
      now,
    );
    if (first.has(reading.application) && readAt > allRead) allRead = readAt;
    addReading(
      rows,
      random,
      edition,
      reading,
      { assignedAt, readAt },
      {
        assignedBy: staff.coordinator.id,
        position,
        kind: first.has(reading.application) ? "calibration" : "reading",
      },
    );
  }
  return allRead;
}

/** Notes on some applications, and threads, two of which wait for an answer. */
function addCorrespondence(
  { rows, random, staff, now }: Telling,
  eligible: readonly SeededApplication[],
): void {
  const own = random.fork("beside");
  const office = staff.coordinator.id;
  const daysAgo = (days: number) => new Date(now.getTime() - days * day);
  notes.forEach((text, index) => {
    const application = eligible[index * 23 + 6];
    if (application) addNote(rows, own, application, { text, authorId: office, at: daysAgo(index + 1) });
  });
  threads.forEach((lines, index) => {
    const application = eligible[index * 31 + 6];
    if (application)
      addThread(rows, own, application, { lines, last: daysAgo(0.2 + index), office, isRead: index > 2 });
  });
}

/** What the panel said of those that everybody reads first, once all had read them. */
function addCalibrationTalk(
  { rows, random, staff, now }: Telling,
  first: readonly SeededApplication[],
  from: Date,
): void {
  const own = random.fork("calibration-talk");
  calibrationTalk.forEach((lines, index) => {
    const application = first[index];
    if (!application) return;
    for (const { panelist, hoursLater, text } of lines) {
      const author = staff.panelists[panelist];
      if (author)
        rows.add(discussionPosts, {
          id: own.uuid(),
          applicationId: application.id,
          authorId: author.id,
          text: seal(application.person.key, "discussion.text", text),
          at: new Date(Math.min(now.getTime(), from.getTime() + hoursLater * 3_600_000)),
        });
    }
  });
}

/** Those that everybody reads first, to talk about their scales: a strong one, a weak one and one in between. */
function readFirst(eligible: readonly SeededApplication[]): SeededApplication[] {
  const byQuality = eligible.toSorted((a, b) => a.applicant.quality - b.applicant.quality);
  return [0.9, 0.1, 0.5].flatMap((share) => byQuality[Math.floor(share * byQuality.length)] ?? []);
}

/** Three ties that panelists have declared, each to an application that two others read instead. */
function addConflicts(
  { rows, random, edition, staff }: Telling,
  eligible: readonly SeededApplication[],
  readers: readonly Reader[],
  readings: ReadonlyMap<SeededApplication, readonly Reading[]>,
  assignedAt: Date,
): void {
  ties.forEach((reason, index) => {
    const application = eligible[index * 61 + 17];
    if (!application) return;
    const reader = readers
      .slice(2)
      .find((one) => !readings.get(application)?.some((reading) => reading.reader === one));
    if (!reader) return;
    addConflict(rows, random, edition, {
      application,
      reader,
      reason,
      assignedAt,
      declaredAt: new Date(assignedAt.getTime() + (index + 1) * 31 * 3_600_000),
      assignedBy: staff.coordinator.id,
      position: 200 + index,
    });
  });
}
