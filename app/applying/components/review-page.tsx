import { useTranslation } from "react-i18next";
import { worded, type Answers, type FormSection, type Question } from "~/cohorts/questions";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import type { Lock } from "../access";
import { labelledProblem } from "~/questions/problem-text";
import type { OwnFile } from "../uploads.server";
import type { Ineligibility } from "../eligibility";
import type { OpenMatters } from "../open-matters";
import { EligibilityNotice } from "./eligibility-notice";
import { AnswersList } from "./answers-list";
import { LockNotice } from "./lock-notice";
import { StillOpen } from "./still-open";
import { ApplicationField } from "./application-field";

export interface Review {
  /** Which call it is for, where the person has applied to several. */
  call: string | null;
  sections: FormSection[];
  answers: Answers;
  files: OwnFile[];
  open: OpenMatters;
  gaps: { section: string; question: Question; text: string }[];
  ineligible: Ineligibility | null;
  lock: Lock;
  submitBy: string;
  graceUntil: string | null;
  mayReopen: boolean;
  decisionsBy: string;
}

/** All answers to be read once more, with what is missing first and the button that sends them last. */
export function ReviewPage({ review, refused }: { review: Review; refused: boolean }) {
  const { t, i18n } = useTranslation("applying");
  const { sections, answers, files, gaps, lock } = review;
  const locale = i18n.language;
  const links = gaps.map((gap) => ({
    href: `/application/form/${gap.section}#${gap.question.key}`,
    text: labelledProblem(worded(gap.question.label, locale), gap.text),
  }));
  return (
    <>
      <PageHeader
        backHref="/application"
        backLabel={t("form.to-overview")}
        eyebrow={review.call ?? undefined}
        title={t(lock ? "review.title-read" : "review.title")}
        lead={lock ? undefined : t("review.lead")}
      />
      {lock ? <LockNotice lock={lock} closedAt={review.submitBy} /> : null}
      {!lock && review.ineligible ? <EligibilityNotice told={review.ineligible} /> : null}
      {!lock && refused && gaps.length > 0 ? (
        <ErrorSummary title={t("review.refused", { count: gaps.length })} errors={links} />
      ) : null}
      {!lock && !refused && gaps.length > 0 ? (
        <Notice tone="warn" title={t("review.gaps", { count: gaps.length })}>
          <ul role="list" className="grid gap-1">
            {links.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <StillOpen open={review.open} className="mt-6" />
      {review.mayReopen ? (
        <p className="mt-4">
          <a href="/application/reopening">{t("standing.reopen")}</a>
        </p>
      ) : null}
      <div className="mt-10">
        {sections.map((section) => (
          <Section
            key={section.key}
            title={worded(section.title, locale)}
            aside={lock ? undefined : <a href={`/application/form/${section.key}`}>{t("review.change")}</a>}
          >
            <AnswersList
              section={section}
              answers={answers}
              files={files}
              gaps={lock ? undefined : new Map(gaps.map(({ question, text }) => [question.key, text]))}
            />
          </Section>
        ))}
      </div>
      {lock ? null : (
        <div className="section mt-14">
          <h2>{t("review.send")}</h2>
          <div className="mt-4 grid max-w-text gap-3">
            <p>{t("review.what-happens", { by: review.decisionsBy })}</p>
            <p>
              {t("review.by", { when: review.submitBy })}{" "}
              {review.graceUntil ? t("review.grace", { until: review.graceUntil }) : null}
            </p>
          </div>
          {gaps.length > 0 ? (
            <div className="mt-5">
              <Notice tone="warn">{t("review.not-yet", { count: gaps.length })}</Notice>
            </div>
          ) : null}
          <form method="post" action="/application/submission" className="mt-6">
            <ApplicationField />
            <Button variant={gaps.length > 0 ? "secondary" : "primary"}>{t("review.submit")}</Button>
          </form>
        </div>
      )}
    </>
  );
}
