import { z } from "zod";
import { says } from "~/platform/forms";

/** Lines of text as the app keeps them, whatever a browser sends. With `asked`, what to say when there are none. */
export function lines(most: number, asked?: string) {
  return z
    .string(asked ? { error: asked } : {})
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .refine((text) => text.length <= most, { error: says("platform:error.too-long", { max: most }) })
    .refine((text) => !asked || text !== "", { error: asked ?? "" });
}

/** The longest comment on a criterion, in characters: half a page. */
export const commentLimit = 2000;

/** A revision that a page was opened with. */
const revision = z
  .number({ error: says("platform:error.invalid") })
  .int()
  .min(0)
  .max(1_000_000);

const badScore = says("selection:reading.error.score");
const score = z
  .number({ error: badScore })
  .int({ error: badScore })
  .min(1, { error: badScore })
  .max(5, { error: badScore });

interface Line {
  id: string;
  commentRequired: boolean;
}

/**
 * A reader's scores on an edition's criteria, as a form or as JSON. `complete` is for submitting: every criterion
 * scored, and commented on where the edition asks for it. A criterion that the edition doesn't have is refused.
 */
export function ScoresForm(criteria: readonly Line[], { complete }: { complete: boolean }) {
  const shapeOf = <Field>(field: (line: Line) => Field) =>
    Object.fromEntries(criteria.map((line) => [line.id, field(line)])) as Record<string, Field>;
  return z.object({
    revision,
    /** Seconds that the page was worked on since its last save. What its script says is bounded, not trusted. */
    seconds: z.number().min(0).max(1_000_000).optional(),
    score: z.strictObject(shapeOf(() => (complete ? score : score.optional()))).prefault({}),
    comment: z
      .strictObject(
        shapeOf((line) =>
          complete && line.commentRequired
            ? lines(commentLimit, says("selection:reading.error.comment"))
            : lines(commentLimit).optional(),
        ),
      )
      .prefault({}),
  });
}

/** What a panelist says about a tie to an application. */
export const ConflictForm = z.object({ reason: lines(1000, says("selection:reading.error.reason")) });

/** A coordinator's ruling on eligibility; `seen` is the ruling that their page showed, empty if there was none. */
export const EligibilityForm = z
  .object({
    eligible: z.enum(["yes", "no"], { error: says("selection:applications.error.eligible") }),
    reason: lines(1000).optional(),
    seen: z.uuid().optional(),
    then: z.enum(["next"]).optional(),
  })
  .refine((ruling) => ruling.eligible === "yes" || Boolean(ruling.reason), {
    path: ["reason"],
    error: says("selection:applications.error.reason"),
  });

/** Whom to ask onto the panel. */
export const InviteForm = z.object({ email: z.email().max(254) });

/** What a coordinator applies: the plan that was shown, by its seed and by its fingerprint. */
export const AssignmentForm = z.object({
  seed: z.string().min(1).max(40),
  plan: z.string().regex(/^[0-9a-f]{64}$/),
});

/** How close two scores must be to be called too close to decide by. A comma is as good as a point. */
export const MarginForm = z.object({
  margin: z
    .string()
    .transform((text) => text.trim().replace(",", "."))
    .refine((text) => /^\d(\.\d{1,3})?$/.test(text) && Number(text) <= 2, {
      error: says("selection:ranking.margin.wrong"),
    })
    .transform(Number),
});
