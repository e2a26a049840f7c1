import { formatForReader } from "~/platform/locale/format";
import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { canLetThrough } from "./access";
import { requireApplication } from "./application-page.server";
import { listRulings } from "./eligibility.server";

/**
 * What a coordinator sees of a draft's eligibility: what the form's rules made of its answers, without the answers, and
 * whether it has been let through already.
 */
export async function loadLettingThrough(
  args: Asking & { params: { edition?: string | undefined; code?: string | undefined } },
) {
  const { viewer, edition, application } = await requireApplication(args);
  const { locale } = await readerWords(args);
  const [newest] = await listRulings(application);
  return {
    check: application.eligibilityCheck,
    can: canLetThrough({ status: application.status, decisionsReleasedAt: edition.decisionsReleasedAt }),
    newest: newest
      ? {
          ...newest,
          ruledAt: formatForReader(newest.ruledAt, locale, edition.zone, viewer.timeZone, { year: true }),
        }
      : null,
  };
}
