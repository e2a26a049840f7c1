import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { findViewer } from "../guards.server";
import { readerWords } from "../locale.server";
import { closeSession } from "../session.server";

/** Whoever is logged out sees a page that says only this: the next person at the device learns no more. */
export async function loader(args: LoaderFunctionArgs) {
  const [viewer, { t }] = await Promise.all([findViewer(args), readerWords(args)]);
  const isLoggedIn = viewer !== null;
  return { title: t(isLoggedIn ? "accounts:log-out.submit" : "accounts:log-out.done"), isLoggedIn };
}

/** Ends this session and asks the browser to forget what it kept of the site. Open to anyone. */
export async function action({ request }: ActionFunctionArgs) {
  const headers = { "Set-Cookie": await closeSession(request), "Clear-Site-Data": '"cache", "storage"' };
  return redirect("/logout", { headers });
}

export default function LogOut() {
  const { isLoggedIn } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return isLoggedIn ? (
    <>
      <PageHeader title={t("log-out.still")} />
      <form method="post">
        <Button>{t("log-out.submit")}</Button>
      </form>
    </>
  ) : (
    <>
      <PageHeader title={t("log-out.done")} lead={t("log-out.done-text")} />
      <ButtonLink to="/login" variant="secondary">
        {t("log-out.log-in")}
      </ButtonLink>
    </>
  );
}
