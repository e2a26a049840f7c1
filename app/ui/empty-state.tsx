import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What to do next, or when something will be here. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Stands where a list would. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <p className="text-lead font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-text text-muted">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  );
}
