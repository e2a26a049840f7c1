import type { ReactNode } from "react";

interface IconProps {
  size?: number;
}

/** A 20-unit line drawing in the colour of the text around it; always beside words, never instead of them. */
function Icon({ size = 20, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="square"
    >
      {children}
    </svg>
  );
}

export function CheckIcon({ size }: IconProps) {
  return (
    <Icon size={size}>
      <path d="m4 10.5 4 4 8-9" />
    </Icon>
  );
}

export function InfoIcon({ size }: IconProps) {
  return (
    <Icon size={size}>
      <circle cx="10" cy="10" r="8" />
      <path d="M10 9.5V14M10 6v.2" />
    </Icon>
  );
}

export function WarningIcon({ size }: IconProps) {
  return (
    <Icon size={size}>
      <path d="M10 2.5 18.5 17h-17ZM10 8.5v3.2M10 14.3v.1" />
    </Icon>
  );
}

export function StopIcon({ size }: IconProps) {
  return (
    <Icon size={size}>
      <path d="M6.5 1.9h7l4.6 4.6v7l-4.6 4.6h-7l-4.6-4.6v-7ZM10 6v4.7M10 13.8v.1" />
    </Icon>
  );
}

export function ChevronDownIcon({ size = 12 }: IconProps) {
  return (
    <Icon size={size}>
      <path d="m4 7 6 6 6-6" />
    </Icon>
  );
}

export function ArrowLeftIcon({ size = 16 }: IconProps) {
  return (
    <Icon size={size}>
      <path d="M17 10H4M9 4.5 3.5 10 9 15.5" />
    </Icon>
  );
}
