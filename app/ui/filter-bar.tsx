import type { ReactNode } from "react";

import { Button } from "./button";

interface FilterBarProps {
  /** Names the form for those who hear the page. */
  label: string;
  submitLabel: string;
  action?: string;
  resetHref?: string;
  resetLabel?: string;
  /** Fields; each lands in the URL, so that a filtered list can be sent to a colleague. */
  children: ReactNode;
}

/** Filters as a GET form. */
export function FilterBar({ label, submitLabel, action, resetHref, resetLabel, children }: FilterBarProps) {
  return (
    <form method="get" action={action} role="search" aria-label={label} className="filters">
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="secondary">{submitLabel}</Button>
        {resetHref && resetLabel ? (
          <a href={resetHref} className="inline-flex min-h-11 items-center">
            {resetLabel}
          </a>
        ) : null}
      </div>
    </form>
  );
}
