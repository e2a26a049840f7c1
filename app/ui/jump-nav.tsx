interface JumpNavProps {
  label: string;
  items: { to: string; label: string; count?: number }[];
}

/** The ways to the parts of a long page; it stays in view while the page scrolls. */
export function JumpNav({ label, items }: JumpNavProps) {
  return (
    <nav aria-label={label} className="jump">
      <ul role="list">
        {items.map((item) => (
          <li key={item.to}>
            <a href={item.to}>
              {item.label}
              {item.count ? <span className="tabs-count">{item.count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
