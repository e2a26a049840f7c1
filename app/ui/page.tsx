import type { ReactNode } from "react";

import { cx } from "./cx";
import { ArrowLeftIcon } from "./icons";

interface PageHeaderProps {
  title: ReactNode;
  /** Where in the whole this page stands: "Question 3 of 7". */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  backHref?: string;
  backLabel?: string;
}

/** The one h1 of a page, and what belongs to it. */
export function PageHeader({ title, eyebrow, lead, actions, backHref, backLabel }: PageHeaderProps) {
  return (
    <header className="mb-8 md:mb-10">
      {backHref && backLabel ? (
        <a href={backHref} className="mb-3 inline-flex min-h-11 items-center gap-2 text-small">
          <ArrowLeftIcon />
          {backLabel}
        </a>
      ) : null}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div className="max-w-[46rem] min-w-0">
          {eyebrow ? <p className="mb-1 text-muted">{eyebrow}</p> : null}
          <h1>{title}</h1>
          {lead ? <div className="mt-3 max-w-text text-lead text-muted">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-3">{actions}</div> : null}
      </div>
    </header>
  );
}

interface SectionProps {
  title?: ReactNode;
  lead?: ReactNode;
  /** Something at the end of the heading's line, such as a link to all. */
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A part of a page under its rule. */
export function Section({ title, lead, aside, id, children }: SectionProps) {
  return (
    <section className="section" id={id}>
      {title ? (
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h2>{title}</h2>
          {aside ? <div className="section-aside">{aside}</div> : null}
        </div>
      ) : null}
      {lead ? <div className="mt-1 max-w-text text-muted">{lead}</div> : null}
      <div className={title || lead ? "mt-5" : undefined}>{children}</div>
    </section>
  );
}

interface SplitProps {
  /** What is read: the first on a phone. */
  children: ReactNode;
  /** What is done beside it; it stays in view while the first pane scrolls. */
  aside: ReactNode;
  /** `wide` gives the first pane five parts of eight. */
  ratio?: "even" | "wide";
  /** The second pane scrolls with the page: for one that is long itself. */
  flow?: boolean;
}

/** Two panes side by side from 1024 px on, one under the other before that. */
export function Split({ children, aside, ratio = "even", flow }: SplitProps) {
  return (
    <div className="split" data-ratio={ratio}>
      <div>{children}</div>
      <div className={flow ? undefined : "split-aside"}>{aside}</div>
    </div>
  );
}

interface ColumnsProps {
  children: ReactNode;
  count?: 2 | 3 | 4;
}

/** Equal columns that fold by themselves where there is no room. */
export function Columns({ children, count = 2 }: ColumnsProps) {
  const columns = { 2: "md:grid-cols-2", 3: "md:grid-cols-3", 4: "sm:grid-cols-2 lg:grid-cols-4" };
  return <div className={cx("grid gap-x-10 gap-y-8 [&>*]:min-w-0", columns[count])}>{children}</div>;
}

interface StackProps {
  children: ReactNode;
  /** `tight` within a thought, `normal` between questions, `loose` between groups. */
  gap?: "tight" | "normal" | "loose";
  className?: string;
}

/** One thing under another. */
export function Stack({ children, gap = "normal", className }: StackProps) {
  const gaps = { tight: "gap-2", normal: "gap-6", loose: "gap-12" };
  return <div className={cx("stack grid [&>*]:min-w-0", gaps[gap], className)}>{children}</div>;
}

interface ClusterProps {
  children: ReactNode;
  justify?: "start" | "between" | "end";
  className?: string;
}

/** Things side by side that wrap: buttons, badges. */
export function Cluster({ children, justify = "start", className }: ClusterProps) {
  const justified = { start: "justify-start", between: "justify-between", end: "justify-end" };
  return (
    <div className={cx("flex flex-wrap items-center gap-3", justified[justify], className)}>{children}</div>
  );
}
