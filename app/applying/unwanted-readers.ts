import { z } from "zod";

/** Most readers that an applicant can name. */
export const mostUnwanted = 5;

const unwantedSchema = z.object({
  name: z.string().default(""),
  organisation: z.string().default(""),
  email: z.string().default(""),
});

/** Somebody who, the applicant asks, should not read their application; what was not said is empty. */
export type UnwantedReader = z.infer<typeof unwantedSchema>;

/** What the vault calls it, sealed under the applicant's key. */
export const unwantedPurpose = "unwanted_reader.details";

export function readUnwanted(stored: unknown): UnwantedReader {
  const parsed = unwantedSchema.safeParse(stored);
  return parsed.success ? parsed.data : { name: "", organisation: "", email: "" };
}
