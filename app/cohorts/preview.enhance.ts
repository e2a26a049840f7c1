import { watchQuestions } from "~/questions/watch-questions";

// Runs beside a question's editor and on a form's preview: questions come and go as they will for an applicant, and the
// preview is drawn anew a moment after each pause in typing. Its button does the same.

const pause = 600;

watchAll(document);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-preview-form]")) {
  let timer = 0;
  let asked = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void draw(form, ++asked, () => asked), pause);
  });
}

function watchAll(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-watch]")) watchQuestions(form);
}

async function draw(form: HTMLFormElement, number: number, newest: () => number): Promise<void> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  fields.set("then", "preview");
  const response = await fetch(form.action, { method: "POST", body: fields }).catch(() => null);
  if (!response?.ok || number !== newest()) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const drawn = page.getElementById("preview");
  const present = document.getElementById("preview");
  if (!drawn || !present) return;
  present.replaceWith(drawn);
  watchAll(drawn);
}
