import { useTranslation } from "react-i18next";
import { countryName } from "~/platform/locale/format";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Disclosure } from "~/ui/disclosure";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { Table } from "~/ui/table";
import type { ApplicationPageData, SubmittedApplication } from "../application-page.server";
import { Answers } from "./answers";
import { Notes } from "./notes";
import { Results } from "./results";
import { RulingForm } from "./ruling-form";
import { Tags } from "./tag-forms";

export const eligibilityTones = { unchecked: "warn", eligible: "good", ineligible: "bad" } as const;

interface PartProps {
  page: ApplicationPageData;
  application: SubmittedApplication;
}

/** The ways to the neighbours in the list that somebody came from. */
export function Neighbours({ page }: { page: ApplicationPageData }) {
  const { t } = useTranslation("selection");
  const { list } = page;
  const href = (code: string) => `/office/${page.edition.slug}/applications/${code}${list.search}`;
  return (
    <nav
      aria-label={t("applications.place", list)}
      className="flex flex-wrap items-center gap-x-5 text-small"
    >
      {list.previous ? (
        <a rel="prev" href={href(list.previous)} className="inline-flex min-h-11 items-center">
          ← {t("applications.previous")}
        </a>
      ) : null}
      <span className="text-muted">{t("applications.place", list)}</span>
      {list.next ? (
        <a rel="next" href={href(list.next)} className="inline-flex min-h-11 items-center">
          {t("applications.next")} →
        </a>
      ) : null}
    </nav>
  );
}

/** Facts, eligibility, tags and notes: what is beside the answers. */
export function ApplicationAside({ page, application }: PartProps) {
  const { t, i18n } = useTranslation("selection");
  const locale = i18n.language === "ru" ? "ru" : "en";
  const { standing } = application;
  const path = `/office/${page.edition.slug}/applications/${page.code}`;
  const { search } = page.list;
  const facts = [
    { term: t("applications.facts.submitted"), description: application.submittedAt },
    {
      term: t("applications.facts.deadline"),
      description: application.extendedUntil,
    },
    {
      term: t("applications.facts.country"),
      description: application.country
        ? sayCountry(application.country, locale, t("applications.other-country"))
        : null,
    },
    {
      term: t("applications.facts.written"),
      description: application.written ? (
        <>
          {application.written.languages === null
            ? t("applications.written.unknown")
            : application.written.isGuessed
              ? t("applications.written.guessed", { languages: application.written.languages })
              : application.written.languages}{" "}
          <a href={`${path}/language${search}`}>{t("applications.written.correct")}</a>
        </>
      ) : null,
    },
    { term: t("applications.facts.account"), description: application.accountName },
    { term: t("applications.facts.email"), description: application.email },
    {
      term: t("applications.facts.source"),
      description: application.source === "online" ? null : t(`applications.source.${application.source}`),
    },
    {
      term: t("applications.facts.readings"),
      description: (
        <a href="#readings">
          {t("applications.list.readings-of", { done: standing?.readings ?? 0, wanted: application.wanted })}
        </a>
      ),
    },
    { term: t("applications.facts.mean"), description: standing?.mean },
    {
      term: t("applications.facts.decision"),
      description: application.outcome
        ? t(`applications.outcome.${application.outcome}`)
        : t("applications.facts.undecided"),
    },
  ].filter(({ description }) => description);
  return (
    <div className="grid gap-8">
      <Eligibility page={page} application={application} />
      <div className="text-small [&_dd]:wrap-anywhere [&_dt]:text-small">
        <DefinitionList items={facts} />
      </div>
      <Section title={t("tags.title")} id="tags">
        {application.isReadable ? (
          <Tags path={path} search={search} tags={application.tags} others={application.otherTags} />
        ) : (
          <p className="text-muted">{t("tags.none")}</p>
        )}
      </Section>
      {application.isReadable ? (
        <Section title={t("notes.title")} lead={t("notes.lead")} id="notes">
          <Notes path={path} search={search} notes={application.notes} />
        </Section>
      ) : null}
      <ApplicationHistory application={application} />
    </div>
  );
}

/** A country by its code; the form's "another country" is not one. */
export function sayCountry(code: string, locale: "en" | "ru", other: string): string {
  return code === "XX" ? other : countryName(code, locale);
}

function Eligibility({ page, application }: PartProps) {
  const { t } = useTranslation("selection");
  const [newest, ...earlier] = application.rulings;
  const form = (
    <RulingForm
      action={`/office/${page.edition.slug}/applications/${page.code}/eligibility${page.list.search}`}
      seen={newest?.id ?? ""}
      hasNext={page.list.next !== null}
    />
  );
  return (
    <Section title={t("applications.ruling.title")} id="eligibility">
      <div className="grid gap-5">
        {newest ? null : (
          <p className="text-small text-muted">{t(`applications.check.${application.check}`)}</p>
        )}
        <div>
          <Badge tone={eligibilityTones[application.eligibility]}>
            {t(`applications.eligibility.${application.eligibility}`)}
          </Badge>
          {newest ? <RulingLine ruling={newest} /> : null}
        </div>
        {application.canRule ? (
          newest ? (
            <Disclosure summary={t("applications.ruling.change")}>{form}</Disclosure>
          ) : (
            form
          )
        ) : application.status === "submitted" ? (
          <p className="text-small text-muted">{t("applications.ruling.closed")}</p>
        ) : null}
        {earlier.length > 0 ? (
          <Disclosure summary={t("applications.ruling.earlier")}>
            <ol role="list" className="grid gap-4">
              {earlier.map((ruling) => (
                <li key={ruling.id}>
                  <span className="font-semibold">
                    {t(`applications.eligibility.${ruling.isEligible ? "eligible" : "ineligible"}`)}
                  </span>
                  <RulingLine ruling={ruling} />
                </li>
              ))}
            </ol>
          </Disclosure>
        ) : null}
      </div>
    </Section>
  );
}

function RulingLine({ ruling }: { ruling: SubmittedApplication["rulings"][number] }) {
  const { t } = useTranslation("selection");
  return (
    <>
      {ruling.reason ? <p className="mt-2 whitespace-pre-line">{ruling.reason}</p> : null}
      <p className="mt-1 text-small text-muted">
        {t("applications.ruling.by", {
          who: ruling.ruledBy ?? t("applications.ruling.somebody"),
          when: ruling.ruledAt,
        })}
      </p>
    </>
  );
}

/** What was answered, with what the panel does not see marked, and uploads to download. */
export function ApplicationAnswers({ page, application }: PartProps) {
  const { t } = useTranslation("selection");
  if (!application.isReadable) return <p className="text-muted">{t("applications.withdrawn.answers")}</p>;
  if (!application.answers)
    return (
      <Notice tone="warn" title={t("applications.erased.title")}>
        {t("applications.erased.text")}
      </Notice>
    );
  return (
    <Answers
      sections={application.answers}
      note={({ audience }) => (audience === "panel" ? null : t(`applications.audience.${audience}`))}
      file={({ files }) =>
        files.length === 0 ? (
          <p className="text-faint">{t("applications.file.none")}</p>
        ) : (
          <ul role="list" className="grid gap-2">
            {files.map((file) => (
              <li key={file.id}>
                {file.name}{" "}
                <a
                  href={`/office/${page.edition.slug}/applications/${page.code}/files/${file.id}`}
                  className="ms-2 sm:whitespace-nowrap"
                >
                  {t("applications.file.download", { size: file.size })}
                </a>
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

const stateTones = {
  asked: "neutral",
  draft: "accent",
  submitted: "good",
  conflict: "warn",
  ended: "neutral",
} as const;

/** Who reads, how far they are, and what they gave. */
export function ApplicationReadings({ page, application }: PartProps) {
  const { t } = useTranslation("selection");
  const { readers } = application;
  const nameOf = (name: string | null) => name ?? t("applications.ruling.somebody");
  const submitted = readers.filter(({ submittedAt }) => submittedAt !== null);
  return (
    <Section title={t("applications.readings.title")} id="readings">
      <div className="grid gap-8">
        {readers.length === 0 ? (
          <EmptyState
            title={t("applications.readings.none")}
            action={
              application.status === "submitted" && application.eligibility === "eligible" ? (
                <ButtonLink variant="secondary" to={`/office/${page.edition.slug}/panel/assignment`}>
                  {t("applications.readings.none-action")}
                </ButtonLink>
              ) : undefined
            }
          />
        ) : (
          <Table
            caption={t("applications.readings.title")}
            hideCaption
            columns={[
              { key: "reader", label: t("applications.readings.reader") },
              { key: "state", label: t("applications.readings.state") },
              { key: "since", label: t("applications.readings.since") },
              { key: "mean", label: t("applications.readings.mean"), align: "end" },
            ]}
            rows={readers.map((reader, index) => ({ ...reader, key: String(index) }))}
            rowKey={({ key }) => key}
            rowHeader="reader"
            dim={({ state }) => state === "ended" || state === "conflict"}
            cell={(reader, column) => {
              switch (column) {
                case "reader":
                  return nameOf(reader.name);
                case "state":
                  return (
                    <span className="inline-flex flex-wrap gap-2">
                      <Badge tone={stateTones[reader.state]}>
                        {t(`applications.readings.${reader.state}`)}
                      </Badge>
                      {reader.submittedAt && !reader.counts ? (
                        <Badge>{t("applications.readings.not-counted")}</Badge>
                      ) : null}
                    </span>
                  );
                case "since":
                  return reader.askedAt;
                default:
                  return reader.mean ?? "–";
              }
            }}
          />
        )}
        {application.disputed.length > 0 ? (
          <Notice tone="warn">{t("applications.readings.further")}</Notice>
        ) : null}
        {application.conflicts.length > 0 ? (
          <ul role="list" className="grid gap-2">
            {application.conflicts.map((conflict) => (
              <li key={`${conflict.name} ${conflict.declaredAt}`} className="max-w-text">
                {t("applications.readings.conflict-reason", {
                  who: nameOf(conflict.name),
                  when: conflict.declaredAt,
                  reason: conflict.reason,
                })}
              </li>
            ))}
          </ul>
        ) : null}
        {application.isReadable && submitted.length > 0 ? (
          <Results
            caption={t("applications.readings.caption")}
            criteria={application.criteria}
            readers={submitted.map(({ name, mean, scores }) => ({ name: nameOf(name), mean, scores }))}
            disputed={application.disputed}
            disputedLabel={t("applications.readings.disputed")}
          />
        ) : null}
      </div>
    </Section>
  );
}

/** What happened to it, in order. */
function ApplicationHistory({ application }: { application: SubmittedApplication }) {
  const { t } = useTranslation("selection");
  return (
    <Section title={t("applications.history.title")} id="history">
      <ol role="list" className="grid gap-3">
        {application.history.map((event, index) => (
          <li key={index} className="grid text-small">
            <span>
              {event.who ? t("applications.history.line", { what: event.what, who: event.who }) : event.what}
            </span>
            <span className="text-muted">{event.at}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
