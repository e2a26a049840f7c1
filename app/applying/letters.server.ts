import type { Edition } from "~/cohorts/editions.server";
import { yearOf } from "~/cohorts/year";
import { formatCalendarDate, formatForReader } from "~/platform/locale/format";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import type { Translate } from "~/platform/locale/translate";
import type { Letter } from "~/platform/mail.server";
import { isNothingOpen, type OpenMatters } from "./open-matters";

/**
 * The receipt for a submission. Neither its subject nor its text says what was submitted or to whom; what waits for its
 * reader beside it is said as plainly as that allows.
 */
export function receiptLetter(receipt: {
  code: string;
  submittedAt: Date;
  edition: Edition;
  locale: string | undefined;
  zone: string | null | undefined;
  open: OpenMatters;
}): Letter {
  const locale = isLocale(receipt.locale) ? receipt.locale : fallbackLocale;
  const t = translate(locale);
  const when = formatForReader(receipt.submittedAt, locale, receipt.edition.zone, receipt.zone, {
    year: true,
  });
  const by = formatCalendarDate(yearOf(receipt.edition).decisionsBy, locale);
  return {
    kind: "applying.receipt",
    editionId: receipt.edition.id,
    subject: t("applying:letter.receipt.subject"),
    paragraphs: [
      t("applying:letter.receipt.arrived", { when }),
      t("applying:letter.receipt.code", { code: receipt.code }),
      ...(isNothingOpen(receipt.open)
        ? [t("applying:letter.receipt.next", { by })]
        : [stillOpen(receipt.open, t), t("applying:letter.receipt.open.by", { by })]),
      t("applying:letter.receipt.elsewhere"),
    ],
    link: { label: t("applying:letter.receipt.link"), path: "/home" },
  };
}

function stillOpen({ references, requests, messages }: OpenMatters, t: Translate): string {
  const toAsk = references + requests;
  return [
    t("applying:letter.receipt.open.title"),
    ...(toAsk > 0 ? [t("applying:letter.receipt.open.references", { count: toAsk })] : []),
    ...(messages > 0 ? [t("applying:letter.receipt.open.messages", { count: messages })] : []),
  ].join("\n");
}

/** Says that somebody has a later date now; what the date is for is not in it. */
export function extensionLetter(extension: {
  until: Date;
  edition: Edition;
  locale: string | undefined;
  zone: string | null | undefined;
}): Letter {
  const locale = isLocale(extension.locale) ? extension.locale : fallbackLocale;
  const t = translate(locale);
  const when = formatForReader(extension.until, locale, extension.edition.zone, extension.zone);
  return {
    kind: "applying.extension",
    editionId: extension.edition.id,
    subject: t("applying:letter.extension.subject"),
    paragraphs: [t("applying:letter.extension.text", { when }), t("applying:letter.extension.more")],
    link: { label: t("applying:letter.extension.link"), path: "/home" },
  };
}

/** Says that something begun can be finished until a date; what it is, is not in it. Every one can be switched off. */
export function reminderLetter(reminder: {
  deadline: Date;
  edition: Edition;
  locale: string | undefined;
  zone: string | null | undefined;
  /** Of the link that switches these letters off. */
  token: string;
}): Letter {
  const locale = isLocale(reminder.locale) ? reminder.locale : fallbackLocale;
  const t = translate(locale);
  const when = formatForReader(reminder.deadline, locale, reminder.edition.zone, reminder.zone);
  return {
    kind: "applying.reminder",
    editionId: reminder.edition.id,
    subject: t("applying:letter.reminder.subject"),
    paragraphs: [t("applying:letter.reminder.text", { when }), t("applying:letter.reminder.more")],
    link: { label: t("applying:letter.reminder.link"), path: "/home" },
    unsubscribe: { label: t("applying:letter.reminder.off"), path: `/reminders/${reminder.token}` },
  };
}
