interface ErrorSummaryProps {
  title: string;
  /** `href` is the field's id with a hash, so that the link lands on it. */
  errors: { href: string; text: string }[];
}

/** Says at the top of a page what to put right, with a way to each place. Renders nothing without errors. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div className="errors" role="alert" tabIndex={-1} id="error-summary">
      <h2 className="text-lead">{title}</h2>
      <ul role="list" className="mt-2 grid gap-1">
        {errors.map((error) => (
          <li key={`${error.href} ${error.text}`}>
            <a href={error.href}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
