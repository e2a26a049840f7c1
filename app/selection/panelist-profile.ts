import { z } from "zod";

/** What a panelist says of themselves; sealed under their key. */
const profileSchema = z.object({
  organisation: z.string().default(""),
  expertise: z.array(z.string()).default([]),
  familyNames: z.string().default(""),
  citizenship: z.string().nullable().default(null),
  employerState: z.string().nullable().default(null),
});
export type PanelistProfile = z.infer<typeof profileSchema>;

/** What the vault calls a sealed profile. */
export const profilePurpose = "panelist.profile";

/** A profile as it was stored, whichever version of the app stored it. */
export function readProfile(stored: unknown): PanelistProfile {
  const parsed = profileSchema.safeParse(stored);
  return parsed.success ? parsed.data : profileSchema.parse({});
}

/** Parts of a line that commas, semicolons, slashes or new lines part. */
export function partsOf(line: string): string[] {
  return line
    .split(/[,;/\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
