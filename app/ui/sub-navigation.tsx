interface SubNavigationProps {
  /** What the pages belong to. */
  title: string;
  /** Where the page around it says so already, the title is heard and not seen. */
  hideTitle?: boolean;
  items: { to: string; label: string; current?: boolean }[];
}

/** A second line of ways, between the pages of one thing. On a phone it scrolls sideways. */
export function SubNavigation({ title, hideTitle = false, items }: SubNavigationProps) {
  return (
    <nav className="sub-nav" aria-label={title}>
      {hideTitle ? null : <p className="sub-nav-title">{title}</p>}
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
