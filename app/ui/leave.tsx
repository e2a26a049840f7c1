import { Button, ButtonLink } from "./button";

interface LeaveProps {
  /** Where it leads: another site, where anybody may be seen. */
  to: string;
  /** Posted to instead, by somebody who wants to be logged out as well; its answer leads on to `to`. */
  action?: string;
  word: string;
  /** The rest of the label, left out on a phone. */
  what: string;
  /** What is said of the key, and after each of its first two presses. */
  said: { key: string; twice: string; once: string };
}

/** Takes a person off this page at once, by a press or by its key: three times Shift (see base.enhance). */
export function Leave({ to, action, word, what, said }: LeaveProps) {
  const label = (
    <span>
      {word}
      <span className="max-sm:sr-only"> {what}</span>
    </span>
  );
  return (
    <div
      className="leave"
      data-leave={to}
      data-leave-action={action}
      data-twice={said.twice}
      data-once={said.once}
    >
      {action ? (
        <form method="post" action={action}>
          <Button variant="secondary" size="small" aria-describedby="leave-key">
            {label}
          </Button>
        </form>
      ) : (
        <ButtonLink to={to} rel="noreferrer" variant="secondary" size="small" aria-describedby="leave-key">
          {label}
        </ButtonLink>
      )}
      <span id="leave-key" hidden>
        {said.key}
      </span>
    </div>
  );
}
