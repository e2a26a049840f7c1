import { isLocale, fallbackLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import type { Letter } from "~/platform/mail.server";

type Name =
  "confirmation" | "known-address" | "recovery" | "password-changed" | "invitation" | "access-changed";

/** A letter about an account, in the person's language. It never says what the site is for; where it is about a role
 * in an edition, it comes from whom that edition says. */
export function accountLetter(
  locale: string,
  name: Name,
  path?: string,
  editionId: string | null = null,
): Letter {
  const t = translate(isLocale(locale) ? locale : fallbackLocale);
  return {
    kind: `account.${name}`,
    editionId,
    subject: t(`accounts:letter.${name}.subject`),
    paragraphs: [
      t(`accounts:letter.${name}.text`),
      t(`accounts:letter.${name}.note`, { defaultValue: "" }),
    ].filter(Boolean),
    ...(path ? { link: { label: t(`accounts:letter.${name}.link`), path } } : {}),
  };
}
