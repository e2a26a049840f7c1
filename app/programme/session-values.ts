import { writtenSlot, type Slot } from "./slots";

/** A session's fields as a form holds them: all text, times by the wall clock of the edition. */
export interface SessionFields {
  title: string;
  kind: string;
  description: string;
  date: string;
  from: string;
  to: string;
  place: string;
  facilitator: string;
  optional: string;
}

/** Every field that two versions of a session are compared by. */
export const sessionFieldNames = [
  "title",
  "kind",
  "description",
  "date",
  "from",
  "to",
  "place",
  "facilitator",
  "optional",
] as const satisfies readonly (keyof SessionFields)[];

/** A session as its form shows it. */
export function fieldsOf(
  session: Slot & {
    title: string;
    kind: string;
    description: string;
    placeId: string | null;
    facilitatorId: string | null;
    optional: boolean;
  },
  startsOn: string,
): SessionFields {
  return {
    title: session.title,
    kind: session.kind,
    description: session.description,
    ...writtenSlot(session, startsOn),
    place: session.placeId ?? "",
    facilitator: session.facilitatorId ?? "",
    optional: session.optional ? "yes" : "",
  };
}

/** The fields in which what was sent differs from what is saved, each with both. */
export function differences(
  saved: SessionFields,
  sent: Partial<Record<keyof SessionFields, unknown>>,
): { field: keyof SessionFields; saved: string; sent: string }[] {
  return sessionFieldNames
    .map((field) => ({
      field,
      saved: saved[field],
      sent: typeof sent[field] === "string" ? sent[field].trim() : "",
    }))
    .filter(
      ({ saved: theirs, sent: own }) => theirs.replaceAll("\r\n", "\n") !== own.replaceAll("\r\n", "\n"),
    );
}
