// Makes one reading nicer to score: it saves itself, counts, and goes by keyboard. The page works without it.
export {};

interface Words {
  saving: string;
  saved: string;
  waiting: string;
  offline: string;
  stale: string;
  refused: string;
  "logged-out": string;
}

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

/** Saves a moment after the last change, one save at a time. A refusal is told, and nothing is overwritten. */
function autosave(form: HTMLFormElement) {
  const words = JSON.parse(form.dataset["words"] ?? "{}") as Words;
  const status = form.querySelector<HTMLElement>("[data-saved]");
  const revision = form.elements.namedItem("revision") as HTMLInputElement;
  let timer: number | undefined;
  let dirty = false;
  let stopped = false;
  let running: Promise<void> | undefined;

  const isDirty = () => dirty;
  const say = (text: string, isTrouble = false) => {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle("text-muted", !isTrouble);
    status.classList.toggle("text-bad", isTrouble);
  };
  const stop = (text: string) => {
    stopped = true;
    say(text, true);
  };

  /** Why this will not be taken however often it is sent; null where it was, or may be next time. */
  const refusalIn = (response: Response) => {
    if (response.type === "opaqueredirect") return words["logged-out"];
    if (response.status === 409) return words.stale;
    return response.status >= 400 && response.status < 500 ? words.refused : null;
  };

  async function send(keepalive = false): Promise<void> {
    window.clearTimeout(timer);
    if (!dirty || stopped) return;
    dirty = false;
    say(words.saving);
    const content = contentOf(form);
    try {
      const response = await fetch(form.dataset["draft"] ?? "", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(content),
        redirect: "manual",
        keepalive,
      });
      const refusal = refusalIn(response);
      if (refusal) {
        stop(refusal);
        return;
      }
      if (!response.ok) throw new Error("Try again.");
      const saved = (await response.json()) as { revision: number; time: string };
      revision.value = String(saved.revision);
      const seconds = secondsIn(form);
      if (seconds) seconds.value = String(Math.max(0, Number(seconds.value) - content.seconds));
      if (!isDirty()) say(words.saved.replace("{time}", saved.time));
    } catch {
      dirty = true;
      say(words.offline, true);
      timer = window.setTimeout(save, 10_000);
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
    dirty = true;
    if (!running) say(words.waiting);
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 1200);
  });
  window.addEventListener("online", () => void save());
  // Leaving by a link, or by closing the tab: what was typed last goes with the page.
  window.addEventListener("pagehide", () => void (running ? undefined : send(true)));

  return {
    /** Waits for a save under way and starts no other: the form itself is about to be sent. */
    async settle() {
      window.clearTimeout(timer);
      dirty = false;
      while (running) await running;
      dirty = false;
      window.clearTimeout(timer);
    },
    isSaving: () => running !== undefined,
    forget() {
      window.clearTimeout(timer);
      dirty = false;
    },
  };
}

/** The form as the draft's address takes it. */
function contentOf(form: HTMLFormElement) {
  const content = {
    revision: 0,
    seconds: 0,
    score: {} as Record<string, number>,
    comment: {} as Record<string, string>,
  };
  for (const [name, value] of new FormData(form)) {
    const [part, criterion] = name.split(".");
    if (name === "revision") content.revision = Number(value);
    else if (name === "seconds") content.seconds = Number(value) || 0;
    else if (part === "score" && criterion) content.score[criterion] = Number(value);
    else if (part === "comment" && criterion)
      content.comment[criterion] = typeof value === "string" ? value : "";
  }
  return content;
}

/** A press on a button waits for a save under way, so that the form carries the newest revision. */
function sendAfterSaving(form: HTMLFormElement, draft: ReturnType<typeof autosave>): void {
  form.addEventListener(
    "submit",
    (event) => {
      if (!draft.isSaving()) {
        draft.forget();
        return;
      }
      event.preventDefault();
      void draft.settle().then(() => form.requestSubmit(event.submitter));
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

/**
 * 1–5 score and move on, J and K move, C comments, N and P go to the next and the previous application, ? tells the
 * keys, Control and Enter submit. Single letters can be switched off (WCAG 2.1.4); the choice stays on this device.
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
  const isScored = (criterion: HTMLElement | undefined) =>
    Boolean(criterion?.querySelector("input[type=radio]:checked"));

  const goTo = (index: number) => {
    const criterion = criteria[Math.min(Math.max(index, 0), criteria.length - 1)];
    const radio =
      criterion?.querySelector<HTMLInputElement>("input[type=radio]:checked") ??
      criterion?.querySelector<HTMLInputElement>("input[type=radio]");
    radio?.focus({ preventScroll: true });
    criterion?.scrollIntoView({ block: "nearest" });
  };

  /** Scores the criterion one is at, or the first without a score, and moves on: at the end to what is missing, or the button. */
  const score = (key: string, at: number) => {
    const index = at >= 0 ? at : criteria.findIndex((criterion) => !isScored(criterion));
    if (index < 0) return;
    criteria[index]?.querySelector<HTMLInputElement>(`input[type=radio][value="${key}"]`)?.click();
    const missing = criteria.findIndex((criterion) => !isScored(criterion));
    if (index + 1 < criteria.length) goTo(index + 1);
    else if (missing >= 0) goTo(missing);
    else form?.querySelector<HTMLElement>("[data-submit]")?.focus();
  };

  const follow = (link: string) => document.querySelector<HTMLAnchorElement>(`a[data-${link}]`)?.click();

  const tellKeys = () => {
    const summary = help?.querySelector<HTMLElement>("summary");
    const details = summary?.closest("details");
    if (!summary || !details) return;
    details.open = !details.open;
    summary.focus();
    if (details.open) details.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>("[data-submit]"));
      return;
    }
    const target = event.target as HTMLElement;
    const at = currentIndex();
    if (event.key === "Escape" && target.matches("textarea") && at >= 0) {
      goTo(at);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    if (!isOn()) return;
    const key = event.key.toLowerCase();
    if (key === "j") goTo(at + 1);
    else if (key === "k") goTo(at < 0 ? 0 : at - 1);
    else if (key === "n") follow("next");
    else if (key === "p") follow("previous");
    else if (key === "?") tellKeys();
    else if (key === "c" && at >= 0) criteria[at]?.querySelector("textarea")?.focus();
    else if (/^[1-5]$/.test(key)) score(key, at);
    else return;
    event.preventDefault();
  });
}
