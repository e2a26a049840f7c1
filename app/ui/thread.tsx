import type { ReactNode } from "react";

interface ThreadProps {
  label: string;
  messages: {
    key: string;
    /** Whether the reader's own side wrote it. */
    own: boolean;
    who: ReactNode;
    when: ReactNode;
    text: string;
    /** Beneath: whether it has been read. */
    note?: ReactNode;
  }[];
}

/** What two sides have written to each other, in its order; one's own side stands further in. */
export function Thread({ label, messages }: ThreadProps) {
  return (
    <ol role="list" aria-label={label} className="grid gap-7">
      {messages.map((message) => (
        <li key={message.key} className={message.own ? "ps-6 sm:ps-16" : "pe-6 sm:pe-16"}>
          <div className={message.own ? "border-s-2 border-accent ps-4" : "border-s-2 border-line ps-4"}>
            <p className="flex flex-wrap items-baseline gap-x-3 text-small">
              <span className="font-semibold">{message.who}</span>
              <span className="text-muted">{message.when}</span>
            </p>
            <p className="mt-1 max-w-text whitespace-pre-line">{message.text}</p>
            {message.note ? <p className="mt-1 text-small text-muted">{message.note}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
