import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { applicationOfToken, switchOffByToken } from "../reminders.server";

export const handle: RouteHandle = { width: "form" };

/**
 * Where the link in a reminder leads, without logging in. Looking, as mail scanners do, changes nothing; the page says
 * nothing of what the letters are about.
 */
export async function loader(args: LoaderFunctionArgs) {
  if (!applicationOfToken(args.params["token"])) throw notFound();
  const { t } = await readerWords(args);
  return { title: t("applying:page-title.letters") };
}

/** Switches the letters off: by the button, or by a mail program's own (RFC 8058), which wants no redirect. */
export async function action(args: ActionFunctionArgs) {
  const applicationId = applicationOfToken(args.params["token"]);
  if (!applicationId) throw notFound();
  await switchOffByToken(applicationId);
  return data({ done: true });
}

export default function ReminderSwitch() {
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  return result?.done ? (
    <PageHeader title={t("reminder.done")} lead={t("reminder.done-text")} />
  ) : (
    <>
      <PageHeader title={t("reminder.title")} lead={t("reminder.text")} />
      <form method="post">
        <Button>{t("reminder.switch-off")}</Button>
      </form>
    </>
  );
}
