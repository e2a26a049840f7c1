import { readerWords } from "~/accounts/locale.server";
import { sameAnswer } from "~/applying/drafts";
import { listSentVersions, readVersion, type SentVersion } from "~/applying/versions.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { findKey } from "~/platform/vault.server";
import { describeAnswers } from "./answers";
import { applicationPath, requireReadable } from "./application-page.server";
import { recordOpening } from "./applications.server";

/** One version of a submission, and what is other in it than in the version before. */
export async function loadVersion(args: Parameters<typeof requireReadable>[0], asked: string | undefined) {
  const { viewer, edition, application } = await requireReadable(args);
  const number = asked && /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  const { locale } = await readerWords(args);
  const db = database();
  const key = await findKey(db, application.personId);
  if (!key || number < 1) throw notFound();
  const [version, before, all] = await Promise.all([
    readVersion(db, key, application.id, number),
    number > 1 ? readVersion(db, key, application.id, number - 1) : null,
    listSentVersions(db, application.id),
  ]);
  if (!version) throw notFound();
  await recordOpening(args.request, db, {
    actorId: viewer.personId,
    editionId: edition.id,
    applicationId: application.id,
  });
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  return {
    title: application.code,
    ...applicationPath(args.request, edition, application),
    number,
    submittedAt: say(version.submittedAt),
    versions: all.map((one) => ({ number: one.number, submittedAt: say(one.submittedAt) })),
    sections: sectionsOf(version, locale),
    changes: before ? changesBetween(before, version, locale) : null,
  };
}

function sectionsOf({ form, answers }: SentVersion, locale: Locale) {
  return describeAnswers({ sections: form.sections, answers }, locale);
}

/** The questions whose answers differ between two versions, each with both; one that a version lacks has no lines there. */
export function changesBetween(before: SentVersion, after: SentVersion, locale: Locale) {
  const flat = (version: SentVersion) =>
    new Map(
      sectionsOf(version, locale)
        .flatMap(({ questions }) => questions)
        .filter(({ isFile }) => !isFile)
        .map((question) => [question.key, question]),
    );
  const earlier = flat(before);
  const later = flat(after);
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((key) => {
    if (sameAnswer(before.answers[key], after.answers[key])) return [];
    const [was, is] = [earlier.get(key), later.get(key)];
    return [{ key, label: (is ?? was)?.label ?? key, before: was?.lines ?? [], after: is?.lines ?? [] }];
  });
}
