import { z } from "zod";
import { says } from "~/platform/forms";

/** Lines of text as the app keeps them, whatever a browser sends. */
function lines(most: number, empty: string) {
  return z
    .string({ error: empty })
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .refine((text) => text !== "", { error: empty })
    .refine((text) => text.length <= most, { error: says("platform:error.too-long", { max: most }) });
}

/** The longest passage that can be hidden by typing it. */
export const passageLimit = 2000;
/** The longest contribution to a discussion, in characters. */
export const postLimit = 2000;

const place = z.number().int().min(0).max(1_000_000);

/** What to hide: the words themselves, or, from the page's script, a stretch of the answer that was shown. */
export const PassageForm = z.union([
  z.object({
    place: z.string().min(1).max(200),
    from: place,
    to: place,
    number: place,
  }),
  z.object({ text: lines(passageLimit, says("selection:redactions.error.text")) }),
]);

/** A contribution to a discussion. */
export const PostForm = z.object({ text: lines(postLimit, says("selection:discussion.error.text")) });

const badScore = says("selection:reading.error.score");
const score = z
  .number({ error: badScore })
  .int({ error: badScore })
  .min(1, { error: badScore })
  .max(5, { error: badScore });

/** Scores on every criterion of an edition after the reading is in, and why they change. */
export function ScoreChangeForm(criteria: readonly { id: string }[]) {
  return z.object({
    revision: z
      .number({ error: says("platform:error.invalid") })
      .int()
      .min(0)
      .max(1_000_000),
    score: z
      .strictObject(Object.fromEntries(criteria.map(({ id }) => [id, score])) as Record<string, typeof score>)
      .prefault({}),
    reason: lines(1000, says("selection:change.error.reason")),
  });
}
