import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { languageName, languagesInWords } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/field";
import { PageHeader, Stack } from "~/ui/page";
import { applicationPath, requireReadable } from "../application-page.server";
import { readableLanguages, WrittenForm } from "../panel-forms";
import { correctWrittenLanguages, readWrittenLanguages } from "../written-languages.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition, application } = await requireReadable(args);
  const { locale, t } = await readerWords(args);
  const written = (await readWrittenLanguages(database(), [application.id])).get(application.id);
  const { path, search } = applicationPath(args.request, edition, application);
  return {
    title: t("selection:applications.written.title"),
    code: application.code,
    back: `${path}${search}`,
    written: [...(written?.languages ?? [])],
    guess:
      written?.isGuessed && written.languages.length > 0 ? languagesInWords(written.languages, locale) : null,
    languages: readableLanguages.map((value) => ({ value, label: languageName(value, locale) })),
  };
}

/** Puts right what an application is written in: readers are looked for by that. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const submission = parseForm(await readForm(args.request), WrittenForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const { languages } = submission.value;
  await inTransaction((tx) =>
    correctWrittenLanguages(tx, { application, actorId: viewer.personId, languages }),
  );
  const { path, search } = applicationPath(args.request, edition, application);
  throw redirect(`${path}${search}`);
}

export default function ApplicationLanguage() {
  const { code, back, written, guess, languages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <form method="post">
      <Stack>
        <PageHeader
          backHref={back}
          backLabel={code}
          title={t("applications.written.title")}
          lead={t("applications.written.lead")}
        />
        {guess ? <p className="text-muted">{t("applications.written.told", { languages: guess })}</p> : null}
        <CheckboxGroup
          name="languages"
          label={t("applications.written.label")}
          help={t("applications.written.help")}
          defaultValue={written}
          options={languages}
        />
        <p>
          <Button>{t("applications.written.submit")}</Button>
        </p>
      </Stack>
    </form>
  );
}
