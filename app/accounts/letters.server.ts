import { isLocale, fallbackLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import type { Letter } from "~/platform/mail.server";

type Name =
  "confirmation" | "known-address" | "recovery" | "password-changed" | "invitation" | "access-changed";

/** A letter about an account, in the person's language. It never says what the site is for. */
export function accountLetter(locale: string, name: Name, path?: string): Letter {
  const t = translate(isLocale(locale) ? locale : fallbackLocale);
  return {
    kind: `account.${name}`,
    subject: t(`accounts:letter.${name}.subject`),
    paragraphs: [
      t(`accounts:letter.${name}.text`),
      t(`accounts:letter.${name}.note`, { defaultValue: "" }),
    ].filter(Boolean),
    ...(path ? { link: { label: t(`accounts:letter.${name}.link`), path } } : {}),
  };
}
