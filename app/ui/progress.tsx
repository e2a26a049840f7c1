import { CheckIcon } from "./icons";

interface ProgressBarProps {
  value: number;
  max: number;
  /** What is progressing. */
  label: string;
  /** Progress in words: "3 of 7". */
  text: string;
}

/** Progress in words, with a bar for the eye. */
export function ProgressBar({ value, max, label, text }: ProgressBarProps) {
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4 text-small">
        <span>{label}</span>
        <span className="font-semibold">{text}</span>
      </div>
      <progress className="progress mt-2" value={value} max={max} aria-label={`${label}, ${text}`} />
    </div>
  );
}

export interface Step {
  href?: string;
  label: string;
  state: "done" | "current" | "todo" | "attention";
  /** The state in a word; it is what counts, the mark only helps the eye. */
  stateLabel: string;
  /** The page that shows the list is this stop's own. */
  here?: boolean;
}

/** The stops of a way, each with its state and, where one may go there, a link. */
export function StepList({ steps, label }: { steps: Step[]; label?: string }) {
  return (
    <ol role="list" aria-label={label} className="steps">
      {steps.map((step) => (
        <li
          key={step.label}
          className="stop"
          data-state={step.state}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          <span className="stop-mark" aria-hidden="true">
            {step.state === "done" ? <CheckIcon size={14} /> : step.state === "attention" ? "!" : null}
          </span>
          <span className="stop-text">
            <span className="stop-label">
              {step.href ? (
                <a href={step.href} aria-current={step.here ? "page" : undefined}>
                  {step.label}
                </a>
              ) : (
                step.label
              )}
            </span>
            <span className="stop-state">{step.stateLabel}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
