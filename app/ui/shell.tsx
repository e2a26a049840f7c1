import type { ReactNode } from "react";

import { cx } from "./cx";
import { ChevronDownIcon } from "./icons";

interface NavItem {
  to: string;
  label: string;
  current?: boolean;
}

interface ShellProps {
  /** A neutral name: nothing here tells a stranger what the site is about. Left out, the page leads nowhere. */
  wordmark?: ReactNode;
  homeHref?: string;
  skipLabel: string;
  /** Names the main navigation. */
  navLabel: string;
  /** The word on the phone's menu. */
  menuLabel: string;
  items?: NavItem[];
  /** A Menu, or a link to log in. */
  account?: ReactNode;
  language?: ReactNode;
  /** A button or link that takes a person off this page at once. */
  leave?: ReactNode;
  /** Whether it stays in view while one scrolls. */
  leaveStays?: boolean;
  /** A notice for everybody on this page, above its content. */
  banner?: ReactNode;
  width?: "text" | "form" | "wide" | "full";
  footer?: ReactNode;
  children: ReactNode;
}

const widths = { text: "max-w-text", form: "max-w-form", wide: "max-w-wide", full: "max-w-none" };

/** The frame of every page. */
export function Shell(props: ShellProps) {
  const {
    wordmark,
    homeHref = "/",
    skipLabel,
    account,
    language,
    leave,
    leaveStays,
    banner,
    footer,
    children,
  } = props;
  const { items = [], navLabel, menuLabel, width = "wide" } = props;
  const current = items.find((item) => item.current);
  // Two or three ways fit on a phone as they are; more fold into a menu there.
  const folds = items.length > 3;

  return (
    <div className="frame" data-width={width}>
      <a href="#main" className="skip">
        {skipLabel}
      </a>
      <header className="frame-head">
        <div className="frame-inner">
          <div className="frame-bar">
            {wordmark ? (
              <a href={homeHref} className="wordmark">
                {wordmark}
              </a>
            ) : null}
            {language || account ? (
              <div className="frame-tools">
                {language}
                {account}
              </div>
            ) : null}
            {leave ? (
              <div className="frame-leave" data-stays={leaveStays ? "" : undefined}>
                {leave}
              </div>
            ) : null}
            {folds ? (
              <details className="frame-menu md:hidden">
                <summary>
                  <ChevronDownIcon />
                  <span>{menuLabel}</span>
                  {current ? <span className="font-semibold">{current.label}</span> : null}
                </summary>
                <Navigation items={items} label={navLabel} />
              </details>
            ) : null}
            {items.length > 0 ? (
              <Navigation items={items} label={navLabel} className={folds ? "hidden md:flex" : undefined} />
            ) : null}
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="frame-main">
        <div className="frame-inner">
          {banner ? <div className="mb-8">{banner}</div> : null}
          <div className={widths[width]}>{children}</div>
        </div>
      </main>
      {footer ? (
        <footer className="frame-foot">
          <div className="frame-inner">{footer}</div>
        </footer>
      ) : null}
    </div>
  );
}

function Navigation({ items, label, className }: { items: NavItem[]; label: string; className?: string }) {
  return (
    <nav aria-label={label} className={cx("frame-nav", className)}>
      {items.map((item) => (
        <a key={item.to} href={item.to} aria-current={item.current ? "page" : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
}
