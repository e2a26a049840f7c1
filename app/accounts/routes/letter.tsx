import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { formatMoment } from "~/platform/locale/format";
import { DefinitionList } from "~/ui/definition-list";
import { PageHeader } from "~/ui/page";
import { readerWords } from "../locale.server";
import { readLetter } from "../records.server";
import { mayReadLetters, requireStaffKeeper } from "../scope.server";

/** One waiting letter, where no mail server is set. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, scope } = await requireStaffKeeper(args);
  if (!mayReadLetters(viewer)) throw notFound();
  const [{ locale, t }, letter] = await Promise.all([
    readerWords(args),
    readLetter(idParam(args.params["id"]), scope),
  ]);
  if (!letter) throw notFound();
  return {
    title: t("accounts:mail.letter-title"),
    ...letter,
    createdAt: formatMoment(letter.createdAt, locale, "Europe/Prague"),
  };
}

export default function Letter() {
  const { to, subject, text, createdAt } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={subject} backHref="/office/mail" backLabel={t("mail.title")} />
      <DefinitionList
        items={[
          { term: t("mail.to"), description: to },
          { term: t("mail.when"), description: createdAt },
        ]}
      />
      <div className="mt-8 whitespace-pre-line">
        {text.split(/(https?:\/\/\S+)/).map((part, index) =>
          part.startsWith("http") ? (
            <a key={index} href={part}>
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </div>
    </>
  );
}
