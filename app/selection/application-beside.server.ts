import { readerWords } from "~/accounts/locale.server";
import type { Asking } from "~/accounts/guards.server";
import { listReferencesForOffice } from "~/applying/referees.server";
import { listSentVersions } from "~/applying/versions.server";
import type { Edition } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { formatDay, formatForReader } from "~/platform/locale/format";
import { findKey } from "~/platform/vault.server";
import { canReadAnswers } from "./access";
import { describeAnswers } from "./answers";
import { listNotes } from "./notes.server";
import { listTags, tagsOf } from "./tags.server";

interface Application {
  id: string;
  editionId: string;
  personId: string;
  status: "draft" | "submitted" | "withdrawn";
}

/**
 * What stands beside the answers of an application: referees with what they said, notes, tags, and the versions that
 * were sent. What a withdrawn application held is read by nobody, and neither is what was said of its applicant.
 */
export async function loadBeside(
  asking: Asking,
  edition: Edition,
  application: Application,
  viewerId: string,
) {
  const { locale } = await readerWords(asking);
  const db = database();
  const isReadable = canReadAnswers(application);
  const day = (at: Date | null) => (at ? formatDay(at, locale, edition.zone, { year: true }) : null);
  const say = (at: Date) => formatForReader(at, locale, edition.zone, null, { year: true });
  const key = isReadable ? await findKey(db, application.personId) : null;
  const [references, notes, tags, all, versions] = await Promise.all([
    key ? listReferencesForOffice(db, key, application) : [],
    isReadable ? listNotes(application) : [],
    tagsOf(db, [application.id]),
    listTags(db, edition.id),
    isReadable ? listSentVersions(db, application.id) : [],
  ]);
  const own = tags.get(application.id) ?? [];
  return {
    referees: references.map((one) => ({
      ...{ id: one.id, name: one.name, relation: one.relation, email: one.email, evidence: one.evidence },
      standing: one.standing,
      isTied: one.isTied,
      askedOn: day(one.askedAt),
      remindedOn: day(one.remindedAt),
      until: day(one.expiresAt),
      answeredOn: day(one.answeredAt),
      answers: one.answers
        ? (describeAnswers({ sections: one.form.sections, answers: one.answers }, locale)[0]?.questions ?? [])
        : null,
    })),
    notes: notes.map(({ authorId, at, ...note }) => ({
      ...note,
      at: say(at),
      isOwn: authorId === viewerId,
    })),
    tags: own,
    otherTags: all
      .filter(({ id }) => !own.some((tag) => tag.id === id))
      .map(({ id, name }) => ({ id, name })),
    versions: versions.map(({ number, submittedAt }) => ({ number, submittedAt: say(submittedAt) })),
  };
}
