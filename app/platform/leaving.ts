/** Where "leave this page" leads: a place that anybody may be seen at. */
export const elsewhere = "https://www.wikipedia.org/";

/** What this tab alone remembers, for as long as it is open: that somebody has left by it. */
export const leftMark = "left";

/**
 * Runs before anything is drawn: in a tab by which somebody has left, Back leads to no page of this site any more. Each
 * one that it would open is replaced too. Whoever comes by a link, an address or a reload is let in.
 */
export const staysAway = `(() => {
  try {
    if (!sessionStorage.getItem("${leftMark}")) return;
    const [way] = performance.getEntriesByType("navigation");
    if (!way || way.type !== "back_forward") return sessionStorage.removeItem("${leftMark}");
    document.documentElement.hidden = true;
    location.replace("${elsewhere}");
  } catch {}
})()`;
