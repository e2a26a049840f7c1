import { monitorEventLoopDelay } from "node:perf_hooks";
import { isNotNull } from "drizzle-orm";
import { people } from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { setEnv } from "~/platform/env.server";
import { postLetters, sendWaiting } from "~/platform/mail.server";
import { assignReadings } from "~/selection/assignment-worker.server";
import { listUncalibrated, recalibrate } from "~/selection/calibrations.server";
import { seededRandom } from "~/selection/chance";
import { startMailServer } from "../setup/smtp";

/** Something that is worked out beside the requests: how long it takes, and how long it keeps them waiting. */
export interface Computed {
  name: string;
  title: string;
  /** Milliseconds, the best and the worst of three. */
  best: number;
  worst: number;
  /** The longest that the event loop stood still meanwhile, in milliseconds. */
  delay: number;
}

/** Calibrates every edition there is, as the job does, and says how long the largest takes. */
export async function measureCalibration(): Promise<Computed> {
  const editions = await listUncalibrated();
  const all = editions.map((id) => () => recalibrate(id));
  for (const run of all.slice(1)) await run();
  return measured("calibration", "Calibrating the first edition, and storing it", all[0] ?? (async () => {}));
}

/** Shares 2,000 applications out, three readings each, over forty panelists with caps, conflicts and wishes. */
export function measureAssignment(): Promise<Computed> {
  const random = seededRandom("bench");
  const applications = Array.from({ length: 2000 }, (_, index) => ({ id: `a${index}` }));
  const panelists = Array.from({ length: 40 }, (_, index) => ({
    id: `p${index}`,
    cap: index < 5 ? 100 : 170,
    isExperienced: index % 3 === 0,
  }));
  const some = (share: number) =>
    applications.flatMap(({ id: application }) =>
      panelists.filter(() => random() < share).map(({ id: panelist }) => ({ application, panelist })),
    );
  const problem = {
    applications,
    panelists,
    existing: [],
    conflicts: some(0.05),
    wishes: some(0.15).map((pair) => ({ ...pair, wish: random() < 0.6 ? 2 : -3 })),
    readings: 3,
    needsExperienced: true,
    seed: "bench",
  };
  return measured("assignment", "Assigning 2,000 × 3 over 40 panelists", async () => {
    const { added, impossible } = await assignReadings(problem);
    if (added.length !== 6000 || impossible.length > 0) throw new Error("The assignment is not whole.");
  });
}

/** Sends a thousand letters to a mail server on this machine. */
export async function measureLetters(): Promise<Computed> {
  const smtp = await startMailServer();
  setEnv({ ...process.env, SMTP_URL: smtp.url });
  const recipients = await database()
    .select({ id: people.id })
    .from(people)
    .where(isNotNull(people.email))
    .limit(1000);
  const letters = Array.from({ length: 1000 }, (_, index) => ({
    personId: recipients[index % recipients.length]?.id ?? "",
    letter: { kind: "bench.letter", editionId: null, subject: "A letter", paragraphs: [`Letter ${index}`] },
  }));
  try {
    await sendWaiting();
    return await measured("letters", "Sending 1,000 letters over one connection", async () => {
      await inTransaction((tx) => postLetters(tx, letters));
      const sent = await sendWaiting();
      if (sent !== letters.length) throw new Error(`${sent} of ${letters.length} letters were sent.`);
    });
  } finally {
    await smtp.close();
  }
}

async function measured(name: string, title: string, run: () => Promise<void>): Promise<Computed> {
  const times: number[] = [];
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  for (let time = 0; time < 3; time++) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  delays.disable();
  return { name, title, best: Math.min(...times), worst: Math.max(...times), delay: delays.max / 1e6 };
}

export function computedLine({ title, best, worst, delay }: Computed): string {
  return `${title}: ${Math.round(best)} to ${Math.round(worst)} ms; the event loop stood still ${Math.round(delay)} ms at most.`;
}
