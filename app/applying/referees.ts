import { z } from "zod";
import { countWords } from "~/questions/count-words";
import { says } from "~/platform/forms";
import { locales } from "~/platform/locale/locales";
import { isMailAddress } from "~/platform/mail-address";
import type { FormDefinition, FormSection } from "~/questions/definition";

/** Words in which something else can be said in place of a reference. */
export const evidenceWords = 200;

/** Days before a link runs out that its referee is reminded, once. */
export const reminderDays = 5;

/** Until when a link works that is made at `at`: to the full minute, as its letter and pages say it. */
export function linkEnd(at: Date, days: number): Date {
  return new Date(Math.ceil(at.getTime() / 60_000) * 60_000 + days * 86_400_000);
}

/** How it stands with a referee, as applicant and coordinators are told. */
export type RefereeState = "unsafe" | "named" | "asked" | "expired" | "answered" | "declined" | "retracted";

export function refereeStateOf(
  referee: {
    unsafe: boolean;
    state: "named" | "asked" | "answered" | "declined" | "retracted";
    expiresAt: Date | null;
  },
  now: Date,
): RefereeState {
  if (referee.unsafe) return "unsafe";
  if (referee.state === "asked" && referee.expiresAt && referee.expiresAt <= now) return "expired";
  return referee.state;
}

/** Whether what is said of a referee may still be changed, or the referee be left out: nobody waits for their answer. */
export function canChangeReferee(state: RefereeState): boolean {
  return state !== "asked" && state !== "answered";
}

/** Whether a request may be sent: to somebody who was never asked, or whose link ran out. Who declined is left in peace. */
export function canRequest(state: RefereeState): boolean {
  return state === "named" || state === "expired";
}

/**
 * Whether an applicant names referees: `hidden` where they are not to know of it (or not yet: being asked means being
 * on the shortlist), `closed` once nothing can come of it any more.
 */
export type RefereesWindow = "hidden" | "open" | "closed";

export function refereesWindow(
  edition: {
    refereesAsked: "with-application" | "after-shortlist" | "never";
    decisionsReleasedAt: Date | null;
  },
  application: { status: "draft" | "submitted" | "withdrawn"; isClosed: boolean; wasAsked: boolean },
): RefereesWindow {
  if (edition.refereesAsked === "never") return "hidden";
  if (edition.refereesAsked === "after-shortlist" && !application.wasAsked) return "hidden";
  if (edition.decisionsReleasedAt || application.status === "withdrawn" || application.isClosed)
    return "closed";
  return edition.refereesAsked === "after-shortlist" && application.status === "draft" ? "closed" : "open";
}

/** What a link of a referee leads to. `dead` covers unknown, expired and everything else that is over: all look alike. */
export type ReferenceState = "asked" | "answered" | "declined" | "retracted" | "dead";

export function referenceStateOf(
  referee: {
    state: "named" | "asked" | "answered" | "declined" | "retracted";
    unsafe: boolean;
    expiresAt: Date | null;
  },
  application: { status: "draft" | "submitted" | "withdrawn" },
  edition: { decisionsReleasedAt: Date | null },
  now: Date,
): ReferenceState {
  if (application.status === "withdrawn" || edition.decisionsReleasedAt || referee.unsafe) return "dead";
  if (referee.state === "named") return "dead";
  // Whoever has answered may take it back until decisions are out, however old their link is.
  if (referee.state === "answered") return "answered";
  return referee.expiresAt && referee.expiresAt > now ? referee.state : "dead";
}

/** The one section that a referee's form has. */
export function refereesSection({ sections: [only] }: FormDefinition): FormSection {
  return only ?? { key: "", title: { en: "" }, questions: [] };
}

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), says("platform:error.invalid"));

/**
 * The name that stands in a letter to somebody else's address: a name and nothing that a mail program would make a
 * link of.
 */
const shownName = line(60).refine(
  (text) => /^\p{L}(?:[\p{L}\p{M} '’ʻʼ‘-]|\.(?= |$))*$/u.test(text),
  says("applying:referees.error.shown-name"),
);

/** What an applicant says of a referee. Of one who must not be contacted no address is taken at all. */
export const RefereeForm = z
  .object({
    name: line(120),
    relation: line(200),
    unsafe: z.literal("yes").optional(),
    email: z.string().trim().max(254).optional(),
    locale: z.enum(locales).default("en"),
    shownName: z.string().optional(),
    evidence: z.string().trim().max(4000).optional(),
  })
  .superRefine((value, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (value.unsafe) {
      if (!value.evidence) wrong("evidence", says("applying:referees.error.evidence"));
      else if (countWords(value.evidence) > evidenceWords)
        wrong(
          "evidence",
          says("platform:error.too-many-words", { words: countWords(value.evidence), max: evidenceWords }),
        );
      return;
    }
    if (!value.email) wrong("email", says("platform:error.required"));
    else if (!isMailAddress(value.email)) wrong("email", says("platform:error.email"));
    const shown = shownName.safeParse(value.shownName ?? "");
    if (!value.shownName?.trim()) wrong("shownName", says("platform:error.required"));
    else if (!shown.success) {
      const issue = shown.error.issues[0];
      wrong(
        "shownName",
        issue?.code === "too_big"
          ? says("platform:error.too-long", { max: 60 })
          : says("applying:referees.error.shown-name"),
      );
    }
  });

/** What is kept of a referee, sealed as one. */
export interface RefereeDetails {
  name: string;
  relation: string;
  /** Where a letter may go; null for somebody who must not be contacted. */
  email: string | null;
  /** What the referee is told of the applicant: a name of the applicant's choice, and no more. */
  shownName: string | null;
  evidence: string | null;
  /** The secret of the link while it is good, so that a reminder can hold the same one. */
  token?: string;
}

/** What a parsed form keeps: nothing of an address where there is to be no contact. */
export function detailsFrom(form: z.output<typeof RefereeForm>): RefereeDetails {
  const { name, relation } = form;
  return form.unsafe
    ? { name, relation, email: null, shownName: null, evidence: form.evidence ?? null }
    : {
        name,
        relation,
        email: form.email ?? null,
        shownName: form.shownName?.trim() ?? null,
        evidence: null,
      };
}

/** What to say at the address's field where a naming was refused because of it; null where it was not. */
export function namingProblem(outcome: string): string | null {
  if (outcome === "own-address") return says("applying:referees.error.own-address");
  return outcome === "twice" ? says("applying:referees.error.twice") : null;
}
