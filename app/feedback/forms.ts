import { z } from "zod";
import { paces } from "./floor";

/** Longest that "one thing to change" may be, in characters. */
export const changeLimit = 500;

/** A session's pulse as a fellow answers it. */
export const PulseForm = z.object({
  usefulness: z.enum(["1", "2", "3", "4", "5"]).transform(Number),
  pace: z.enum(paces),
  change: z.string().trim().max(changeLimit).default(""),
});
