import type { Translate } from "~/platform/locale/translate";
import type { Mark } from "../timetable";

/** What a mark says, in the reader's words. */
export function markText(mark: Mark | null, t: Translate): string | undefined {
  if (!mark || mark.change === "cancelled") return undefined;
  const which =
    mark.from === null && (mark.change === "time" || mark.change === "place")
      ? `${mark.change}-plain`
      : mark.change;
  return t(`programme:mark.${which}`, { from: mark.from ?? "" });
}
