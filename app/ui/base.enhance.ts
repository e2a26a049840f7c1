// Runs on every page, after it is drawn. Everything here is a convenience: the page works without it.
export {};

/**
 * Leaving at once, by the button or by pressing Shift three times within five seconds each, with no other key between.
 * Replaces this page in the history, so that "back" does not lead here; ends the session where the person wants that,
 * without waiting for the answer.
 */
const leaving = document.querySelector<HTMLElement>("[data-leave]");
if (leaving) {
  const { leave: to = "/", leaveAction: action, twice = "", once = "" } = leaving.dataset;
  const said = leaving.querySelector("[role=status]");
  let presses = 0;
  let forgetting = 0;
  let otherKey = false;
  const leave = (event?: Event): void => {
    event?.preventDefault();
    document.documentElement.hidden = true;
    if (action) navigator.sendBeacon(action);
    window.location.replace(to);
  };
  const count = (number: number): void => {
    presses = number;
    leaving.dataset["presses"] = String(number);
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
  // Brought back by the browser out of its memory, the page is asked for anew: it may be nobody's any more.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && document.documentElement.hidden) window.location.reload();
  });
}

/**
 * A moment also in this device's own zone, where it differs from those that are written. An element with a text of
 * its own for it (`data-local-text`) is hidden until then.
 */
for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || time.dataset["local"]?.split(" ").includes(zone)) continue;
  const text = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(time.dateTime));
  const here = `${text} (${(zone.split("/").at(-1) ?? zone).replaceAll("_", " ")})`;
  const own = time.dataset["localText"];
  if (own) time.textContent = own.replace("%time%", here);
  else time.insertAdjacentText("afterend", ` · ${here}`);
  time.hidden = false;
}

/**
 * A form is sent once: a second press while the first is under way does nothing. One that is answered with a file
 * (`data-file`) leaves the page as it is, and so may be sent again.
 */
for (const form of document.querySelectorAll<HTMLFormElement>("form:not([data-file])")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset["sending"]) {
      event.preventDefault();
      return;
    }
    form.dataset["sending"] = "true";
    // What takes a while says so on the button that began it: data-progress="Sending 300 letters…".
    const button = event.submitter;
    if (button?.dataset["progress"]) {
      const words = button.textContent;
      button.textContent = button.dataset["progress"];
      window.addEventListener("pageshow", () => (button.textContent = words), { once: true });
    }
    window.addEventListener("pageshow", () => delete form.dataset["sending"], { once: true });
  });
}

/** Ways that scroll sideways on a phone begin with the one that is taken in sight. */
for (const way of document.querySelectorAll(".sub-nav [aria-current]")) {
  const list = way.closest("ul");
  if (!list) continue;
  const [inner, outer] = [way.getBoundingClientRect(), list.getBoundingClientRect()];
  list.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
}

const summary = document.querySelector<HTMLElement>("[role=alert][tabindex='-1']");
summary?.focus();
