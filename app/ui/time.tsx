interface MomentProps {
  /** The instant, for machines. */
  iso: string;
  /** The same in words and with its zone, for people. */
  text: string;
  /** The same instant somewhere else: "13:00 in Prague". */
  secondary?: string;
  /** The zone that `text` is written in ("Europe/Prague"); a device elsewhere may then add its own time. */
  zone?: string;
}

/** A moment in words. */
export function Moment({ iso, text, secondary, zone }: MomentProps) {
  return (
    <time dateTime={iso} data-local={zone}>
      {text}
      {secondary ? <span className="text-muted">, {secondary}</span> : null}
    </time>
  );
}
