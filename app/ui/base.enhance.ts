// Runs on every page, after it is drawn. Everything here is a convenience: the page works without it.
export {};

/** Leaving at once: replaces this page in the history, so that "back" does not lead here. */
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(link.href);
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
