import { z } from "zod";
import { says } from "~/platform/forms";

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

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: says("platform:error.too-long", { max: most }) })
    .prefault("");

/** Up to five readers, as a form sends them; lines without a word are left out. */
export const UnwantedForm = z.object({
  readers: z
    .array(
      z.object({
        name: line(120),
        organisation: line(160),
        email: line(254).refine((text) => text === "" || z.email().safeParse(text).success, {
          error: says("platform:error.email"),
        }),
      }),
    )
    .max(mostUnwanted)
    .prefault([])
    .transform((readers) => readers.filter((one) => one.name || one.organisation || one.email)),
});
