import { readerWords } from "~/accounts/locale.server";
import type { Asking } from "~/accounts/guards.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { questionsOf, worded } from "~/cohorts/questions";
import { describeTrace } from "./trace-view";
import { countUnlooked, countWaitingTraces, listWaitingTraces } from "./traces.server";

/** Applications that one page shows, each with its sentences. */
const size = 20;

/** A page of what waits for a ruling in a coordinator's edition, with the sentences that it stands in. */
export async function loadTracesPage(args: Asking & { params: { edition?: string | undefined } }) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const [counts, unlooked] = await Promise.all([countWaitingTraces([edition.id]), countUnlooked(edition.id)]);
  const waiting = counts.get(edition.id) ?? { traces: 0, applications: 0 };
  const asked = new URL(args.request.url).searchParams.get("page") ?? "";
  const pages = Math.max(1, Math.ceil(waiting.applications / size));
  const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1);
  const parts = await listWaitingTraces(edition.id, { from: (page - 1) * size, size });
  return {
    title: t("selection:traces.title"),
    slug: edition.slug,
    waiting: waiting.traces,
    applications: waiting.applications,
    unlooked,
    page,
    pages,
    rows: parts.flatMap((part) => {
      const labels = new Map(
        questionsOf(part).map((question) => [question.key, worded(question.label, locale)]),
      );
      const traces = part.traces
        .filter(({ ruling }) => ruling === null)
        .map((trace) => describeTrace(part, trace))
        .map((trace) => ({ ...trace, question: labels.get(trace.question) ?? null }));
      return traces.length > 0 ? [{ code: part.code, traces }] : [];
    }),
  };
}
