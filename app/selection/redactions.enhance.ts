import { shortened } from "~/platform/shortened";

// Hides what is selected in an answer by one press. Without it the words are typed into the form.

const form = document.querySelector<HTMLFormElement>("form[data-blacken]");
const button = form?.querySelector<HTMLButtonElement>("button");

/** The stretch of one answer that is selected, counted in its own characters; null for anything else. */
function selectedStretch(): { place: string; from: number; to: number; text: string } | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const element = start instanceof Element ? start : start.parentElement;
  const answer = element?.closest<HTMLElement>("[data-place]");
  if (!answer?.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(answer);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  const to = from + range.toString().length;
  return to > from ? { place: answer.dataset["place"] ?? "", from, to, text: range.toString() } : null;
}

if (form && button) {
  form.hidden = false;
  const fields = form.elements;
  const set = (name: string, value: string | number) => {
    const field = fields.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = String(value);
  };
  const passage = form.querySelector<HTMLElement>("[data-passage]");
  // What was selected last stays until something else is, as a press on the button ends the selection on a phone: it is
  // told, so that nobody has to remember.
  const follow = () => {
    const stretch = selectedStretch();
    if (!stretch) return;
    set("place", stretch.place);
    set("from", stretch.from);
    set("to", stretch.to);
    button.disabled = false;
    if (!passage) return;
    passage.textContent = (passage.dataset["passage"] ?? "").replace("{passage}", () =>
      shortened(stretch.text, 60),
    );
  };
  document.addEventListener("selectionchange", follow);
  button.addEventListener("mousedown", (event) => event.preventDefault());
  follow();
}
