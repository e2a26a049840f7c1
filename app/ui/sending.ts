// For small scripts: sending a form only where it can arrive, so that nobody meets the browser's own page for a broken
// connection in place of the one they were writing on.

/** Milliseconds after which a network that does not answer is taken for none. */
const patience = 10_000;

/** Fired at a form that was sent and is still here: it did not get through, or somebody stopped it. */
export const releasedEvent = "released";

/** An end for a request, in milliseconds; `AbortSignal.timeout` is younger than some of the browsers that come here. */
export function endAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  window.setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

/** Whether we can be reached. Any answer of ours counts; that of a proxy which stands in for us does not. */
export async function canReach(): Promise<boolean> {
  try {
    const { status } = await fetch("/healthz", {
      method: "HEAD",
      cache: "no-store",
      signal: endAfter(patience),
    });
    return status < 502;
  } catch {
    return false;
  }
}

let pressed: HTMLButtonElement | null = null;
document.addEventListener(
  "click",
  (event) => (pressed = event.target instanceof Element ? event.target.closest("button") : null),
  true,
);

/** The button that sent a form; older browsers do not say, so there it is the one that was pressed last. */
export function submitterOf(event: SubmitEvent): HTMLElement | null {
  if ("submitter" in event) return event.submitter;
  return pressed?.form === (event as Event).target ? pressed : null;
}

/** Sends a form as if that button had been pressed, also where a browser has no way of its own for it. */
export function sendForm(form: HTMLFormElement, button: HTMLElement | null): void {
  if (typeof form.requestSubmit === "function") {
    form.requestSubmit(button);
    return;
  }
  const carried = document.createElement("input");
  const { action } = form;
  if (button instanceof HTMLButtonElement) {
    carried.type = "hidden";
    carried.name = button.name;
    carried.value = button.value;
    if (button.name) form.append(carried);
    if (button.hasAttribute("formaction")) form.action = button.formAction;
  }
  form.submit();
  carried.remove();
  form.action = action;
  // No event tells of such a sending, nor of its end.
  window.setTimeout(() => form.dispatchEvent(new Event(releasedEvent)), patience);
}
