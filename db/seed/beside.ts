import { applicationMessages, applicationNotes, referees as refereeRows } from "#db/schema";
import { sealReferee } from "~/applying/referee-details.server";
import { digest, emailHash, seal, sealJson } from "~/platform/vault.server";
import { addEvent, type SeededApplication } from "./applications";
import { evidence, referees, references, type ThreadLine } from "./content/correspondence";
import type { Random } from "./random";
import type { Rows } from "./rows";

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Adds a thread, its last line at `last`. Whatever was answered was read before; the last line is unread unless the
 * thread is said to be read.
 */
export function addThread(
  rows: Rows,
  random: Random,
  application: SeededApplication,
  thread: { lines: readonly ThreadLine[]; last: Date; office: string; isRead?: boolean },
): void {
  let at = thread.last.getTime();
  const dated = [...thread.lines].reverse().map((line) => {
    const written = { ...line, at: new Date(at) };
    at -= line.hoursLater * hour;
    return written;
  });
  dated.reverse().forEach(({ from, text, at: writtenAt }, index) => {
    const next = dated[index + 1];
    const authorId = from === "office" ? thread.office : application.person.id;
    rows.add(applicationMessages, {
      id: random.uuid(),
      applicationId: application.id,
      fromOffice: from === "office",
      authorId,
      text: seal(application.person.key, "application_messages.text", text),
      at: writtenAt,
      readAt: next
        ? new Date((writtenAt.getTime() + next.at.getTime()) / 2)
        : thread.isRead
          ? new Date(writtenAt.getTime() + hour)
          : null,
    });
    const kind = from === "office" ? "message-sent" : "message-received";
    addEvent(rows, random, application.id, kind, authorId, writtenAt);
  });
}

/** Adds a coordinator's note. */
export function addNote(
  rows: Rows,
  random: Random,
  application: SeededApplication,
  note: { text: string; authorId: string; at: Date },
): void {
  rows.add(applicationNotes, {
    id: random.uuid(),
    applicationId: application.id,
    authorId: note.authorId,
    text: seal(application.person.key, "application_notes.text", note.text),
    at: note.at,
  });
  addEvent(rows, random, application.id, "noted", note.authorId, note.at);
}

export type SeededReferee = "named" | "asked" | "expired" | "answered" | "declined" | "retracted" | "unsafe";

/** Days that a referee has to answer. */
const refereeDays = 14;

/**
 * Adds a referee, named at `namedAt` and asked soon after. A request that still waits was sent lately (`now` is given
 * for that), one that has run out long ago. `secret` is the secret of a link that somebody can open.
 */
export function addReferee(
  rows: Rows,
  random: Random,
  application: SeededApplication,
  referee: { position: number; state: SeededReferee; namedAt: Date; now: Date; secret?: string },
): void {
  const { position, state, namedAt, now } = referee;
  const first = application.code.charCodeAt(5) + position;
  const { name, relation, login, locale } = referees[first % referees.length] ?? referees[0];
  const isUnsafe = state === "unsafe";
  const email = isUnsafe ? null : `${login}.${application.code.slice(-3).toLowerCase()}@referees.example`;
  const isLate = state === "asked" || state === "named";
  const askedAt =
    state === "named" || isUnsafe
      ? null
      : isLate
        ? new Date(now.getTime() - 3 * day)
        : new Date(namedAt.getTime() + hour);
  const answeredAt =
    askedAt && ["answered", "declined", "retracted"].includes(state)
      ? new Date(Math.min(now.getTime() - hour, askedAt.getTime() + random.between(20, 90) * hour))
      : null;
  const secret = referee.secret ?? random.uuid().padEnd(43, "x");
  const shownName = application.person.name.split(" ")[0] ?? null;
  rows.add(refereeRows, {
    id: random.uuid(),
    applicationId: application.id,
    personId: application.person.id,
    position,
    details: sealReferee(application.person.key, {
      name,
      relation,
      email,
      shownName: isUnsafe ? null : shownName,
      evidence: isUnsafe ? evidence : null,
      ...(askedAt && state !== "expired" ? { token: secret } : {}),
    }),
    emailHash: email ? emailHash(email) : null,
    unsafe: isUnsafe,
    locale,
    state: isUnsafe ? "named" : state === "expired" ? "asked" : state,
    tokenHash: askedAt && state !== "expired" ? digest(secret) : null,
    expiresAt: askedAt && new Date(askedAt.getTime() + (state === "expired" ? 1 : refereeDays) * day),
    answers:
      state === "answered"
        ? sealJson(application.person.key, "referees.answers", random.pick(references))
        : null,
    createdAt: namedAt,
    askedAt,
    answeredAt: state === "retracted" ? null : answeredAt,
  });
  const note = (kind: string, actorId: string | null, at: Date) =>
    addEvent(rows, random, application.id, kind, actorId, at, { position });
  note("referee-named", application.person.id, namedAt);
  if (askedAt) note("referee-requested", application.person.id, askedAt);
  if (answeredAt) note(`referee-${state}`, null, answeredAt);
  if (state === "expired") note("referee-expired", null, new Date((askedAt ?? namedAt).getTime() + day));
}
