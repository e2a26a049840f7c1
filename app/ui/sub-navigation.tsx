interface SubNavigationProps {
  /** What the pages belong to. */
  title: string;
  items: { to: string; label: string; current?: boolean }[];
}

/** A second line of ways, between the pages of one thing. On a phone it scrolls sideways. */
export function SubNavigation({ title, items }: SubNavigationProps) {
  return (
    <nav className="sub-nav" aria-label={title}>
      <p className="sub-nav-title">{title}</p>
      <ul role="list">
        {items.map((item) => (
          <li key={item.to}>
            <a href={item.to} aria-current={item.current ? "page" : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
