import { watchQuestions } from "~/questions/watch-questions";
import { canReach, endAfter, releasedEvent, sendForm, submitterOf } from "~/ui/sending";

// Runs on a page of the form, which works without it: counts words while somebody writes, and saves the draft a
// moment after each pause. Nothing is kept on the device: until a save succeeds, the text lives in this tab alone.

/** Milliseconds of silence after which the draft is saved, and between attempts when saving fails. */
const pause = 1500;
const firstRetry = 4000;
const longestRetry = 60_000;

interface Answer {
  revision?: number;
  savedAt?: string;
  text?: string;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
  watchQuestions(form);
  const line = form.querySelector<HTMLElement>("[data-draft-state]");
  const revision = form.querySelector<HTMLInputElement>("input[name=revision]");
  if (line && revision) {
    saveAsTyped(form, line, revision);
    // What else stays at the lower edge stands above it: see .field-count.
    new ResizeObserver(() =>
      form.style.setProperty("--draft-state-height", `${line.offsetHeight}px`),
    ).observe(line);
  }
}

function saveAsTyped(form: HTMLFormElement, line: HTMLElement, revision: HTMLInputElement): void {
  const status = line.querySelector("[role=status]") ?? line;
  let timer = 0;
  let retry = firstRetry;
  /** The save under way; true when the server has answered it, whatever it said. */
  let saving: Promise<boolean> | undefined;
  /** A body whose fate is unknown: it is sent again as it was, so that the server can tell a repetition from a conflict. */
  let unsettled: string | undefined;
  let lastSaved = fieldsOf(form);
  /** Nothing more is saved: another tab was faster, or the time is over. */
  let stopped = false;
  /** A button has been pressed, and it is being made sure that the form arrives. */
  let pressed = false;
  /** The form itself is on its way. */
  let leaving = false;

  say("idle");
  line.hidden = false;

  const later = (delay: number) => {
    window.clearTimeout(timer);
    if (!stopped && !leaving) timer = window.setTimeout(() => void save(), delay);
  };
  form.addEventListener("input", () => later(pause));
  form.addEventListener("change", () => later(pause));
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && fieldsOf(form) !== lastSaved) void save({ keepalive: true });
    else if (unsettled) later(0);
  });
  // The page is still here, or here again: its writer stopped the browser, or came back. What became of the form is
  // asked by sending it as a draft once more.
  const stay = () => {
    leaving = false;
    later(0);
  };
  form.addEventListener(releasedEvent, stay);
  window.addEventListener("pageshow", (event) => event.persisted && stay());

  // A press on a button first saves what is not saved yet, or asks whether anybody answers: without a connection the
  // page stays as it is. In the capturing phase, before the page's own guard against pressing twice.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || leaving) return;
      event.preventDefault();
      if (pressed) return;
      pressed = true;
      window.clearTimeout(timer);
      const button = submitterOf(event);
      void isReached().then((reached) => {
        pressed = false;
        if (!reached) return;
        unsettled = stopped ? undefined : bodyOf(fieldsOf(form));
        leaving = true;
        window.clearTimeout(timer);
        sendForm(form, button);
      });
    },
    true,
  );

  async function isReached(): Promise<boolean> {
    await saving;
    if (!stopped && (unsettled || fieldsOf(form) !== lastSaved)) return save();
    if (await canReach()) return true;
    fail("offline");
    return false;
  }

  function bodyOf(fields: string): string {
    return JSON.stringify({ revision: Number(revision.value), fields: JSON.parse(fields) as unknown });
  }

  async function save(options: { keepalive?: boolean } = {}): Promise<boolean> {
    if (saving) {
      const answered = await saving;
      later(0);
      return answered;
    }
    if (stopped || leaving) return true;
    const fields = fieldsOf(form);
    if (!unsettled && fields === lastSaved) return true;
    const body = (unsettled ??= bodyOf(fields));
    say("saving");
    saving = send(form.dataset["draft"] ?? "", body, options.keepalive ?? false)
      .then((outcome) => settle(outcome, body))
      .catch(() => {
        fail("offline");
        return false;
      })
      .finally(() => (saving = undefined));
    return saving;
  }

  /** Takes an answer to a save in; true unless it came from something in between, or from a server that is busy. */
  function settle(outcome: { status: number; answer: Answer }, body: string): boolean {
    const { status, answer } = outcome;
    if (status === 200 && answer.revision !== undefined) {
      unsettled = undefined;
      retry = firstRetry;
      revision.value = String(answer.revision);
      lastSaved = JSON.stringify((JSON.parse(body) as { fields: unknown }).fields);
      const at = new Date(answer.savedAt ?? Date.now());
      say(
        "saved",
        at.toLocaleTimeString(document.documentElement.lang, {
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        }),
      );
      if (fieldsOf(form) !== lastSaved) later(pause);
    } else if (status === 0) {
      fail("loggedOut");
    } else if (status >= 500 || status === 429) {
      fail("offline");
      return false;
    } else {
      unsettled = undefined;
      stopped = status === 409 || status === 403;
      if (status === 409 && answer.revision !== undefined) say("conflict");
      else say("refused", answer.text);
    }
    return true;
  }

  function fail(state: "offline" | "loggedOut"): void {
    say(state);
    later(retry);
    retry = Math.min(retry * 2, longestRetry);
  }

  function say(
    state: "idle" | "saving" | "saved" | "offline" | "conflict" | "refused" | "loggedOut",
    detail = "",
  ): void {
    const text = (line.dataset[state] ?? "").replace("%time%", detail);
    if (line.dataset["state"] === state && status.textContent === text) return;
    line.dataset["state"] = state;
    status.textContent = state === "refused" && detail ? `${text} ${detail}` : text;
    if (state === "conflict") {
      const compare = document.createElement("button");
      compare.textContent = line.dataset["compare"] ?? "";
      compare.name = "next";
      compare.value = line.dataset["compareNext"] ?? "on";
      compare.className = "ms-2 text-accent underline";
      status.append(" ", compare);
    }
    if (state === "loggedOut") {
      const logIn = document.createElement("a");
      logIn.textContent = line.dataset["logIn"] ?? "";
      logIn.href = line.dataset["logInAt"] ?? "";
      logIn.target = "_blank";
      status.append(" ", logIn);
    }
  }
}

/** What the form holds, as text that two states of it can be compared by. */
function fieldsOf(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] =>
      typeof field[1] === "string" && field[0] !== "revision" && field[0] !== "next",
  );
  return JSON.stringify(fields);
}

/** Sends a save. Status 0 stands for a redirect: somebody is no longer logged in. */
async function send(
  address: string,
  body: string,
  keepalive: boolean,
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body,
    // A browser refuses to keep a larger request alive behind a closed page.
    keepalive: keepalive && body.length < 30_000,
    redirect: "manual",
    signal: endAfter(20_000),
  });
  if (response.type === "opaqueredirect") return { status: 0, answer: {} };
  return { status: response.status, answer: (await response.json().catch(() => ({}))) as Answer };
}
