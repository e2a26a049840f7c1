import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { panelistOfToken, switchPanelistLettersOff } from "../panelist-letters.server";

export const handle: RouteHandle = { width: "form" };

/** Where the link in a reminder leads, without logging in. Looking, as mail scanners do, changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  if (!panelistOfToken(args.params["token"])) throw notFound();
  const { t } = await readerWords(args);
  return { title: t("selection:letters-off.title") };
}

/** Switches the letters off: by the button, or by a mail program's own (RFC 8058), which wants no redirect. */
export async function action(args: ActionFunctionArgs) {
  const personId = panelistOfToken(args.params["token"]);
  if (!personId) throw notFound();
  await switchPanelistLettersOff(personId);
  return data({ done: true });
}

export default function LettersOff() {
  const result = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  return result?.done ? (
    <PageHeader title={t("letters-off.done")} lead={t("letters-off.still")} />
  ) : (
    <>
      <PageHeader title={t("letters-off.title")} lead={t("letters-off.lead")} />
      <form method="post">
        <Button>{t("letters-off.switch-off")}</Button>
      </form>
    </>
  );
}
