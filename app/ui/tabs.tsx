interface TabsProps {
  /** Names the group for those who hear the page. */
  label: string;
  /** The counts say where something is before anyone goes there. */
  items: { to: string; label: string; count?: number | string; current?: boolean }[];
}

/** Parts of one list, as links with their counts. They wrap where there is no room. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav aria-label={label} className="tabs">
      <ul role="list">
        {items.map((item) => (
          <li key={item.to}>
            <a href={item.to} aria-current={item.current ? "page" : undefined}>
              {item.label}
              {item.count === undefined ? null : <span className="tabs-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
