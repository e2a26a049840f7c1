import { useTranslation } from "react-i18next";
import { errorText } from "~/platform/forms";
import { Button, ButtonLink } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { CarriedField, KeptForm, useTypedTexts } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Split } from "~/ui/page";
import type { ReadingPageData, ReadingReply } from "../reading-page.server";
import { Answers } from "./answers";
import { Results } from "./results";
import { Rubric } from "./rubric";

interface ReadingPageProps {
  page: ReadingPageData;
  /** What came back from a save that did not work. */
  reply?: ReadingReply | undefined;
  /** What has just happened, told once at the top. */
  just?: "saved" | "submitted" | undefined;
}

/** One application to read: the answers on one side, the rubric on the other; on a phone one above the other. */
export function ReadingPage({ page, reply, just }: ReadingPageProps) {
  const { t } = useTranslation("selection");
  const panelHref = `/panel?edition=${page.panel.slug}`;
  return (
    <div className="grid gap-6">
      <Split
        aside={
          <section id="scores" aria-labelledby="scores-title">
            {page.state === "open" ? (
              <Scoring page={page} reply={reply} just={just} />
            ) : (
              <Given page={page} reply={reply} just={just} />
            )}
          </section>
        }
      >
        <PageHeader
          backHref={panelHref}
          backLabel={t("reading.back")}
          eyebrow={`${page.panel.name} · ${t("reading.place", page.place)}`}
          title={page.code}
          lead={page.left ? t("reading.left", page.left) : undefined}
        />
        <div id="answers" className="grid gap-2">
          <Answers sections={page.sections} />
        </div>
        <p className="mt-12 flex flex-wrap gap-x-8 gap-y-2 border-t border-line pt-4">
          <a href={`/panel/${page.code}/conflict`} className="inline-flex min-h-11 items-center">
            {t("reading.conflict-link")}
          </a>
          {page.previousCode ? (
            <a
              href={`/panel/${page.previousCode}`}
              data-previous
              className="inline-flex min-h-11 items-center"
            >
              {t("reading.preceding", { code: page.previousCode })}
            </a>
          ) : null}
          {page.nextCode ? (
            <a href={`/panel/${page.nextCode}`} data-next className="inline-flex min-h-11 items-center">
              {t("reading.following", { code: page.nextCode })}
            </a>
          ) : null}
        </p>
      </Split>
      <nav
        aria-label={page.code}
        className="sticky bottom-0 z-10 -mx-4 flex items-center gap-6 border-t border-line bg-paper px-4 text-small lg:hidden"
      >
        <a href="#answers" className="inline-flex min-h-12 items-center">
          {t("reading.answers")}
        </a>
        <a href="#scores" className="inline-flex min-h-12 items-center">
          {t("reading.scores")}
        </a>
        {page.state === "open" ? <Scored page={page} reply={reply} className="ms-auto" /> : null}
      </nav>
    </div>
  );
}

/** What the page's script says while it saves. */
const autosaveWords = [
  "saving",
  "saved",
  "waiting",
  "offline",
  "stale",
  "gone",
  "refused",
  "see-why",
  "logged-out",
  "log-in",
] as const;

function Scoring({ page, reply, just }: ReadingPageProps) {
  const { t } = useTranslation("selection");
  const errors = Object.fromEntries(
    Object.entries(reply?.errors ?? {}).map(([name, message]) => [name, errorText(t, message)]),
  );
  const entered = enteredIn(page, reply);
  const path = `/panel/${page.code}`;
  const isTyped = useTypedTexts() !== null;
  return (
    <KeptForm
      action={path}
      noValidate
      data-reading
      data-draft={`${path}/draft`}
      data-unsaved={(reply && !reply.isKept) || isTyped ? "" : undefined}
      data-words={JSON.stringify(
        Object.fromEntries(autosaveWords.map((word) => [word, t(`reading.autosave.${word}`)])),
      )}
    >
      <h2 id="scores-title">{t("reading.scores")}</h2>
      <div className="mt-4 grid gap-8">
        {reply?.stale ? (
          <Notice tone="warn" role="alert" title={t("reading.stale.title")}>
            {t("reading.stale.text")}
          </Notice>
        ) : null}
        <ErrorSummary
          title={t(reply?.isKept ? "reading.error.kept" : "reading.error.summary")}
          errors={summaryOf(page, errors)}
        />
        {just === "saved" ? (
          <Notice tone="good" role="status">
            {t("reading.saved")}
          </Notice>
        ) : null}
        <input type="hidden" name="seconds" defaultValue="0" />
        <CarriedField name="revision" value={reply?.stale?.revision ?? page.revision} />
        <Rubric criteria={page.criteria} entered={entered} errors={errors} stored={reply?.stale?.stored} />
        <p className="text-small text-muted">{t("reading.submit-help")}</p>
        <Keys />
      </div>
      <div className="-mx-1 mt-6 border-t border-line bg-paper px-1 pt-2.5 pb-2 lg:sticky lg:-bottom-1 lg:z-10">
        <p className="flex flex-wrap justify-between gap-x-6 text-small">
          <Scored page={page} reply={reply} />
          <span role="status" data-saved className="text-muted">
            {reply && !reply.isKept
              ? t("reading.autosave.waiting")
              : page.savedAt
                ? t("reading.saved-at", { when: page.savedAt })
                : t("reading.not-saved-yet")}
          </span>
        </p>
        <KeyNote />
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button variant="secondary" size="small">
            {t("reading.save")}
          </Button>
          <Button size="small" formAction={`${path}/submission`} data-submit>
            {t("reading.submit")}
          </Button>
          <Button variant="quiet" size="small" name="then" value="later">
            {t("reading.save-later")}
          </Button>
        </div>
      </div>
    </KeptForm>
  );
}

/** What a key has just scored, in view wherever one is on the page, and the way back. Empty until a key scores. */
function KeyNote() {
  const { t } = useTranslation("selection");
  const told = { criterion: "{criterion}", score: "{score}" };
  const words = {
    given: t("reading.keys.given", told),
    undone: t("reading.keys.undone", told),
    emptied: t("reading.keys.emptied", told),
    typed: t("reading.keys.typed"),
  };
  return (
    <div
      data-key-note={JSON.stringify(words)}
      className="flex items-center justify-between gap-x-6 text-small max-lg:data-said:fixed max-lg:data-said:inset-x-0 max-lg:data-said:bottom-12 max-lg:data-said:z-10 max-lg:data-said:border-t max-lg:data-said:border-line max-lg:data-said:bg-paper max-lg:data-said:px-4"
    >
      <p role="status" />
      <Button type="button" variant="quiet" size="small" data-key-undo hidden>
        {t("reading.keys.undo")} <kbd>Z</kbd>
      </Button>
    </div>
  );
}

/** How many criteria have a score; a script keeps it true while somebody scores. */
function Scored({ page, reply, className }: ReadingPageProps & { className?: string }) {
  const { t } = useTranslation("selection");
  const entered = enteredIn(page, reply);
  const total = page.criteria.length;
  const done = page.criteria.filter(({ id }) => entered[id]?.score).length;
  return (
    <span className={className} data-scored={t("reading.scored", { done: "{done}", total })}>
      {t("reading.scored", { done, total })}
    </span>
  );
}

function Given({ page, reply, just }: ReadingPageProps) {
  const { t } = useTranslation("selection");
  const readers = [
    { name: t("reading.results.you"), mean: page.mean, scores: page.scores },
    ...page.others.map((other) => ({
      name: t("reading.results.other", { number: other.number }),
      mean: other.mean,
      scores: other.scores,
    })),
  ];
  return (
    <div className="grid gap-6">
      <h2 id="scores-title">{t("reading.results.title")}</h2>
      {reply?.locked ? (
        <Notice
          tone="warn"
          role="alert"
          title={t(reply.locked === "submitted" ? "reading.locked.title" : "reading.closed-now.title")}
        >
          {t(reply.locked === "submitted" ? "reading.locked.text" : "reading.closed-now.text")}
        </Notice>
      ) : null}
      {reply?.locked ? <Unkept page={page} typed={reply.typed} /> : null}
      {just === "submitted" ? (
        <Notice tone="good" role="status" title={t("reading.submitted.title")}>
          <p>{t(page.others.length > 0 ? "reading.submitted.text" : "reading.submitted.text-alone")}</p>
          <p className="pt-2">
            <ButtonLink to={page.nextCode ? `/panel/${page.nextCode}` : `/panel?edition=${page.panel.slug}`}>
              {page.nextCode
                ? t("reading.submitted.next", { code: page.nextCode })
                : t("reading.submitted.done")}
            </ButtonLink>
          </p>
        </Notice>
      ) : null}
      <p className="text-muted">
        {page.submittedAt ? t("reading.submitted-at", { when: page.submittedAt }) : t("reading.decided")}
      </p>
      {page.state === "submitted" ? (
        <p className="flex flex-wrap gap-x-8 gap-y-2">
          <a href={`/panel/${page.code}/discussion`} className="inline-flex min-h-11 items-center">
            {t("discussion.open", { count: page.posts })}
          </a>
          {page.canChange ? (
            <a href={`/panel/${page.code}/scores`} className="inline-flex min-h-11 items-center">
              {t("change.title")}
            </a>
          ) : null}
        </p>
      ) : null}
      <Results caption={t("reading.results.caption")} criteria={page.criteria} readers={readers} />
      {page.state === "submitted" && page.others.length === 0 ? (
        <p className="text-muted">{t("reading.results.alone")}</p>
      ) : null}
    </div>
  );
}

/** What somebody sent after their scores were closed, where it differs from what counts: theirs to copy. */
function Unkept({ page, typed }: { page: ReadingPageData; typed: ReadingReply["typed"] }) {
  const { t } = useTranslation("selection");
  const lines = page.criteria.flatMap(({ id, title }) => {
    const { score, comment } = typed[id] ?? { score: "", comment: "" };
    const kept = page.scores[id];
    const isKept = score === String(kept?.score ?? "") && comment.trim() === (kept?.comment ?? "");
    return isKept ? [] : [{ id, title, score, comment }];
  });
  if (lines.length === 0) return null;
  return (
    <section className="border-s-4 border-warn ps-4">
      <h3>{t("reading.unkept.title")}</h3>
      <p className="text-small text-muted">{t("reading.unkept.text")}</p>
      <dl className="mt-3 grid gap-3">
        {lines.map(({ id, title, score, comment }) => (
          <div key={id}>
            <dt className="font-semibold">
              {title}
              {score ? `: ${score}` : ""}
            </dt>
            {comment ? <dd className="whitespace-pre-line">{comment}</dd> : null}
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys() {
  const { t } = useTranslation("selection");
  const keys = [
    { keys: ["1", "2", "3", "4", "5"], does: t("reading.keys.score") },
    { keys: ["J", "K"], does: t("reading.keys.move") },
    { keys: ["C"], does: t("reading.keys.comment") },
    { keys: ["Z"], does: t("reading.keys.take-back") },
    { keys: ["N", "P"], does: t("reading.keys.next") },
    { keys: ["?"], does: t("reading.keys.help") },
    { keys: ["Ctrl", "Enter"], does: t("reading.keys.submit"), together: true },
  ];
  return (
    <div data-keys hidden>
      <Disclosure summary={t("reading.keys.title")}>
        <p className="text-small text-muted">{t("reading.keys.text")}</p>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
          {keys.map((line) => (
            <div key={line.does} className="contents">
              <dt>
                {line.keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 ? (line.together ? " + " : " ") : null}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </dt>
              <dd className="text-muted">{line.does}</dd>
            </div>
          ))}
        </dl>
        <label className="choice mt-2 text-small">
          <input type="checkbox" className="tick" defaultChecked data-keys-on />
          <span>{t("reading.keys.off")}</span>
        </label>
      </Disclosure>
    </div>
  );
}

/** What the fields hold: what was typed last, or what is stored. */
function enteredIn(page: ReadingPageData, reply: ReadingReply | undefined): ReadingReply["typed"] {
  if (reply && !reply.locked) return reply.typed;
  return Object.fromEntries(
    Object.entries(page.scores).map(([id, { score, comment }]) => [
      id,
      { score: String(score ?? ""), comment },
    ]),
  );
}

/** Messages in the order of the page, each with the way to its field. */
function summaryOf(page: ReadingPageData, errors: Record<string, string>): { href: string; text: string }[] {
  const known = page.criteria.flatMap((criterion, index) =>
    (["score", "comment"] as const).flatMap((part) => {
      const text = errors[`${part}.${criterion.id}`];
      return text ? [{ href: `#${part}-${index + 1}`, text: `${criterion.title}: ${text}` }] : [];
    }),
  );
  const rest = Object.entries(errors).filter(
    ([name]) => !page.criteria.some(({ id }) => name === `score.${id}` || name === `comment.${id}`),
  );
  return [...known, ...rest.map(([, text]) => ({ href: "#scores", text }))];
}
