interface StackedBarProps {
  /** In their order from the start; each a share of `max`. */
  parts: { value: number; look: "full" | "half" }[];
  max: number;
  /** The same in words. */
  text: string;
}

/** Parts of a whole as one bar; the figures stand beside it, so it only helps the eye. */
export function StackedBar({ parts, max, text }: StackedBarProps) {
  return (
    <div role="img" aria-label={text} className="flex h-2.5 w-full min-w-24 bg-line sm:min-w-40">
      {parts.map((part, index) =>
        part.value > 0 ? (
          <span
            key={index}
            className={part.look === "full" ? "bg-accent" : "bg-accent opacity-45"}
            style={{ width: `${(100 * part.value) / Math.max(max, 1)}%` }}
          />
        ) : null,
      )}
    </div>
  );
}
