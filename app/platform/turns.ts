// Work that must be done one at a time, for many who wait: whoever asks for much holds nobody else up for long.

/** A line in which everybody has their turn. */
export interface Turns {
  /**
   * Does a work when its turn has come, and gives what comes of it. Those who wait are served one after another, one
   * work each: somebody's second work waits until the others have had one. What nobody waits for (`owner` null) is done
   * only while nobody waits.
   */
  take: <Result>(owner: string | null, work: () => Promise<Result>) => Promise<Result>;
  /**
   * What is to be done before the last work that `owner` waits for is begun, were `more` asked for now; null when they
   * wait for none.
   */
  aheadOf: (owner: string, more?: number) => Ahead | null;
}

export interface Ahead {
  /** Works, with the one that is being done. */
  works: number;
  /** About how long they take, in milliseconds, judged by those done lately. */
  milliseconds: number;
}

/** How much the latest work says of how long the next will take. */
const newest = 0.2;

/** Opens a line. `guess` is how long one work takes, in milliseconds, until some have been done. */
export function openTurns(guess: number, clock: () => number = () => performance.now()): Turns {
  // Whoever was served last stands at the end: a Map keeps the order in which its keys came.
  const waiting = new Map<string, (() => Promise<void>)[]>();
  const whenever: (() => Promise<void>)[] = [];
  let mean = guess;
  let isBusy = false;

  function next(): (() => Promise<void>) | undefined {
    for (const [owner, works] of waiting) {
      const work = works.shift();
      waiting.delete(owner);
      if (works.length > 0) waiting.set(owner, works);
      return work;
    }
    return whenever.shift();
  }

  async function serve(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let work = next(); work; work = next()) {
      const from = clock();
      await work();
      mean += newest * (clock() - from - mean);
    }
    isBusy = false;
  }

  return {
    take(owner, work) {
      return new Promise((done, fail) => {
        const run = () => work().then(done, fail);
        if (owner === null) whenever.push(run);
        else waiting.set(owner, [...(waiting.get(owner) ?? []), run]);
        void serve();
      });
    },
    aheadOf(owner, more = 0) {
      const own = (waiting.get(owner)?.length ?? 0) + more;
      if (own === 0) return null;
      let works = own - 1 + (isBusy ? 1 : 0);
      let isBefore = true;
      for (const [other, theirs] of waiting) {
        if (other === owner) isBefore = false;
        else works += Math.min(theirs.length, isBefore ? own : own - 1);
      }
      return { works, milliseconds: works * mean };
    },
  };
}
