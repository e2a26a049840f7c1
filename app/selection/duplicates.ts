import { z } from "zod";

/** The two lists of pairs: those that wait for a coordinator's word, and those that have it. */
export const duplicateParts = ["open", "settled"] as const;
export type DuplicatePart = (typeof duplicateParts)[number];

export const duplicateKinds = ["person", "text"] as const;
export type DuplicateKind = (typeof duplicateKinds)[number];

/** A word on a pair: by the code of this edition's application and the id of the other. Nobody types any of it. */
export const SettlementForm = z.object({
  code: z.string().regex(/^[A-Z]{2,6}-[0-9A-Z]{4,12}$/),
  other: z.uuid(),
  kind: z.enum(duplicateKinds),
  what: z.enum(["settle", "reopen"]),
});
