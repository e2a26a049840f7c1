import type { ReactNode } from "react";

interface BadgeProps {
  tone?: "neutral" | "accent" | "good" | "warn" | "bad";
  children: ReactNode;
}

/** A state in one or two words; the word carries the meaning, the tone only helps the eye. */
export function Badge({ tone = "neutral", children }: BadgeProps) {
  return <span className={`badge tone-${tone}`}>{children}</span>;
}
