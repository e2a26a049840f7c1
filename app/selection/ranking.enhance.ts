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
  form.addEventListener("input", (event) => {
    // Who types a place on the reserve list means the reserve list.
    const field = event.target;
    if (field instanceof HTMLInputElement && field.name.endsWith(".rank") && field.value.trim() !== "") {
      const reserve = form.querySelector<HTMLInputElement>(
        `input[name="${CSS.escape(field.name.replace(/rank$/, "outcome"))}"][value="reserve"]`,
      );
      if (reserve) reserve.checked = true;
    }
    tell();
  });
  const warn = (event: BeforeUnloadEvent) => {
    if (unsavedRows() > 0) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  form.addEventListener("submit", () => window.removeEventListener("beforeunload", warn));
  window.addEventListener("pageshow", tell);
  tell();
}
