import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { countryCodes } from "~/applying/countries";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { ProfileForm } from "../components/profile-form";
import { ProfileSchema } from "../panel-forms";
import { readOwnProfile, saveProfile } from "../panelists.server";
import { requireReader } from "../reading.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, reader } = await requireReader(args);
  const { locale, t } = await readerWords(args);
  const own = await readOwnProfile(database(), viewer.key, reader);
  return {
    title: t("selection:profile.title"),
    locale,
    countries: [...countryCodes],
    values: {
      languages: own.languages,
      expertise: own.profile.expertise.join(", "),
      organisation: own.profile.organisation,
      familyNames: own.profile.familyNames,
      citizenship: own.profile.citizenship ?? "",
      employerState: own.profile.employerState ?? "",
      cap: own.cap === null ? "" : String(own.cap),
      lettersOff: own.lettersOff,
    },
  };
}

/** Saves what a panelist says of themselves; ties are looked for anew. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, reader } = await requireReader(args);
  const submission = parseForm(await readForm(args.request), ProfileSchema);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { value } = submission;
  await inTransaction((tx) => saveProfile(tx, viewer.key, reader, value));
  throw redirect("/panel?profile=saved");
}

export default function PanelProfile() {
  const { values, countries, locale } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref="/panel"
        backLabel={t("reading.back")}
        title={t("profile.title")}
        lead={t("profile.lead")}
      />
      <ProfileForm values={values} countries={countries} locale={locale} result={result} />
    </>
  );
}
