import type { ComponentPropsWithoutRef } from "react";

import { cx } from "./cx";

interface ButtonLook {
  /** One primary on a page; `quiet` for what is rarely wanted; `danger` for what can't be undone. */
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "normal" | "small";
}

function buttonClass({ variant = "primary", size = "normal" }: ButtonLook, className?: string) {
  return cx("button", `button-${variant}`, size === "small" && "button-small", className);
}

/** A button that says what it does. It submits unless `type` says otherwise. */
export function Button({
  variant,
  size,
  className,
  ...rest
}: ButtonLook & ComponentPropsWithoutRef<"button">) {
  return <button {...rest} className={buttonClass({ variant, size }, className)} />;
}

/** A link that looks like a button, for going somewhere rather than changing something. */
export function ButtonLink({
  variant,
  size,
  className,
  to,
  children,
  ...rest
}: ButtonLook & { to: string } & Omit<ComponentPropsWithoutRef<"a">, "href">) {
  return (
    <a {...rest} href={to} className={buttonClass({ variant, size }, className)}>
      {children}
    </a>
  );
}
