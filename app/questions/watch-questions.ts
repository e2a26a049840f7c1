import { isMet, type Told } from "./conditions";
import { countCharacters, countWords } from "./count-words";
import type { ShowIf } from "./definition";

// For small scripts of pages with questions: it shows what the answers so far ask for, and counts while somebody
// writes. A hidden question keeps what was typed into it, and sends it along; the server judges by the same rule.

/** Keeps the questions of a form in step with its answers. */
export function watchQuestions(form: HTMLFormElement): void {
  for (const list of form.querySelectorAll<HTMLElement>("[data-questions]")) {
    countAsTyped(list);
    showAsAnswered(form, list);
  }
}

function showAsAnswered(form: HTMLFormElement, list: HTMLElement): void {
  const questions = [...list.querySelectorAll<HTMLElement>("[data-question]")];
  if (!questions.some((question) => question.dataset["showIf"])) return;
  for (const sentence of list.querySelectorAll<HTMLElement>("[data-condition]")) sentence.hidden = true;
  const show = () => {
    const told = readFields(new FormData(form));
    const hidden = new Set<string>();
    for (const question of questions) {
      const rule = question.dataset["showIf"];
      if (!rule) continue;
      const met = isMet(JSON.parse(rule) as ShowIf, (key) =>
        hidden.has(key) ? { texts: [], isAnswered: false } : told(key),
      );
      question.hidden = !met;
      if (!met) hidden.add(question.dataset["question"] ?? "");
    }
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

/** What the fields of a form tell of each question: its own fields' texts, and whether any part of it is filled in. */
function readFields(fields: FormData): (question: string) => Told {
  return (question) => {
    const texts = fields.getAll(question).flatMap((value) => {
      const text = typeof value === "string" ? value.trim() : "";
      return text ? [text] : [];
    });
    const isAnswered =
      texts.length > 0 ||
      [...fields].some(([name, value]) => name.startsWith(`${question}.`) && value !== "");
    return { texts, isAnswered };
  };
}

function countAsTyped(list: HTMLElement): void {
  for (const count of list.querySelectorAll<HTMLElement>("[data-count-for]")) {
    const field = document.getElementById(count.dataset["countFor"] ?? "");
    if (!(field instanceof HTMLTextAreaElement)) continue;
    const limits = (["words", "characters"] as const).flatMap((what) => {
      const max = Number(count.dataset[what === "words" ? "countWords" : "countChars"]);
      return max ? [{ what, max }] : [];
    });
    const show = () => {
      count.textContent = limits
        .map(({ what, max }) => {
          const counted = (what === "words" ? countWords : countCharacters)(field.value);
          const text = list.dataset[counted > max ? `${what}Over` : what] ?? "";
          return text
            .replace("%count%", String(counted))
            .replace("%max%", String(max))
            .replace("%over%", String(counted - max));
        })
        .join(", ");
    };
    if (limits.length === 0) continue;
    field.addEventListener("input", show);
    show();
  }
}
