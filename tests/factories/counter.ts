let made = 0;

/** A number that no other row of this worker has: for slugs and addresses that must differ. */
export function next(): number {
  return ++made;
}
