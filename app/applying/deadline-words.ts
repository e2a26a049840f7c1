import { formatForReader, formatSoonAfter } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { deadlineOf, lastMomentOf } from "./access";

/** By when one's own application must be sent, in Prague and in one's own zone, and until when what is late is still taken. */
export function deadlineInWords(
  own: {
    application: { extendedUntil: Date | null };
    edition: { callClosesAt: Date; graceMinutes: number; zone: string };
  },
  reader: { timeZone: string | null },
  locale: Locale,
): { submitBy: string; graceUntil: string | null; extended: boolean } {
  const { application, edition } = own;
  const deadline = deadlineOf(application, edition);
  const last = lastMomentOf(application, edition);
  return {
    submitBy: formatForReader(deadline, locale, edition.zone, reader.timeZone),
    graceUntil: last > deadline ? formatSoonAfter(last, deadline, locale, edition.zone) : null,
    extended: deadline > edition.callClosesAt,
  };
}
