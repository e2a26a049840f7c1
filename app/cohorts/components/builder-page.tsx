import { useTranslation } from "react-i18next";
import { conditionText } from "~/questions/condition-text";
import type { FormDefinition, Question } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { worded } from "~/questions/wording";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Cluster, PageHeader, Section } from "~/ui/page";
import { SubNavigation } from "~/ui/sub-navigation";
import { shortened } from "~/platform/shortened";
import type { FormRefusal, readBuilder } from "../form-office.server";
import { untranslated, wordingsOf } from "../form-wordings";
import { ruleTypes } from "../rule-form";
import { PendingNotice } from "./pending-notice";
import { questionFacts } from "./question-facts";
import { TranslationList } from "./translation-list";

export type Builder = Awaited<ReturnType<typeof readBuilder>>;

/**
 * A form's sections and questions, to be changed and put in order. Everything is a link or a button; a small script
 * lets them be dragged as well.
 */
export function BuilderPage({ builder, refusal }: { builder: Builder; refusal: FormRefusal | null }) {
  const { t } = useTranslation("cohorts");
  const { path, definition, seen, kind } = builder;
  return (
    <>
      <PageHeader
        backHref={builder.back}
        backLabel={t("call.title")}
        title={t(`builder.title.${kind}`)}
        lead={t(`builder.lead.${kind}`)}
        actions={
          <>
            <ButtonLink to={`${path}/preview`} variant="secondary">
              {t(`builder.see.${kind}`)}
            </ButtonLink>
            <ButtonLink to={`${path}/import`} variant="quiet">
              {t("builder.bring-in")}
            </ButtonLink>
            <a href={`${path}/file`} download>
              {t("builder.export")}
            </a>
          </>
        }
      />
      <div className="mb-8">
        <SubNavigation
          title={t("builder.forms")}
          hideTitle
          items={builder.forms.map((one) => ({ ...one, label: t(`builder.form.${one.kind}`) }))}
        />
      </div>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <PendingNotice
        pending={builder.pending}
        version={builder.version}
        action={
          <ButtonLink to={`${path}/publication`} size="small">
            {t("builder.look-and-publish")}
          </ButtonLink>
        }
      />
      <form method="post" action={`${path}/order`} data-order>
        <input type="hidden" name="seen" value={seen} />
        <ol role="list" className="mt-10 grid gap-12" data-sections>
          {definition.sections.map((section, index) => (
            <li
              key={section.key}
              data-item={section.key}
              data-kind="section"
              className="border-t-2 border-ink pt-3"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
                <h2 className="text-lead" id={`section-${section.key}`}>
                  <span className="text-muted">{index + 1}.</span> {worded(section.title, "en")}
                </h2>
                <MoveButtons
                  what="section"
                  itemKey={section.key}
                  name={worded(section.title, "en")}
                  isFirst={index === 0}
                  isLast={index === definition.sections.length - 1}
                >
                  <a href={`${path}/sections/${section.key}`}>{t("builder.edit-section")}</a>
                </MoveButtons>
              </div>
              <ul role="list" className="mt-3" data-section={section.key}>
                {section.questions.map((question, place) => (
                  <QuestionLine
                    key={question.key}
                    path={path}
                    kind={kind}
                    question={question}
                    definition={definition}
                    isFirst={index === 0 && place === 0}
                    isLast={
                      index === definition.sections.length - 1 && place === section.questions.length - 1
                    }
                  />
                ))}
              </ul>
              {section.questions.length === 0 ? (
                <p className="border-t border-line py-3 text-muted">{t("builder.empty-section")}</p>
              ) : null}
              <p className="mt-3">
                <a href={`${path}/new-question?section=${section.key}`}>{t("builder.add-question")}</a>
              </p>
            </li>
          ))}
        </ol>
      </form>
      {kind === "application" ? (
        <p className="mt-8">
          <ButtonLink to={`${path}/new-section`} variant="secondary">
            {t("builder.add-section")}
          </ButtonLink>
        </p>
      ) : null}
      <div className="mt-14">
        {kind === "application" ? <RuleList builder={builder} /> : null}
        <Section title={t("builder.languages")} lead={t("builder.languages-text")}>
          <TranslationList translation={builder.translation} />
        </Section>
      </div>
    </>
  );
}

export function RefusalNotice({ refusal }: { refusal: FormRefusal }) {
  const { t } = useTranslation("cohorts");
  return (
    <Notice
      tone="warn"
      role="alert"
      className="mb-6"
      title={t(refusal.isStale ? "builder.stale.title" : "builder.refused")}
    >
      {refusal.isStale ? (
        t("builder.stale.nothing-changed")
      ) : (
        <ul role="list" className="grid gap-1">
          {refusal.texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function QuestionLine({
  path,
  kind,
  question,
  definition,
  isFirst,
  isLast,
}: {
  path: string;
  kind: Builder["kind"];
  question: Question;
  definition: FormDefinition;
  isFirst: boolean;
  isLast: boolean;
}) {
  const { t } = useTranslation("cohorts");
  const label = worded(question.label, "en");
  const missing = untranslated(wordingsOf(question), "ru");
  return (
    <li
      data-item={question.key}
      data-kind="question"
      id={`question-${question.key}`}
      className="grid gap-x-6 gap-y-2 border-t border-line bg-paper py-3 md:grid-cols-[1fr_auto] md:items-center"
    >
      <div className="min-w-0">
        <p>
          <a href={`${path}/questions/${question.key}`} className="font-semibold">
            {shortened(label, 160)}
          </a>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
          <span>{questionFacts(question, t).join(" · ")}</span>
          {question.type === "note" || kind === "reference" ? null : (
            <Badge tone={question.audience === "panel" ? "accent" : "neutral"}>
              {t(`audience.${question.audience}`)}
            </Badge>
          )}
          {missing > 0 ? <Badge tone="warn">{t("builder.no-russian")}</Badge> : null}
        </p>
        {question.showIf ? (
          <p className="mt-1 text-small text-muted">
            {conditionText(question.showIf, questionsOf(definition), "en", t)}
          </p>
        ) : null}
      </div>
      <MoveButtons what="question" itemKey={question.key} name={label} isFirst={isFirst} isLast={isLast}>
        <Button
          variant="quiet"
          size="small"
          name="key"
          value={question.key}
          formAction={`${path}/copies`}
          aria-label={t("builder.copy-named", { name: label })}
        >
          {t("builder.copy")}
        </Button>
      </MoveButtons>
    </li>
  );
}

/** Up, down, and a handle that the script brings to life. Each button is found again by its id after it was pressed. */
function MoveButtons({
  what,
  itemKey,
  name,
  isFirst,
  isLast,
  children,
}: {
  what: "section" | "question";
  itemKey: string;
  name: string;
  isFirst: boolean;
  isLast: boolean;
  children: React.ReactNode;
}) {
  const { t } = useTranslation("cohorts");
  const button = (by: "up" | "down", disabled: boolean) => (
    <Button
      id={`${what}-${itemKey}-${by}`}
      variant="secondary"
      size="small"
      name="move"
      value={`${what} ${itemKey} ${by}`}
      disabled={disabled}
      aria-label={t(`builder.${by}-named`, { name })}
    >
      {t(`builder.${by}`)}
    </Button>
  );
  return (
    <Cluster className="gap-2">
      {children}
      {button("up", isFirst)}
      {button("down", isLast)}
      <span className="drag-handle" data-drag hidden aria-hidden="true" title={t("builder.drag")}>
        ⠿
      </span>
    </Cluster>
  );
}

function RuleList({ builder }: { builder: Builder }) {
  const { t } = useTranslation("cohorts");
  const rules = builder.definition.eligibility ?? [];
  return (
    <Section id="eligibility" title={t("builder.rules.title")} lead={t("builder.rules.text")}>
      {rules.length === 0 ? <p className="text-muted">{t("builder.rules.none")}</p> : null}
      <ul role="list">
        {rules.map((rule) => (
          <li
            key={rule.key}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line py-3"
          >
            <a href={`${builder.path}/eligibility/${rule.key}`} className="min-w-0 grow font-semibold">
              {worded(rule.says, "en")}
            </a>
            <Badge tone={rule.effect === "stop" ? "warn" : "neutral"}>
              {t(`builder.rules.effect.${rule.effect}`)}
            </Badge>
          </li>
        ))}
      </ul>
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        {ruleTypes.map((type) => (
          <a key={type} href={`${builder.path}/eligibility/new?type=${type}`}>
            {t(`builder.rules.add.${type}`)}
          </a>
        ))}
      </p>
    </Section>
  );
}
