import { asc, eq, lt, notInArray } from "drizzle-orm";
import { z } from "zod";
import { entranceRequests } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { enqueue, jobsAreRunning, type JobKind } from "~/platform/jobs.server";
import { describeError, log } from "~/platform/log.server";
import { postLetter } from "~/platform/mail.server";
import { sealForApp, unsealForApp } from "~/platform/vault.server";
import { accountLetter } from "./letters.server";
import { createPerson, findPersonByEmail, holdAddress } from "./people.server";
import { issueToken } from "./tokens.server";

/*
 * Signing up and recovery answer before anything is looked up: what they do for a known address and for an unknown one
 * would take different times. What was asked for is kept sealed for the moment, and a job does it.
 */

const Requested = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("sign-up"),
    email: z.string(),
    passwordHash: z.string(),
    locale: z.string(),
    timeZone: z.string().nullable(),
    to: z.string(),
  }),
  z.object({ kind: z.literal("confirmation"), email: z.string(), to: z.string() }),
  z.object({ kind: z.literal("recovery"), email: z.string(), to: z.string() }),
]);
type Requested = z.infer<typeof Requested>;

const purpose = "entrance_requests.details";
const queue = "entrance";

/** Older than this nobody waits for it any more; one that can't be done goes too. */
const keptMinutes = 60;

/** Keeps what was asked for, the same for every address. Without a job runner it is done at once. */
export async function askAtEntrance(requested: Requested): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.insert(entranceRequests).values({ details: sealForApp(purpose, requested), createdAt: now() });
    await enqueue(tx, queue, {}, { key: queue });
  });
  if (!jobsAreRunning()) await doWhatWasAsked();
}

/** Does what was asked for, the oldest first, each by one process. One that fails holds up none behind it. */
export async function doWhatWasAsked(): Promise<void> {
  await database()
    .delete(entranceRequests)
    .where(lt(entranceRequests.createdAt, new Date(now().getTime() - keptMinutes * 60_000)));
  const failed: string[] = [];
  for (;;) {
    const next = await takeNext(failed).catch((error: unknown) => ({ error }));
    if (next === null) break;
    if ("error" in next) throw next.error;
    if (next.failed) {
      log().error({ error: describeError(next.failed) }, "entrance");
      failed.push(next.id);
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} requests at the entrance could not be done.`);
}

async function takeNext(failed: string[]): Promise<{ id: string; failed?: unknown } | null> {
  let id: string | undefined;
  try {
    return await inTransaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(entranceRequests)
        .where(failed.length > 0 ? notInArray(entranceRequests.id, failed) : undefined)
        .orderBy(asc(entranceRequests.createdAt), asc(entranceRequests.id))
        .limit(1)
        .for("update", { skipLocked: true });
      if (!row) return null;
      id = row.id;
      await fulfil(tx, Requested.parse(unsealForApp(purpose, row.details)));
      await tx.delete(entranceRequests).where(eq(entranceRequests.id, row.id));
      return { id: row.id };
    });
  } catch (error) {
    if (id === undefined) throw error;
    return { id, failed: error };
  }
}

async function fulfil(tx: Transaction, requested: Requested): Promise<void> {
  const { email, to } = requested;
  await holdAddress(tx, email);
  const known = await findPersonByEmail(tx, email);
  if (requested.kind === "recovery") {
    if (!known) return;
    const token = await issueToken(tx, known.id, "recovery", to);
    await postLetter(tx, known.id, accountLetter(known.locale, "recovery", `/recover/${token}`));
    return;
  }
  if (known?.emailConfirmedAt) {
    await postLetter(tx, known.id, accountLetter(known.locale, "known-address", "/login"));
    return;
  }
  if (requested.kind === "confirmation") {
    if (known) await postConfirmation(tx, known, to);
    return;
  }
  const { locale, timeZone, passwordHash } = requested;
  const id = known?.id ?? (await createPerson(tx, { email, locale, timeZone }));
  await postConfirmation(tx, { id, locale }, to, passwordHash);
}

/** Sends a link by which an address is confirmed, with the password that was chosen for it, if one was. */
export async function postConfirmation(
  tx: Transaction,
  person: { id: string; locale: string },
  to: string,
  passwordHash?: string,
) {
  const token = await issueToken(tx, person.id, "confirmation", to, passwordHash);
  const path = `/signup/confirmation/${token}`;
  return postLetter(tx, person.id, accountLetter(person.locale, "confirmation", path));
}

/** Does what was asked for at sign-up and recovery; the sweep picks up what a process that was killed left. */
export const entranceJob: JobKind<Record<string, never>> = {
  queue,
  retryLimit: 5,
  retryDelay: 5,
  isMerged: true,
  schedule: "*/5 * * * *",
  run: doWhatWasAsked,
};
