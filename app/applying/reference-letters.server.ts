import { fallbackLocale, isLocale, type Locale } from "~/platform/locale/locales";
import { formatByOffset } from "~/platform/locale/format";
import { translate } from "~/platform/locale/request.server";
import type { Letter } from "~/platform/mail.server";

/** The kinds of letters that go to a referee, as the outbox knows them. */
export const refereeLetterKinds = ["reference.request", "reference.reminder"];

/** Where a referee's link leads; it opens in the language that the letter is written in. */
export function referencePath(token: string, locale: string): string {
  return `/reference/${token}?language=${isLocale(locale) ? locale : fallbackLocale}`;
}

/**
 * The letter that asks for a reference, or reminds of it. It says who asks, by the name they chose for it, `told` being
 * the organisation's where the edition tells it, and nothing else: not what it is for, where they are, or how far they
 * have come. `until` is said to the minute by the clock
 * of `zone`, the edition's, as the applicant is told it, but without the city that it is named for.
 */
export function refereeLetter(
  name: "request" | "reminder",
  facts: {
    editionId: string;
    locale: string;
    shownName: string;
    token: string;
    until: Date;
    zone: string;
    told: string;
  },
): Letter {
  const locale: Locale = isLocale(facts.locale) ? facts.locale : fallbackLocale;
  const t = translate(locale);
  const values = { name: facts.shownName, until: formatByOffset(facts.until, locale, facts.zone) };
  return {
    kind: `reference.${name}`,
    editionId: facts.editionId,
    subject: t(`applying:letter.reference-${name}.subject`),
    paragraphs: [
      t(`applying:letter.reference-${name}.text`, values),
      ...(facts.told ? [t("applying:letter.reference-request.told", { organisation: facts.told })] : []),
      t(`applying:letter.reference-${name}.time`, values),
      t("applying:letter.reference-request.free"),
    ],
    link: { label: t("applying:letter.reference-request.link"), path: referencePath(facts.token, locale) },
  };
}

/** A letter to an applicant that says no more than that there is something to look at. */
export function noteLetter(
  kind: "applying.referees" | "applying.referee-news" | "applying.message" | "office.message",
  editionId: string,
  language: string | null | undefined,
): Letter {
  const locale = isLocale(language) ? language : fallbackLocale;
  const t = translate(locale);
  const name = kind.endsWith("message") ? "message" : "note";
  return {
    kind,
    editionId,
    subject: t(`applying:letter.${name}.subject`),
    paragraphs: [t(`applying:letter.${name}.text`), t("applying:letter.note.elsewhere")],
    link: { label: t("applying:letter.note.link"), path: "/home" },
  };
}
