import { watchQuestions } from "~/questions/watch-questions";

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
  if (line && revision) saveAsTyped(form, line, revision);
}

function saveAsTyped(form: HTMLFormElement, line: HTMLElement, revision: HTMLInputElement): void {
  const status = line.querySelector("[role=status]") ?? line;
  let timer = 0;
  let retry = firstRetry;
  /** The save under way. */
  let saving: Promise<void> | undefined;
  /** A body whose fate is unknown: it is sent again as it was, so that the server can tell a repetition from a conflict. */
  let unsettled: string | undefined;
  let lastSaved = fieldsOf(form);
  let stopped = false;

  say("idle");
  line.hidden = false;

  const later = (delay: number) => {
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(() => void save(), delay);
  };
  form.addEventListener("input", () => later(pause));
  form.addEventListener("change", () => later(pause));
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && fieldsOf(form) !== lastSaved) void save({ keepalive: true });
    else if (unsettled) later(0);
  });

  // A press on a button waits for a save that is under way: otherwise the page would compete with itself.
  // In the capturing phase, before the page's own guard against pressing twice.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      window.clearTimeout(timer);
      if (!saving && !unsettled) {
        stopped = true;
        return;
      }
      event.preventDefault();
      const submitter = event.submitter;
      void (saving ?? save({ only: "unsettled" })).finally(() => {
        unsettled = undefined;
        form.requestSubmit(submitter);
      });
    },
    true,
  );

  function save(options: { keepalive?: boolean; only?: "unsettled" } = {}): Promise<void> {
    if (saving) return saving.then(() => later(0));
    if (stopped) return Promise.resolve();
    const fields = fieldsOf(form);
    if (!unsettled && fields === lastSaved) return Promise.resolve();
    const body =
      unsettled ??
      JSON.stringify({ revision: Number(revision.value), fields: JSON.parse(fields) as unknown });
    unsettled = body;
    if (!options.only) say("saving");
    saving = send(form.dataset["draft"] ?? "", body, options.keepalive ?? false)
      .then((outcome) => settle(outcome, body))
      .catch(() => fail("offline"))
      .finally(() => (saving = undefined));
    return saving;
  }

  function settle(outcome: { status: number; answer: Answer }, body: string): void {
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
    } else {
      unsettled = undefined;
      stopped = status === 409 || status === 403;
      if (status === 409 && answer.revision !== undefined) say("conflict");
      else say("refused", answer.text);
    }
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
      compare.className = "ms-2 text-accent underline";
      status.append(" ", compare);
    }
    if (state === "loggedOut") {
      const logIn = document.createElement("a");
      logIn.textContent = line.dataset["logIn"] ?? "";
      logIn.href = "/login?to=/application";
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
    signal: AbortSignal.timeout(20_000),
  });
  if (response.type === "opaqueredirect") return { status: 0, answer: {} };
  return { status: response.status, answer: (await response.json().catch(() => ({}))) as Answer };
}
