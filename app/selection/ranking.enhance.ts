// Tells how many marks on the page are not saved yet, and asks before they would be lost.
export {};

const form = document.querySelector<HTMLFormElement>("form[data-marks]");
const status = form?.querySelector<HTMLElement>("[data-marks-status]");

function isChanged(field: Element): boolean {
  if (!(field instanceof HTMLInputElement)) return false;
  return field.type === "radio" ? field.checked && !field.defaultChecked : field.value !== field.defaultValue;
}

function unsavedRows(): number {
  const names = [...(form?.elements ?? [])]
    .filter(isChanged)
    .map((field) => field.getAttribute("name") ?? "");
  return new Set(names.map((name) => name.split("]")[0])).size;
}

function tell(): void {
  if (!status) return;
  const count = unsavedRows();
  const { none = "", one = "", many = "" } = status.dataset;
  status.textContent = count === 0 ? none : count === 1 ? one : many.replace("#", String(count));
}

if (form) {
  form.addEventListener("input", tell);
  const warn = (event: BeforeUnloadEvent) => {
    if (unsavedRows() > 0) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  form.addEventListener("submit", () => window.removeEventListener("beforeunload", warn));
  window.addEventListener("pageshow", tell);
  tell();
}
