import { readerWords } from "~/accounts/locale.server";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { database, inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import type { PrintedDocument } from "~/platform/print/document";
import { loadBeside } from "./application-beside.server";
import { applicationPath, loadAnswers, requireReadable } from "./application-page.server";
import { readApplicant, recordOpening } from "./applications.server";

/** An application as it stands on paper: who, what they answered, and what referees said. */
export async function loadPrinted(args: Parameters<typeof requireReadable>[0]) {
  const { viewer, edition, application } = await requireReadable(args);
  const { locale, t } = await readerWords(args);
  const [applicant, answers, beside] = await Promise.all([
    readApplicant(database(), application),
    loadAnswers(application, locale),
    loadBeside(args, edition, application, viewer.personId),
  ]);
  if (!answers) throw notFound();
  await recordOpening(args.request, database(), {
    actorId: viewer.personId,
    editionId: edition.id,
    applicationId: application.id,
  });
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  const printed: PrintedDocument = {
    // Nothing of the person stands in what a file manager shows.
    title: application.code,
    eyebrow: `${application.code} · ${edition.name}`,
    heading: applicant?.name ?? application.code,
    facts: [
      ...(application.submittedAt
        ? [{ label: t("selection:applications.facts.submitted"), text: say(application.submittedAt) }]
        : []),
      ...(applicant?.email
        ? [{ label: t("selection:applications.facts.email"), text: applicant.email }]
        : []),
      {
        label: t("selection:applications.ruling.title"),
        text: t(`selection:applications.eligibility.${application.eligibility}`),
      },
    ],
    sections: [
      ...answers.map((section) => ({
        title: section.title,
        questions: section.questions.map(({ label, lines, files, isFile }) => ({
          label,
          lines: isFile ? files.map(({ name, size }) => `${name} (${size})`) : lines,
        })),
      })),
      ...beside.referees.map((referee) => ({
        title: t("selection:print.reference", { name: referee.name }),
        questions: [
          {
            label: referee.relation,
            lines: referee.evidence
              ? referee.evidence.split(/\n+/)
              : [t(`selection:referees.state.${referee.standing}`)],
          },
          ...(referee.answers ?? []).map(({ label, lines }) => ({ label, lines })),
        ],
      })),
    ],
    foot: { left: t("selection:print.confidential"), right: application.code },
    words: { none: t("selection:reading.no-answer"), unprintable: t("platform:print.unprintable") },
  };
  return { viewer, edition, application, printed, ...applicationPath(args.request, edition, application) };
}

/** Writes down that an application was taken out as a file, in the audit log and in its own history. */
export async function recordExport(exported: {
  actorId: string;
  editionId: string;
  applicationId: string;
}): Promise<void> {
  const { actorId, editionId, applicationId } = exported;
  await inTransaction(async (tx) => {
    await recordApplicationEvent(tx, applicationId, "exported", actorId);
    await recordAudit(tx, {
      actorId,
      action: "application.exported",
      editionId,
      subjectType: "application",
      subjectId: applicationId,
      detail: { format: "pdf" },
    });
  });
}
