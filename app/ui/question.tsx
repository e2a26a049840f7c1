import type { ReactNode } from "react";

import { StopIcon } from "./icons";

/** What every question says around its control. */
export interface Question {
  /** Defaults to the name; error summaries link to it. */
  id?: string;
  label: ReactNode;
  help?: ReactNode;
  /** Already translated, and says what to do. */
  error?: string;
  /** The word for "optional", where the question may be left out. */
  optionalText?: string;
}

/** Ids of the texts beneath a label, and the attribute that names them. */
export function describe(
  id: string,
  { help, error, extra }: { help?: ReactNode; error?: string; extra?: string },
) {
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return { helpId, errorId, describedBy: [helpId, errorId, extra].filter(Boolean).join(" ") || undefined };
}

/** An error at its field: a sign and a sentence. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id}>
      <StopIcon />
      <span>{children}</span>
    </p>
  );
}
