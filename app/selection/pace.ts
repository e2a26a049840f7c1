/** One submitted reading, as far as its time goes. */
export interface TimedReading {
  /** Seconds for which it was open and worked on; 0 where no script has measured. */
  activeSeconds: number;
  createdAt: Date;
  submittedAt: Date;
}

/** Nobody reads in less than this, and whoever takes longer has left the page open. In seconds. */
export const shortestReading = 60;
export const longestReading = 90 * 60;
/** Readings that have to be in before a pace is told. */
export const fewestReadings = 2;
/** The most that one save may add to a reading's time, in seconds. */
export const longestStretch = 30 * 60;

/** How long a reading took, in seconds: as measured, or else from its first save to its submission; within bounds. */
export function secondsOf(reading: TimedReading): number {
  const elapsed = (reading.submittedAt.getTime() - reading.createdAt.getTime()) / 1000;
  const seconds = reading.activeSeconds > 0 ? reading.activeSeconds : elapsed;
  return Math.min(longestReading, Math.max(shortestReading, seconds));
}

/** Somebody's pace: the median seconds of their readings; null while too few are in to say. */
export function paceOf(readings: readonly TimedReading[]): number | null {
  if (readings.length < fewestReadings) return null;
  const seconds = readings.map(secondsOf).sort((a, b) => a - b);
  const middle = Math.floor(seconds.length / 2);
  const upper = seconds[middle] ?? 0;
  return seconds.length % 2 === 1 ? upper : ((seconds[middle - 1] ?? 0) + upper) / 2;
}

/** What is left, in minutes that promise no more than is known: fives below an hour, tens below three, then half hours. */
export function remainingMinutes(pace: number | null, left: number): number | null {
  if (pace === null || left <= 0) return null;
  const minutes = (pace * left) / 60;
  const step = minutes < 60 ? 5 : minutes < 180 ? 10 : 30;
  return Math.max(step, Math.round(minutes / step) * step);
}

/** What a save may add to a reading's active time: a whole number of seconds within bounds. */
export function addedSeconds(claimed: number | undefined): number {
  if (claimed === undefined || !Number.isFinite(claimed)) return 0;
  return Math.min(longestStretch, Math.max(0, Math.round(claimed)));
}
