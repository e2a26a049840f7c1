// Runs on every page, after it is drawn. Everything here is a convenience: the page works without it.
import { leftMark } from "~/platform/leaving";
import { canReach, releasedEvent, sendForm, submitterOf } from "./sending";

/**
 * Leaving at once, by the button or by pressing Shift three times within five seconds each, with no other key between.
 * Replaces this page in the history, so that "back" does not lead here; ends the session where the person wants that,
 * without waiting for the answer.
 */
const leaving = document.querySelector<HTMLElement>("[data-leave]");
if (leaving) {
  const { leave: to = "/", leaveAction: action, twice = "", once = "" } = leaving.dataset;
  // Made with the first press: until then it is no page's status.
  let said: HTMLElement | undefined;
  let presses = 0;
  let forgetting = 0;
  let otherKey = false;
  const leave = (event?: Event): void => {
    event?.preventDefault();
    document.documentElement.hidden = true;
    remember();
    if (action) navigator.sendBeacon(action);
    window.location.replace(to);
  };
  const remember = (): void => {
    try {
      window.sessionStorage.setItem(leftMark, "1");
    } catch {
      // Where nothing may be kept, Back can lead here.
    }
  };
  const hasLeft = (): boolean => {
    try {
      return window.sessionStorage.getItem(leftMark) !== null;
    } catch {
      return document.documentElement.hidden;
    }
  };
  const count = (number: number): void => {
    presses = number;
    leaving.dataset["presses"] = String(number);
    if (!said && number > 0) {
      said = document.createElement("span");
      said.className = "sr-only";
      said.setAttribute("role", "status");
      leaving.append(said);
    }
    if (said) said.textContent = ["", twice, once][number] ?? "";
    window.clearTimeout(forgetting);
    if (number > 0) forgetting = window.setTimeout(() => count(0), 5000);
  };
  leaving.querySelector("a")?.addEventListener("click", leave);
  leaving.querySelector("form")?.addEventListener("submit", leave);
  document.addEventListener("keydown", ({ key }) => {
    // A capital letter is Shift with another key: neither counts, and typing begins the count anew.
    if (key === "Shift") otherKey = false;
    else {
      otherKey = true;
      if (presses > 0) count(0);
    }
  });
  document.addEventListener("keyup", ({ key }) => {
    if (key !== "Shift" || otherKey) return;
    if (presses === 2) leave();
    else count(presses + 1);
  });
  // Brought back by the browser out of its memory, a page does what `staysAway` does for one that is fetched.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !hasLeft()) return;
    document.documentElement.hidden = true;
    window.location.replace(to);
  });
}

/**
 * A moment also in this device's own zone, where it differs from those that are written. An element with a text of
 * its own for it (`data-local-text`) is hidden until then.
 */
for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || time.dataset["local"]?.split(" ").includes(zone)) continue;
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const at = new Date(time.dateTime);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, options)
      .format(at)
      .replace(/^(\p{L}+),/u, language === "en-GB" ? "$1" : "$1,");
  const text = [
    part({ weekday: "long", day: "numeric", month: "long" }),
    part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  ].join(", ");
  // Only English writes cities as zones do.
  const city = (zone.split("/").pop() ?? zone).replaceAll("_", " ");
  const here = `${text} (${language === "en-GB" ? city : document.body.dataset["here"]})`;
  const own = time.dataset["localText"];
  if (own) time.textContent = own.replace("%time%", language === "en-GB" ? here : text);
  else time.insertAdjacentText("afterend", ` · ${here}`);
  time.hidden = false;
}

/** Milliseconds after which a form that was sent may be sent again, if the page is still here; and where that takes long. */
const held = 10_000;
const heldLong = 120_000;

/** Forms for which it has been made sure that they arrive. */
const reached = new WeakSet<HTMLFormElement>();

/**
 * A form is sent once: a second press while the first is under way does nothing. One that is answered with a file
 * (`data-file`) leaves the page as it is, and so may be sent again.
 */
for (const form of document.querySelectorAll<HTMLFormElement>("form:not([data-file])")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const button = submitterOf(event);
    if (form.dataset["sending"]) event.preventDefault();
    else if (holdsTyping(form) && !reached.has(form)) {
      event.preventDefault();
      void sendIfReached(form, button);
    } else {
      reached.delete(form);
      hold(form, button);
    }
  });
}

/** Whether somebody has written or chosen something in a form that is lost with the page. A draft looks after itself. */
function holdsTyping(form: HTMLFormElement): boolean {
  if (form.method !== "post" || "draft" in form.dataset) return false;
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (field instanceof HTMLSelectElement)
      return [...field.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  });
}

/** Sends a form where it can arrive; otherwise the page stays as it is, and says so. */
async function sendIfReached(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  form.dataset["sending"] = "true";
  const isReached = await canReach();
  delete form.dataset["sending"];
  form.querySelector("[data-unsent]")?.remove();
  if (isReached) {
    reached.add(form);
    sendForm(form, button);
    return;
  }
  const note = document.createElement("p");
  note.dataset["unsent"] = "";
  note.className = "mt-3 font-semibold text-bad";
  note.setAttribute("role", "alert");
  // A button that stands elsewhere, such as that for the language, has the words at its form's end.
  if (button && form.contains(button)) button.after(note);
  else form.append(note);
  // Set once the element is there, so that readers of the screen hear it.
  note.textContent = document.body.dataset["unsent"] ?? "";
  form.dispatchEvent(new Event(releasedEvent));
}

/** Keeps a form from being sent twice, until it turns out that the page stays. */
function hold(form: HTMLFormElement, button: HTMLElement | null): void {
  form.dataset["sending"] = "true";
  // What takes a while says so on the button that began it: data-progress="Sending 300 letters…".
  const progress = button?.dataset["progress"];
  const words = button?.textContent ?? "";
  if (button && progress) button.textContent = progress;
  // The browser's Stop is an event in newer browsers; in others time must tell.
  const { navigation } = window as { navigation?: EventTarget };
  const timer = window.setTimeout(release, progress ? heldLong : held);
  window.addEventListener("pageshow", release, { once: true });
  navigation?.addEventListener("navigateerror", release, { once: true });
  function release(): void {
    window.clearTimeout(timer);
    window.removeEventListener("pageshow", release);
    navigation?.removeEventListener("navigateerror", release);
    delete form.dataset["sending"];
    if (button && progress) button.textContent = words;
    form.dispatchEvent(new Event(releasedEvent));
  }
}

/** Ways that scroll sideways on a phone begin with the one that is taken in sight. */
for (const way of document.querySelectorAll(".sub-nav [aria-current]")) {
  const list = way.closest("ul");
  if (!list) continue;
  const [inner, outer] = [way.getBoundingClientRect(), list.getBoundingClientRect()];
  list.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
}

const summary = document.querySelector<HTMLElement>("[role=alert][tabindex='-1']");
summary?.focus({ preventScroll: true });
summary?.scrollIntoView({ block: "start" });
