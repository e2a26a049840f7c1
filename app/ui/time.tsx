interface MomentProps {
  /** The instant, for machines. */
  iso: string;
  /** The same in words and with its zone, for people. */
  text: string;
  /** The same instant somewhere else: "13:00 in Prague". */
  secondary?: string;
}

/** A moment in words. */
export function Moment({ iso, text, secondary }: MomentProps) {
  return (
    <time dateTime={iso}>
      {text}
      {secondary ? <span className="text-muted">, {secondary}</span> : null}
    </time>
  );
}
