import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader, Section } from "~/ui/page";
import { ProgrammeNav } from "../components/programme-nav";
import { listFacilitators, listFellows, requireFellow, type Member } from "../fellows.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const [{ t }, fellows, facilitators] = await Promise.all([
    readerWords(args),
    listFellows(edition),
    listFacilitators(edition),
  ]);
  const named = ({ personId, name }: Member) => ({ name, isSelf: personId === viewer.personId });
  return {
    title: t("programme:people.title"),
    fellows: fellows.map(named),
    facilitators: facilitators.map(named),
  };
}

export default function People() {
  const { title, fellows, facilitators } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  return (
    <>
      <ProgrammeNav current="people" />
      <PageHeader title={title} />
      <Section title={t("people.fellows")}>
        <Names people={fellows} />
      </Section>
      <Section title={t("people.facilitators")}>
        {facilitators.length > 0 ? (
          <Names people={facilitators} />
        ) : (
          <p className="text-muted">{t("people.none")}</p>
        )}
      </Section>
    </>
  );
}

function Names({ people }: { people: { name: string; isSelf: boolean }[] }) {
  const { t } = useTranslation("programme");
  return (
    <ul role="list" className="names">
      {people.map((person, index) => (
        <li key={index}>
          {person.name}
          {person.isSelf ? <span className="text-muted"> ({t("people.you")})</span> : null}
        </li>
      ))}
    </ul>
  );
}
