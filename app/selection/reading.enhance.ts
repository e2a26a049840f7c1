// Makes one reading nicer to score: it saves itself, counts, and goes by keyboard. The page works without it.
import { canReach, endAfter, releasedEvent, sendForm, submitterOf } from "~/ui/sending";
import { pageKey, watchTyping } from "./typing";

interface Words {
  saving: string;
  saved: string;
  waiting: string;
  offline: string;
  stale: string;
  gone: string;
  refused: string;
  "see-why": string;
  "logged-out": string;
  "log-in": string;
}

/** The page's own keys; Control and Enter, and Escape, are read beside them. */
const pageKeys = "12345jkcnpz?";

/** Milliseconds before a key leads to another application, in which it may turn out to begin a word. */
const beforeLeaving = 300;

const form = document.querySelector<HTMLFormElement>("form[data-reading]");
if (form) {
  measureTime(form);
  const draft = autosave(form);
  countScores(form);
  sendAfterSaving(form, draft);
  keepPaneInView();
}
useKeys(form);

/** The field that carries the seconds worked on this page since the last save. */
function secondsIn(form: HTMLFormElement): HTMLInputElement | null {
  const field = form.elements.namedItem("seconds");
  return field instanceof HTMLInputElement ? field : null;
}

/** Counts seconds in which the page is in view and somebody is at it: a minute without a sign of life is not counted. */
function measureTime(form: HTMLFormElement): void {
  const field = secondsIn(form);
  if (!field) return;
  const patience = 60_000;
  let lastSign = performance.now();
  for (const sign of ["keydown", "pointermove", "pointerdown", "scroll", "touchmove"])
    window.addEventListener(sign, () => (lastSign = performance.now()), { passive: true });
  window.setInterval(() => {
    if (document.visibilityState === "visible" && performance.now() - lastSign < patience)
      field.value = String(Number(field.value) + 1);
  }, 1000);
}

/** Milliseconds of silence after which a draft is saved, and between attempts when saving fails. */
const pause = 1200;
const retry = 10_000;

/** How a save ended. "again" is for what may work next time: a lost connection, a server that is busy. */
type Outcome =
  | { kind: "saved"; revision: number; time: string }
  | { kind: "refused"; text: string }
  | { kind: "again" | "logged-out" | "stale" | "gone" };

/**
 * Saves a moment after the last change, one save at a time. Whatever keeps a save from being taken is told, and the
 * page is not left with something unsaved on it without a question.
 */
function autosave(form: HTMLFormElement) {
  const words = JSON.parse(form.dataset["words"] ?? "{}") as Words;
  const status = form.querySelector<HTMLElement>("[data-saved]");
  const revision = form.elements.namedItem("revision") as HTMLInputElement;
  const seconds = secondsIn(form);
  let timer: number | undefined;
  let running: Promise<void> | undefined;
  /** What the server has; a page that came back with something wrong holds what it has not. */
  const cameBack = form.dataset["unsaved"] !== undefined;
  let saved = cameBack ? "" : JSON.stringify(scoresIn(form));
  /** A save whose fate is unknown: it is sent again as it was, so that the server can tell it from another page's. */
  let unsettled: { scores: string; body: string; seconds: number } | undefined;
  /** Something was refused for good, or this page is about to be left on purpose. */
  let stopped = false;
  let leaving = false;
  /** What is said while nothing is unsaved. */
  let whenSaved = status?.textContent ?? "";
  /** The last save was not taken. */
  let inTrouble = cameBack;

  const say = (text: string, isTrouble = false) => {
    inTrouble = isTrouble;
    if (!status) return;
    status.textContent = text;
    status.classList.toggle("text-muted", !isTrouble);
    status.classList.toggle("text-bad", isTrouble);
  };
  const later = (delay: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), delay);
  };

  async function send(): Promise<void> {
    window.clearTimeout(timer);
    const now = JSON.stringify(scoresIn(form));
    if (stopped) return;
    if (!unsettled && now === saved) {
      say(whenSaved);
      return;
    }
    unsettled ??= {
      scores: now,
      seconds: Number(seconds?.value) || 0,
      body: JSON.stringify({
        revision: Number(revision.value),
        seconds: Number(seconds?.value) || 0,
        ...scoresIn(form),
      }),
    };
    const sent = unsettled;
    if (!inTrouble) say(words.saving);
    const outcome = await post(form.dataset["draft"] ?? "", sent.body);
    if (outcome.kind !== "again") unsettled = undefined;
    switch (outcome.kind) {
      case "saved":
        saved = sent.scores;
        revision.value = String(outcome.revision);
        if (seconds) seconds.value = String(Math.max(0, Number(seconds.value) - sent.seconds));
        whenSaved = words.saved.replace("{time}", outcome.time);
        if (JSON.stringify(scoresIn(form)) === saved) say(whenSaved);
        else later(pause);
        break;
      case "again":
        say(words.offline, true);
        later(retry);
        break;
      case "logged-out":
        say(words["logged-out"], true);
        status?.append(" ", logInLink(words["log-in"]));
        later(retry);
        break;
      case "refused":
        // What is wrong is put right by typing, and then saved.
        say(`${words.refused} ${outcome.text || words["see-why"]}`, true);
        break;
      default:
        stopped = true;
        say(words[outcome.kind], true);
    }
  }

  /** Saves what has changed; resolves when no save is under way. */
  async function save(): Promise<void> {
    while (running) await running;
    running = send().finally(() => (running = undefined));
    await running;
  }

  form.addEventListener("input", () => {
    if (stopped) return;
    if (!running && !inTrouble) say(words.waiting);
    later(pause);
  });
  window.addEventListener("online", () => void save());
  // Back from another tab, where somebody may have logged in again; or away, perhaps for good, on a phone.
  document.addEventListener("visibilitychange", () => void save());
  // Leaving by a link, or by closing the tab: what was typed last goes with the page.
  window.addEventListener("pagehide", () => void (running ? undefined : send()));
  window.addEventListener("beforeunload", (event) => {
    const now = JSON.stringify(scoresIn(form));
    if (!leaving && now !== saved && (inTrouble || (running && now !== unsettled?.scores)))
      event.preventDefault();
  });
  // Whoever has to leave at once is asked nothing.
  document.addEventListener(
    "click",
    (event) => (leaving ||= event.target instanceof Element && event.target.closest("[data-leave]") !== null),
    { capture: true },
  );

  return {
    /** Saves what is not saved yet, and says whether the form can be sent: without a connection it stays where it is. */
    async settle() {
      await save();
      window.clearTimeout(timer);
      if (unsettled) later(retry);
      else if (await canReach()) return true;
      else say(words.offline, true);
      return false;
    },
    /** The form is being sent: nothing more is saved, and leaving this page is meant; unless the page stays after all. */
    forget() {
      window.clearTimeout(timer);
      const before = stopped;
      leaving = stopped = true;
      const stay = () => {
        leaving = false;
        stopped = before;
        void save();
      };
      form.addEventListener(releasedEvent, stay, { once: true });
    },
  };
}

/** Sends a save; it is kept alive when the page is left, and given up after a while on a network that is stuck. */
async function post(address: string, body: string): Promise<Outcome> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      redirect: "manual",
      // A browser refuses to keep a larger request alive behind a closed page.
      keepalive: body.length < 20_000,
      signal: endAfter(20_000),
    });
    if (response.type === "opaqueredirect") return { kind: "logged-out" };
    if (response.ok)
      return { kind: "saved", ...((await response.json()) as { revision: number; time: string }) };
    if (response.status >= 500 || response.status === 429) return { kind: "again" };
    if (response.status === 404) return { kind: "gone" };
    const answer = (await response.json().catch(() => ({}))) as { text?: string; stored?: unknown };
    return answer.stored ? { kind: "stale" } : { kind: "refused", text: answer.text ?? "" };
  } catch {
    return { kind: "again" };
  }
}

function logInLink(text: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.textContent = text;
  link.href = "/login";
  link.target = "_blank";
  return link;
}

/** The scores and comments of the form, as the draft's address takes them. */
function scoresIn(form: HTMLFormElement) {
  const content = { score: {} as Record<string, number>, comment: {} as Record<string, string> };
  for (const [name, value] of new FormData(form)) {
    const [part, criterion] = name.split(".");
    if (!criterion || typeof value !== "string") continue;
    if (part === "score") content.score[criterion] = Number(value);
    else if (part === "comment") content.comment[criterion] = value;
  }
  return content;
}

/** A press on a button waits for a save under way, so that the form carries the newest revision, and for a connection. */
function sendAfterSaving(form: HTMLFormElement, draft: ReturnType<typeof autosave>): void {
  let state: "here" | "pressed" | "sent" = "here";
  form.addEventListener(releasedEvent, () => (state = "here"));
  form.addEventListener(
    "submit",
    (event) => {
      if (state === "sent") return;
      event.preventDefault();
      if (state === "pressed") return;
      state = "pressed";
      const button = submitterOf(event);
      void draft.settle().then((isReached) => {
        state = isReached ? "sent" : "here";
        if (!isReached) return;
        draft.forget();
        sendForm(form, button);
      });
    },
    { capture: true },
  );
}

/** Keeps "3 of 5 scored" true. */
function countScores(form: HTMLFormElement): void {
  const counters = document.querySelectorAll<HTMLElement>("[data-scored]");
  form.addEventListener("change", () => {
    const done = form.querySelectorAll("[data-criterion] input[type=radio]:checked").length;
    for (const counter of counters)
      counter.textContent = (counter.dataset["scored"] ?? "").replace("{done}", String(done));
  });
}

/** The pane beside the answers ends at the window's edge wherever it begins, so that its buttons are in view. */
function keepPaneInView(): void {
  const pane = document.querySelector<HTMLElement>(".split-aside");
  if (!pane) return;
  const wide = window.matchMedia("(width >= 64rem)");
  const fit = () => {
    const top = Math.max(pane.getBoundingClientRect().top, 24);
    pane.style.maxHeight = wide.matches ? `calc(100vh - ${Math.round(top)}px - 1rem)` : "";
  };
  fit();
  window.addEventListener("scroll", fit, { passive: true });
  window.addEventListener("resize", fit);
}

/** A score that a key gave, and what stood there before it. */
interface KeyedScore {
  index: number;
  before: string | null;
  after: string;
  burst: number;
}

interface KeyWords {
  given: string;
  undone: string;
  emptied: string;
  typed: string;
}

/**
 * 1–5 score and move on, J and K move, C comments, Z takes the last score back, N and P go to the next and the previous
 * application, ? tells the keys, Control and Enter submit. What a key has scored is said, and words that are typed while
 * no field has the focus score nothing. Single letters can be switched off (WCAG 2.1.4); the choice stays on this device.
 */
function useKeys(form: HTMLFormElement | null): void {
  const help = document.querySelector<HTMLElement>("[data-keys]");
  const toggle = help?.querySelector<HTMLInputElement>("[data-keys-on]");
  const memory = "elf-reading-keys";
  if (help) help.hidden = false;
  const isOn = () => (toggle ? toggle.checked : window.localStorage.getItem(memory) !== "off");
  if (toggle) {
    toggle.checked = window.localStorage.getItem(memory) !== "off";
    toggle.addEventListener("change", () =>
      window.localStorage.setItem(memory, toggle.checked ? "on" : "off"),
    );
  }
  const criteria = [...(form?.querySelectorAll<HTMLElement>("[data-criterion]") ?? [])];
  const currentIndex = () => criteria.findIndex((criterion) => criterion.contains(document.activeElement));
  const chosenIn = (index: number) =>
    criteria[index]?.querySelector<HTMLInputElement>("input[type=radio]:checked") ?? null;
  const firstWithoutScore = () => criteria.findIndex((_, index) => !chosenIn(index));
  const note = form?.querySelector<HTMLElement>("[data-key-note]");
  const words = JSON.parse(note?.dataset["keyNote"] ?? "{}") as KeyWords;
  const undoButton = form?.querySelector<HTMLButtonElement>("[data-key-undo]");
  const keyed: KeyedScore[] = [];
  const typing = watchTyping(pageKeys);
  let leaving: number | undefined;

  const say = (text: string) => {
    const status = note?.querySelector("[role=status]");
    if (status) status.textContent = text;
    if (note) note.dataset["said"] = "";
    if (undoButton) undoButton.hidden = keyed.length === 0;
  };
  const sayScore = (sentence: string, index: number, score = "") =>
    say(
      sentence
        .replace("{criterion}", () => criteria[index]?.dataset["criterion"] ?? "")
        .replace("{score}", score),
    );

  const goTo = (index: number) => {
    const criterion = criteria[Math.min(Math.max(index, 0), criteria.length - 1)];
    const radio =
      criterion?.querySelector<HTMLInputElement>("input[type=radio]:checked") ??
      criterion?.querySelector<HTMLInputElement>("input[type=radio]");
    radio?.focus({ preventScroll: true });
    criterion?.scrollIntoView({ block: "nearest" });
  };

  /** Scores the criterion one is at, or the first without a score, and moves on: at the end to what is missing, or the button. */
  const score = (key: string, at: number, burst: number) => {
    const index = at >= 0 ? at : firstWithoutScore();
    const radio = criteria[index]?.querySelector<HTMLInputElement>(`input[type=radio][value="${key}"]`);
    if (!radio) return;
    keyed.push({ index, before: chosenIn(index)?.value ?? null, after: key, burst });
    radio.click();
    sayScore(words.given, index, key);
    const missing = firstWithoutScore();
    if (index + 1 < criteria.length) goTo(index + 1);
    else if (missing >= 0) goTo(missing);
    else form?.querySelector<HTMLElement>("[data-submit]")?.focus();
  };

  /** Puts back what stood there before a key scored, unless another score has been chosen since. */
  const takeBack = ({ index, before, after }: KeyedScore) => {
    const chosen = chosenIn(index);
    if (chosen?.value !== after) return;
    chosen.checked = false;
    const restored = criteria[index]?.querySelector<HTMLInputElement>(`input[type=radio][value="${before}"]`);
    if (restored) restored.checked = true;
    for (const kind of ["input", "change"]) chosen.dispatchEvent(new Event(kind, { bubbles: true }));
  };

  const undo = () => {
    const last = keyed.pop();
    if (!last) return;
    takeBack(last);
    if (last.before === null) sayScore(words.emptied, last.index);
    else sayScore(words.undone, last.index, last.before);
    goTo(last.index);
  };
  undoButton?.addEventListener("click", undo);

  /** Keys that have turned out to be part of a word: what they scored is taken back, the latest first. */
  const takeBackWord = (burst: number) => {
    window.clearTimeout(leaving);
    let first: number | undefined;
    for (let last = keyed[keyed.length - 1]; last?.burst === burst; last = keyed[keyed.length - 1]) {
      takeBack(last);
      first = last.index;
      keyed.pop();
    }
    if (first === undefined) return;
    goTo(first);
    say(words.typed);
  };

  const follow = (link: string) => {
    window.clearTimeout(leaving);
    leaving = window.setTimeout(
      () => document.querySelector<HTMLAnchorElement>(`a[data-${link}]`)?.click(),
      beforeLeaving,
    );
  };

  const tellKeys = () => {
    const summary = help?.querySelector<HTMLElement>("summary");
    const details = summary?.closest("details");
    if (!summary || !details) return;
    details.open = !details.open;
    summary.focus();
    if (details.open) details.scrollIntoView({ block: "nearest" });
  };

  /** The comment of the criterion one is at; else of the one that a key would score, or scored last. */
  const comment = (at: number) => {
    const missing = firstWithoutScore();
    const index = at >= 0 ? at : missing >= 0 ? missing : (keyed[keyed.length - 1]?.index ?? 0);
    criteria[index]?.querySelector("textarea")?.focus();
  };

  document.addEventListener("keydown", (event) => {
    // What an input method has taken is no key of ours; some browsers only say so by this name.
    if (event.isComposing || event.key === "Process") return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>("[data-submit]"));
      return;
    }
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    const at = currentIndex();
    if (event.key === "Escape" && target.matches("textarea") && at >= 0) {
      goTo(at);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState("AltGraph")) return;
    if (isEditable(target) || !isOn()) return;
    const key = pageKey(event.key, event.code);
    const { as, burst } = typing.take(key, performance.now(), target.matches("[type=radio]"));
    if (as === "typed") {
      takeBackWord(burst);
      // A blank would choose the score that has the focus.
      if (key === " ") event.preventDefault();
      return;
    }
    if (as === "other") return;
    event.preventDefault();
    // A key that is held down is pressed once.
    if (event.repeat) return;
    if (key === "j") goTo(at + 1);
    else if (key === "k") goTo(at < 0 ? 0 : at - 1);
    else if (key === "n") follow("next");
    else if (key === "p") follow("previous");
    else if (key === "?") tellKeys();
    else if (key === "c") comment(at);
    else if (key === "z") undo();
    else score(key, at, burst);
  });
}

/** Whether what is typed here goes into a field. */
function isEditable(target: HTMLElement): boolean {
  return (
    target.isContentEditable ||
    target.matches("textarea, select, [role=textbox], input:not([type=radio], [type=checkbox])")
  );
}
