interface WeekStripProps {
  /** Names the navigation. */
  label: string;
  /** "Week", heard before each number. */
  itemLabel: string;
  /** "This week", heard after the number of the week that today is in. */
  currentLabel: string;
  count: number;
  shown: number;
  /** The week that today is in; none outside the weeks. */
  current: number | null;
  hrefFor: (week: number) => string;
}

/** Numbers in a row: where we are, and a way to every week. */
export function WeekStrip({
  label,
  itemLabel,
  currentLabel,
  count,
  shown,
  current,
  hrefFor,
}: WeekStripProps) {
  return (
    <nav aria-label={label} className="week-strip">
      <ol role="list">
        {Array.from({ length: count }, (_, index) => index + 1).map((number) => (
          <li key={number}>
            <a
              href={hrefFor(number)}
              aria-current={number === shown ? "page" : undefined}
              data-today={number === current ? "" : undefined}
              data-past={current !== null && number < current ? "" : undefined}
            >
              <span className="sr-only">{itemLabel} </span>
              {number}
              {number === current ? <span className="sr-only"> ({currentLabel})</span> : null}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
