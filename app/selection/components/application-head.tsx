import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import type { ApplicationPageData, SubmittedApplication } from "../application-page.server";
import { eligibilityTones, sayCountry } from "./application-page";

/** An application in one line: where from, how it stands, and its tags. */
export function ApplicationHead({ application }: { application: SubmittedApplication }) {
  const { t, i18n } = useTranslation("selection");
  const locale = i18n.language === "ru" ? "ru" : "en";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-body">
      {application.country ? (
        <span>{sayCountry(application.country, locale, t("applications.other-country"))}</span>
      ) : null}
      <Badge tone={application.status === "withdrawn" ? "warn" : eligibilityTones[application.eligibility]}>
        {application.status === "withdrawn"
          ? t("applications.parts.withdrawn")
          : t(`applications.eligibility.${application.eligibility}`)}
      </Badge>
      {application.outcome ? <Badge>{t(`applications.outcome.${application.outcome}`)}</Badge> : null}
      {application.tags.map((tag) => (
        <Badge key={tag.id} tone="accent">
          {tag.name}
        </Badge>
      ))}
    </div>
  );
}

/** What can be done with an application on pages of its own. */
export function ApplicationLinks({ page }: { page: ApplicationPageData }) {
  const { t } = useTranslation("selection");
  const path = `/office/${page.edition.slug}/applications/${page.code}`;
  const { search } = page.list;
  const { submitted } = page;
  const newest = submitted?.versions.at(-1)?.number;
  const links: [string, string][] = [];
  if (submitted?.status !== "withdrawn")
    links.push(
      [`${path}/messages${search}`, t("messages.title")],
      [`${path}/extension`, t("applications.links.extension")],
    );
  if (submitted?.isReadable && submitted.answers)
    links.push(
      [`${path}/print${search}`, t("applications.links.print")],
      [`${path}/print.pdf`, t("applications.links.pdf")],
    );
  if (submitted?.isReadable && submitted.answers)
    links.push(
      [`${path}/redactions`, t("redactions.title")],
      [
        `${path}/discussion`,
        submitted.posts > 0
          ? t("applications.links.discussion", { count: submitted.posts })
          : t("discussion.title"),
      ],
    );
  if (newest && newest > 1)
    links.push([`${path}/versions/${newest}${search}`, t("applications.links.versions", { count: newest })]);
  if (links.length === 0) return null;
  return (
    <p className="mt-4 mb-4 flex flex-wrap gap-x-6 text-small">
      {links.map(([to, label]) => (
        <a key={to} href={to} className="inline-flex min-h-11 items-center">
          {label}
        </a>
      ))}
    </p>
  );
}
