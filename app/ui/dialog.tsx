import type { ReactNode } from "react";

import { Button } from "./button";

interface ConfirmDialogProps {
  /** Unique on the page. */
  id: string;
  /** What the button that asks says. */
  trigger: ReactNode;
  triggerVariant?: "primary" | "secondary" | "quiet" | "danger";
  triggerSize?: "normal" | "small";
  title: string;
  /** What will happen, and whether it can be undone. */
  children?: ReactNode;
  /** The button that does it, usually inside its own form. */
  confirm: ReactNode;
  cancelLabel: string;
}

/**
 * Asks once more before something that can't be undone. A popover, so that it opens and closes
 * without a script; a browser that knows no popovers shows the question in place of the first button.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    id,
    trigger,
    triggerVariant = "secondary",
    triggerSize,
    title,
    children,
    confirm,
    cancelLabel,
  } = props;
  const opens = { popovertarget: id };
  const closes = { popovertarget: id, popovertargetaction: "hide" };
  const popover = { popover: "auto" };
  return (
    <>
      <Button type="button" variant={triggerVariant} size={triggerSize} {...opens}>
        {trigger}
      </Button>
      <div {...popover} id={id} role="dialog" aria-labelledby={`${id}-title`} className="confirm">
        <h2 id={`${id}-title`} className="text-lead">
          {title}
        </h2>
        {children ? <div className="mt-2">{children}</div> : null}
        <div className="mt-5 flex flex-wrap items-center gap-3">
          {confirm}
          <Button type="button" variant="quiet" {...closes}>
            {cancelLabel}
          </Button>
        </div>
      </div>
    </>
  );
}
