import type { ReactNode } from "react";

import { ChevronDownIcon } from "./icons";

interface MenuProps {
  label: ReactNode;
  /** What the label stands for, when it is as short as "EN". */
  accessibleLabel?: string;
  /** Links, or forms with one button each. */
  children: ReactNode;
}

/** A small panel of links and buttons beneath its label, such as the account's or the languages. */
export function Menu({ label, accessibleLabel, children }: MenuProps) {
  return (
    <details className="menu" name="menu">
      <summary>
        {accessibleLabel ? <span className="sr-only">{accessibleLabel} </span> : null}
        <span>{label}</span>
        <ChevronDownIcon />
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}
