import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findViewer } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader, Section } from "~/ui/page";
import { ContactLines } from "../components/contact-lines";
import { contactOf } from "../contact.server";
import { findPublicEdition } from "../editions.server";
import { freshUntil } from "../public-call";

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
    { title: t("cohorts:accessibility.title"), contact: contactOf(edition) },
    viewer ? {} : { headers: { [freshUntilHeader]: String(freshUntil([...open, coming], at)) } },
  );
}

export default function Accessibility() {
  const { contact } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cohorts");
  const points = (group: string, keys: readonly string[]) => (
    <ul className="grid gap-3 pl-0" role="list">
      {keys.map((key) => (
        <li key={key} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
          {t(`accessibility.${group}.${key}`)}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <PageHeader title={t("accessibility.title")} lead={t("accessibility.lead")} />
      <Section title={t("accessibility.how-title")}>
        {points("how", ["standard", "script", "light", "keyboard", "zoom", "colour", "words", "time"])}
      </Section>
      <Section title={t("accessibility.limits-title")}>{points("limits", ["calendar", "pdf"])}</Section>
      <Section title={t("accessibility.help-title")}>
        <p>{t("accessibility.help")}</p>
        <ContactLines contact={contact} words="accessibility" />
      </Section>
    </>
  );
}
