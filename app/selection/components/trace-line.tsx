import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import type { describeTrace } from "../trace-view";

interface TraceLineProps {
  code: string;
  /** With what the question is called that it stands in. */
  trace: Omit<ReturnType<typeof describeTrace>, "question"> & { question: string | null };
  /** Whether it can be ticked, to be ruled on with others. */
  canBeTicked?: boolean;
}

/** Words that could tell who wrote an application, in their sentence, with a button for either ruling. */
export function TraceLine({ code, trace, canBeTicked }: TraceLineProps) {
  const { t } = useTranslation("selection");
  const value = `${code} ${trace.mark}`;
  const sentence = (
    <span className="min-w-0 break-words">
      {trace.before}
      <mark className="border-b-2 border-dashed border-warn bg-transparent font-semibold">{trace.text}</mark>
      {trace.after}
    </span>
  );
  return (
    <li className="grid gap-1 border-s-2 border-line ps-3">
      {canBeTicked ? (
        <label className="choice">
          <input type="checkbox" className="tick" name="trace" value={value} />
          {sentence}
        </label>
      ) : (
        sentence
      )}
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
        <Badge>{t(`traces.kind.${trace.kind}`)}</Badge>
        {[trace.question, trace.count > 1 ? t("traces.times", { count: trace.count }) : null]
          .filter(Boolean)
          .join(" · ")}
        <span className="flex gap-2">
          {trace.ruling === "hidden" ? null : (
            <Button variant="secondary" size="small" name="hidden" value={value}>
              {t("traces.hide")}
              <span className="sr-only">: {trace.text}</span>
            </Button>
          )}
          {trace.ruling === "shown" ? null : (
            <Button variant="quiet" size="small" name="shown" value={value}>
              {t("traces.show")}
              <span className="sr-only">: {trace.text}</span>
            </Button>
          )}
        </span>
      </span>
    </li>
  );
}
