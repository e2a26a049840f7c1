import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { fellows, people, roles } from "#db/schema";
import type { Transaction } from "~/platform/database.server";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetters, type Letter } from "~/platform/mail.server";
import { leadingRoles } from "./kinds";

/** The letter that says that something planned is new or has changed. It names neither what nor where. */
function newsLetter(editionId: string, locale: string): Letter {
  const t = translate(isLocale(locale) ? locale : fallbackLocale);
  return {
    kind: "programme.news",
    editionId,
    subject: t("programme:letter.subject"),
    paragraphs: [t("programme:letter.text"), t("programme:letter.note")],
    link: { label: t("programme:letter.link"), path: "/home" },
  };
}

/**
 * Writes one letter to everybody whom a publication of an edition touches (see `touchedBy`), in the transaction that
 * publishes: its present fellows, and of those who lead or led a changed session whoever still leads in the edition.
 */
export async function tellTouched(
  tx: Transaction,
  editionId: string,
  touched: { fellows: boolean; leaders: readonly string[] },
): Promise<void> {
  if (!touched.fellows) return;
  const present = tx
    .select({ id: fellows.personId })
    .from(fellows)
    .where(and(eq(fellows.editionId, editionId), isNull(fellows.endedAt)));
  const leading = tx
    .select({ id: roles.personId })
    .from(roles)
    .where(
      and(
        eq(roles.editionId, editionId),
        inArray(roles.role, [...leadingRoles]),
        isNull(roles.endedAt),
        inArray(roles.personId, [...touched.leaders]),
      ),
    );
  const reached = await tx
    .select({ id: people.id, locale: people.locale })
    .from(people)
    .where(
      and(
        isNull(people.erasedAt),
        touched.leaders.length > 0
          ? or(inArray(people.id, present), inArray(people.id, leading))
          : inArray(people.id, present),
      ),
    );
  await postLetters(
    tx,
    reached.map(({ id, locale }) => ({ personId: id, letter: newsLetter(editionId, locale) })),
  );
}
