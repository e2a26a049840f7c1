// Shows how far a plan is while it is worked out, and opens it when it is there.
export {};

const pause = 700;

const box = document.querySelector<HTMLElement>("[data-plan]");
const address = box?.dataset["plan"];
if (box && address) void follow(box, address);

async function follow(shown: HTMLElement, address: string): Promise<void> {
  for (;;) {
    await new Promise((done) => window.setTimeout(done, pause));
    const response = await fetch(address).catch(() => null);
    // A line that is down for a moment is no reason to stop looking; anything else the page itself says best.
    if (response === null) continue;
    const page = response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
    const next = page?.querySelector<HTMLElement>("[data-plan]");
    if (!next) {
      window.location.replace(address);
      return;
    }
    redraw(shown, next);
  }
}

/** Takes over what is new and leaves the rest, so that a screen reader hears of each stage once. */
function redraw(shown: Element, next: Element): void {
  const fresh = [...next.querySelectorAll("*")];
  for (const [index, old] of [...shown.querySelectorAll("*")].entries()) {
    const now = fresh[index];
    if (!now) return;
    if (old.childElementCount === 0 && old.textContent !== now.textContent) old.textContent = now.textContent;
    for (const name of ["value", "aria-label"]) {
      const value = now.getAttribute(name);
      if (value !== null && value !== old.getAttribute(name)) old.setAttribute(name, value);
    }
  }
}
