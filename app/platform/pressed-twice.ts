/** Seconds within which the same thing sent once more by the same person is a second press, and not a second wish. */
const seconds = 120;

/** Whether something that says the same as what was made at `before` is a second press on the same button. */
export function isPressedTwice(before: Date, at: Date): boolean {
  return at.getTime() - before.getTime() < seconds * 1000;
}
