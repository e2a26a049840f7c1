interface PaginationProps {
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
  labels: {
    /** Names the navigation. */
    navigation: string;
    previous: string;
    next: string;
    /** "Page 2 of 9" */
    status: string;
  };
}

/** The first, the last and the neighbours; 0 stands for a gap. */
function pagesAround(page: number, pages: number) {
  const shown: number[] = [];
  for (let number = 1; number <= pages; number += 1) {
    if (number === 1 || number === pages || Math.abs(number - page) <= 1) shown.push(number);
    else if (shown[shown.length - 1] !== 0) shown.push(0);
  }
  return shown;
}

/** Ways to the other pages of a list. Renders nothing for a single page. */
export function Pagination({ page, pages, hrefFor, labels }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={labels.navigation} className="pages">
      {page > 1 ? (
        <a href={hrefFor(page - 1)} rel="prev">
          {labels.previous}
        </a>
      ) : null}
      {pagesAround(page, pages).map((number, index) =>
        number === 0 ? (
          <span key={`gap-${index}`} className="pages-number" aria-hidden="true">
            …
          </span>
        ) : (
          <a
            key={number}
            className="pages-number"
            href={hrefFor(number)}
            aria-current={number === page ? "page" : undefined}
          >
            {number}
          </a>
        ),
      )}
      {page < pages ? (
        <a href={hrefFor(page + 1)} rel="next">
          {labels.next}
        </a>
      ) : null}
      <span className="text-muted ms-auto">{labels.status}</span>
    </nav>
  );
}
