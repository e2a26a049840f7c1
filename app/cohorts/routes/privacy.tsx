import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findViewer } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import type { RouteHandle } from "~/platform/route-handle";
import { DefinitionList } from "~/ui/definition-list";
import { PageHeader, Section, Stack } from "~/ui/page";
import { ContactLines } from "../components/contact-lines";
import { contactOf } from "../contact.server";
import { findPublicEdition } from "../editions.server";
import { freshUntil } from "../public-call";
import { accountKeeping } from "~/accounts/keeping";
import { retention } from "../retention";

export const handle: RouteHandle = { width: "text" };

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const at = now();
  const [viewer, { t }, { edition, open, coming }] = await Promise.all([
    findViewer(args),
    readerWords(args),
    findPublicEdition(at),
  ]);
  return data(
    { title: t("cohorts:privacy.title"), contact: contactOf(edition) },
    viewer ? {} : { headers: { [freshUntilHeader]: String(freshUntil([...open, coming], at)) } },
  );
}

const kept = [
  ["account", 0],
  ["draft", retention.draftDays],
  ["application", 0],
  ["sensitive", 0],
  ["file", 0],
  ["referee", 0],
  ["messages", 0],
  ["readers", 0],
  ["passport", retention.passportDays],
  ["traces", 0],
] as const;

export default function Privacy() {
  const { contact } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cohorts");
  const points = (group: string, keys: readonly string[]) => (
    <ul className="grid gap-3 pl-0" role="list">
      {keys.map((key) => (
        <li key={key} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
          {t(`privacy.${group}.${key}`)}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <PageHeader title={t("privacy.title")} lead={t("privacy.lead")} />
      <Section title={t("privacy.who-title")}>
        <p>{t("privacy.who", { controller: contact.controller })}</p>
        <ContactLines contact={contact} words="privacy" />
      </Section>
      <Section title={t("privacy.what-title")}>
        <Stack gap="loose">
          {kept.map(([key, days]) => (
            <div key={key}>
              <h3 className="mb-2">{t(`privacy.kept-items.${key}.title`)}</h3>
              <DefinitionList
                items={(["what", "why", "who", "kept"] as const).map((part) => ({
                  term: t(`privacy.term.${part}`),
                  description: t(`privacy.kept-items.${key}.${part}`, {
                    days,
                    count: retention.applicationMonths,
                    unconfirmed: accountKeeping.unconfirmedDays,
                    unused: accountKeeping.unusedMonths,
                  }),
                }))}
              />
            </div>
          ))}
        </Stack>
      </Section>
      <Section title={t("privacy.basis-title")}>
        <p>{t("privacy.basis")}</p>
      </Section>
      <Section title={t("privacy.rights-title")}>
        {points("rights", ["see", "correct", "withdraw", "erase", "complain"])}
      </Section>
      <Section title={t("privacy.care-title")}>
        {points("care", ["encrypted", "nobody-else", "quiet", "staff"])}
      </Section>
      <Section title={t("privacy.risk-title")} lead={t("privacy.risk-lead")} id="risks">
        {points("risk", ["device", "network", "mail", "people", "law"])}
        <p className="mt-6 font-semibold">{t("privacy.risk-advice")}</p>
      </Section>
    </>
  );
}
