import type { ReactNode } from "react";

import { cx } from "./cx";
import { CheckIcon, InfoIcon, StopIcon, WarningIcon } from "./icons";

const icons = { info: InfoIcon, good: CheckIcon, warn: WarningIcon, bad: StopIcon };

interface NoticeProps {
  tone?: "info" | "good" | "warn" | "bad";
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** `status` where the notice is the answer to what the person just did. */
  role?: "status" | "alert" | "note";
}

/** Something to know before going on. */
export function Notice({ tone = "info", title, children, className, role }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={cx("notice", `tone-${tone}`, className)} role={role}>
      <Icon />
      <div className="notice-body min-w-0">
        {title ? <p className="notice-title">{title}</p> : null}
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
    </div>
  );
}
