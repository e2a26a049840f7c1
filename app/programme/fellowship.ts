/** What choosing between fellowships needs to know of an edition. Days are calendar dates in its zone. */
interface Dated {
  zone: string;
  startsOn: string;
  endsOn: string;
}

/** The fellowship that a person means by "the programme": the one that is running, or else the newest. */
export function currentFellowship<E extends Dated>(
  held: readonly E[],
  todayIn: (zone: string) => string,
): E | undefined {
  const newestFirst = [...held].sort((a, b) =>
    a.startsOn < b.startsOn ? 1 : a.startsOn > b.startsOn ? -1 : 0,
  );
  const isRunning = (edition: E) => {
    const today = todayIn(edition.zone);
    return edition.startsOn <= today && today <= edition.endsOn;
  };
  return newestFirst.find(isRunning) ?? newestFirst[0];
}
