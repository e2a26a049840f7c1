interface FiguresProps {
  items: { value: number; label: string; note?: string | undefined }[];
}

/** A few numbers, each with the words that it belongs to. */
export function Figures({ items }: FiguresProps) {
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-5 sm:flex sm:flex-wrap sm:gap-x-12">
      {items.map(({ value, label, note }) => (
        <div key={label} className="flex flex-col-reverse justify-end">
          <dt className="text-small text-muted">
            {label}
            {note ? <span className="block">{note}</span> : null}
          </dt>
          <dd className="text-title font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
