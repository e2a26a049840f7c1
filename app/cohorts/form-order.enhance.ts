// Runs where a form is put in order: sections and questions follow the finger or the pointer that holds their handle.
// Dropping one sends the same form as its buttons do. Without this script the buttons do everything.
export {};

const edge = 80;

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-order]")) {
  for (const handle of form.querySelectorAll<HTMLElement>("[data-drag]")) {
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => {
      const item = handle.closest<HTMLElement>("[data-item]");
      if (event.button === 0 && item) drag(form, handle, item, event);
    });
  }
}

function drag(form: HTMLFormElement, handle: HTMLElement, item: HTMLElement, start: PointerEvent): void {
  start.preventDefault();
  handle.setPointerCapture(start.pointerId);
  item.dataset["dragging"] = "";
  // A line shows where it will stand. The item itself stays in its place until then: moved, it would lose the pointer.
  const line = document.createElement("li");
  line.className = "drop-line";
  line.setAttribute("aria-hidden", "true");

  const follow = (event: PointerEvent) => {
    if (event.clientY < edge) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - edge) window.scrollBy(0, 12);
    place(form, item, line, event.clientX, event.clientY);
  };
  const finish = (isDropped: boolean) => {
    handle.removeEventListener("pointermove", follow);
    handle.removeEventListener("pointerup", drop);
    handle.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape);
    delete item.dataset["dragging"];
    const isElsewhere =
      line.isConnected && line.previousElementSibling !== item && line.nextElementSibling !== item;
    if (isDropped && isElsewhere) {
      line.before(item);
      line.remove();
      send(form, item);
    } else line.remove();
  };
  const drop = () => finish(true);
  const cancel = () => finish(false);
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape") finish(false);
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape);
}

/** Puts the line before or after what lies under the pointer. */
function place(form: HTMLFormElement, item: HTMLElement, line: HTMLElement, x: number, y: number): void {
  const kind = item.dataset["kind"] ?? "";
  const under = document.elementsFromPoint(x, y).find((one) => form.contains(one) && !item.contains(one));
  const target = under?.closest<HTMLElement>(`[data-item][data-kind="${kind}"]`);
  if (target && target !== item) {
    const box = target.getBoundingClientRect();
    if (y < box.top + box.height / 2) target.before(line);
    else target.after(line);
    return;
  }
  // A section that has no question yet has no place to aim at but its own.
  const section = kind === "question" ? under?.closest<HTMLElement>('[data-kind="section"]') : null;
  const list = section?.querySelector<HTMLElement>("[data-section]");
  if (list && list.children.length === 0) list.append(line);
}

function send(form: HTMLFormElement, item: HTMLElement): void {
  const list = item.parentElement;
  const index = list ? [...list.children].indexOf(item) : 0;
  const move = document.createElement("input");
  move.type = "hidden";
  move.name = "move";
  move.value = [item.dataset["kind"], item.dataset["item"], "to", index, list?.dataset["section"] ?? ""].join(
    " ",
  );
  form.append(move);
  form.submit();
}
