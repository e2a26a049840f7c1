import { imports } from "#db/schema";
import { guessMapping } from "~/applying/import-mapping";
import { seal, sealBytes } from "~/platform/vault.server";
import { demoPeople, demoReference } from "../accounts";
import { addApplication, addEvent, between, type SeededApplication } from "../applications";
import { addNote, addReferee, addThread, type SeededReferee } from "../beside";
import { moreTime, notes, threads, waitingTable } from "../content/correspondence";
import type { Telling } from "../telling";
import { awake, startBefore } from "../moments";
import { addApplicant, makeApplicant } from "./applicants";

/** How many others have begun or submitted something in the open call. */
const others = 42;
/** Which of the submitted ones was taken back to be edited, and which draft has more time. */
const takenBack = 5;
const givenTime = 3;
const day = 86_400_000;

/** How it stands with the referees of some who have submitted. */
const refereeStates: readonly (readonly SeededReferee[])[] = [
  ["answered", "answered"],
  ["asked", "named"],
  ["answered", "declined"],
  ["expired", "asked"],
  ["retracted", "asked"],
  ["unsafe", "answered"],
];

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
  const begun = addApplication(rows, random, {
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
  const sent = addApplication(rows, random, {
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

  const drafts: SeededApplication[] = [];
  const submitted: SeededApplication[] = [];
  for (let number = 2; number < others + 2; number++) {
    const own = random.fork(number);
    const applicant = makeApplicant(telling, own, {});
    const isDraft = own.chance(0.42);
    const finishedAt = awake(own, someTime(0.06 + own.next() * 0.93), applicant.zone, opens, now);
    const startedAt = startBefore(own, finishedAt, opens);
    const isTakenBack = !isDraft && submitted.length === takenBack;
    const isGivenTime = isDraft && drafts.length === givenTime;
    const application = addApplication(rows, own, {
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
      ...(isTakenBack ? { takenBackAt: between(finishedAt, now, 0.6) } : {}),
      ...(isGivenTime ? { extendedUntil: new Date(edition.callClosesAt.getTime() + 2 * day) } : {}),
    });
    (isDraft ? drafts : submitted).push(application);
  }
  addCorrespondence(telling, { begun, sent, drafts, submitted });
  addOffice(telling);
  await rows.write(tx);
}

/** What stands beside applications: threads, some of them waiting for an answer, referees in every state, notes. */
function addCorrespondence(
  { rows, random, edition, staff, now }: Telling,
  all: {
    begun: SeededApplication;
    sent: SeededApplication;
    drafts: SeededApplication[];
    submitted: SeededApplication[];
  },
): void {
  const own = random.fork("beside");
  const office = staff.coordinator.id;
  const { begun, sent, drafts, submitted } = all;
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const thread = (
    application: SeededApplication | undefined,
    index: number,
    hours: number,
    isRead = false,
  ) => {
    const lines = threads[index];
    if (application && lines)
      addThread(rows, own, application, { lines, last: hoursAgo(hours), office, isRead });
  };
  thread(begun, 0, 30, true);
  thread(sent, 1, 9);
  thread(submitted[0], 2, 5);
  thread(drafts[givenTime], 3, 52, true);
  thread(drafts[0], 3, 2);
  thread(submitted[takenBack], 4, 20);
  thread(submitted[9], 0, 70, true);
  thread(submitted[11], 1, 90, true);

  const referee = (
    application: SeededApplication | undefined,
    states: readonly SeededReferee[],
    secret?: string,
  ) => {
    if (!application) return;
    const namedAt = between(edition.callOpensAt, application.submittedAt ?? now, 0.5);
    states.forEach((state, index) =>
      addReferee(rows, own, application, {
        position: index + 1,
        ...{ state, namedAt, now },
        ...(secret && state === "asked" ? { secret } : {}),
      }),
    );
  };
  referee(begun, ["named"]);
  referee(sent, ["answered", "asked"], demoReference);
  refereeStates.forEach((states, index) => referee(submitted[index + 1], states));

  const given = drafts[givenTime];
  if (given) {
    const at = hoursAgo(48);
    addNote(rows, own, given, { text: moreTime, authorId: office, at });
    addEvent(rows, own, given.id, "extended", office, at, {
      until: new Date(edition.callClosesAt.getTime() + 2 * day).toISOString(),
    });
  }
  [sent, submitted[2], submitted[7]].forEach((application, index) => {
    const text = notes[index];
    if (application && text)
      addNote(rows, own, application, { text, authorId: office, at: hoursAgo(26 + index) });
  });
}

/** What came on paper and in a table: typed in, being typed in, imported, and waiting to be. */
function addOffice(telling: Telling): void {
  const { rows, random, edition, staff, now } = telling;
  const office = staff.coordinator;
  const kinds = ["office", "office", "import", "import", "import"] as const;
  kinds.forEach((source, index) => {
    const own = random.fork(`entered/${index}`);
    const applicant = makeApplicant(telling, own, {});
    const at = between(edition.callOpensAt, now, 0.5 + index * 0.08);
    const isTyping = index === 1;
    addApplication(rows, own, {
      edition,
      applicant,
      person: addApplicant({ ...telling, passwordHash: null }, own, applicant, {
        number: 200 + index,
        createdAt: at,
      }),
      status: isTyping ? "draft" : "submitted",
      progress: 0.5,
      startedAt: at,
      finishedAt: new Date(at.getTime() + 50 * 60_000),
      entered: { source, by: office.id },
      ...(isTyping ? { extendedUntil: new Date(now.getTime() + 50 * day) } : {}),
    });
  });
  const [columns = ""] = waitingTable.split("\n");
  rows.add(imports, {
    id: random.fork("import").uuid(),
    editionId: edition.id,
    ownerId: office.id,
    name: seal(office.key, "import.name", "Answers from the village clubs.csv"),
    content: sealBytes(office.key, "import.content", Buffer.from(waitingTable)),
    mapping: guessMapping(columns.split(","), edition.form),
    createdAt: new Date(now.getTime() - 20 * 3_600_000),
  });
}
