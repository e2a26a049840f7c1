import { useTranslation } from "react-i18next";
import { Disclosure } from "~/ui/disclosure";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { ProgressBar } from "~/ui/progress";
import { Table } from "~/ui/table";
import { listed, shareDone, type PlanProgress } from "../plan-progress";
import { StackedBar } from "./stacked-bar";

/** How far the plan is. A script looks again every moment; without it there is a link to do so. */
export function PlanWorking({ progress, address }: { progress: PlanProgress; address: string }) {
  const { t } = useTranslation("selection");
  const share = Math.round(100 * shareDone(progress));
  return (
    <div className="max-w-text">
      <div data-plan={address}>
        <ProgressBar
          label={t(`assignment.progress.${progress.stage}`)}
          value={share}
          max={100}
          text={t("assignment.progress.share", { share })}
        />
        <p className="mt-3 min-h-12 text-muted">
          {progress.stage === "reading" && progress.total > 0
            ? t("assignment.progress.read", { done: progress.done, count: progress.total })
            : progress.stage === "solving"
              ? t("assignment.progress.solved", {
                  pairs: progress.pairs,
                  steps: progress.steps,
                  readings: progress.readings,
                })
              : null}
        </p>
        <p className="sr-only" role="status">
          {t(`assignment.progress.${progress.stage}`)}
        </p>
      </div>
      <p className="mt-3">{t("assignment.progress.text")}</p>
      <noscript>
        <a href={address} className="mt-3 inline-flex min-h-11 items-center">
          {t("assignment.progress.look")}
        </a>
      </noscript>
    </div>
  );
}

interface Unmet {
  code: string;
  missing: number;
  barred: number;
  raise: string[];
  lift: string[];
  foreign: { language: string; names: string[] } | null;
}

/** Which applications can't have all their readers, and what would help. */
export function PlanImpossible({ impossible, office }: { impossible: Unmet[]; office: string }) {
  const { t } = useTranslation("selection");
  if (impossible.length === 0) return null;
  return (
    <div>
      <Notice tone="warn" title={t("assignment.impossible.title", { count: impossible.length })}>
        {t("assignment.impossible.text")}
      </Notice>
      <Shortages office={office} shortages={impossible.slice(0, mostShortages)} />
      {impossible.length > mostShortages ? (
        <Disclosure summary={t("assignment.impossible.more", { count: impossible.length - mostShortages })}>
          <Shortages office={office} shortages={impossible.slice(mostShortages)} />
        </Disclosure>
      ) : null}
    </div>
  );
}

/** Applications without all their readers that are shown at once. */
const mostShortages = 8;

/** Why each lacks readers, and whatever would free one. */
function Shortages({ shortages, office }: { shortages: Unmet[]; office: string }) {
  const { t } = useTranslation("selection");
  return (
    <ul role="list" className="max-w-text">
      {shortages.map(({ code, missing, barred, raise, lift, foreign }) => (
        <li key={code} className="border-b border-line py-3">
          <p>
            <a href={`${office}/applications/${code}`} className="font-semibold sm:whitespace-nowrap">
              {code}
            </a>{" "}
            {barred > 0
              ? t("assignment.impossible.barred", { missing, count: barred })
              : raise.length > 0
                ? t("assignment.impossible.full", { missing })
                : t("assignment.impossible.too-few", { missing })}
          </p>
          <ul className="mt-1 grid list-disc gap-1 ps-5 text-small">
            {raise.length > 0 ? <li>{t("assignment.impossible.raise", { names: listed(raise) })}</li> : null}
            {lift.length > 0 ? (
              <li>
                {t("assignment.impossible.lift", { names: listed(lift) })}{" "}
                <a href={`${office}/panel/conflicts?application=${code}`}>
                  {t("assignment.impossible.rule", { code })}
                </a>
              </li>
            ) : null}
            {foreign ? (
              <li>
                {t("assignment.impossible.foreign", {
                  language: foreign.language,
                  names: listed(foreign.names),
                })}
              </li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  );
}

interface Load {
  name: string;
  before: number;
  added: number;
  cap: number | null;
}

/** What each panelist has now, and would have. */
export function PlanLoads({ loads }: { loads: Load[] }) {
  const { t } = useTranslation("selection");
  const totals = loads.map(({ before, added }) => before + added);
  const [least, greatest] = [Math.min(...totals), Math.max(...totals)];
  return (
    <Section
      title={t("assignment.loads.title")}
      lead={t(`assignment.loads.${least === greatest ? "sentence-even" : "sentence"}`, { least, greatest })}
    >
      <PlanTable loads={loads} caption={t("assignment.loads.title")} />
    </Section>
  );
}

/** The same as a table alone. */
export function PlanTable({ loads, caption }: { loads: Load[]; caption: string }) {
  const { t } = useTranslation("selection");
  const greatest = Math.max(...loads.map(({ before, added }) => before + added));
  return (
    <Table
      caption={caption}
      hideCaption
      columns={[
        { key: "name", label: t("assignment.loads.name") },
        { key: "bar", label: t("assignment.loads.bar"), hideOnPhone: true },
        { key: "before", label: t("assignment.loads.before"), align: "end" },
        { key: "added", label: t("assignment.loads.added"), align: "end" },
        { key: "after", label: t("assignment.loads.after"), align: "end" },
      ]}
      rows={loads.map((load, index) => ({ ...load, key: String(index) }))}
      rowKey={({ key }) => key}
      rowHeader="name"
      cell={(load, column) => {
        switch (column) {
          case "name":
            return load.name;
          case "bar":
            return (
              <StackedBar
                max={greatest}
                parts={[
                  { value: load.before, look: "half" },
                  { value: load.added, look: "full" },
                ]}
                text={`${load.before} + ${load.added}`}
              />
            );
          case "before":
            return load.before;
          case "added":
            return load.added > 0 ? `+${load.added}` : "–";
          default:
            return (
              <span>
                <strong>{load.before + load.added}</strong>
                {load.cap === null ? null : (
                  <span className="text-muted"> {t("assignment.loads.of", { cap: load.cap })}</span>
                )}
              </span>
            );
        }
      }}
    />
  );
}
