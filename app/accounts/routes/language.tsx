import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { env } from "~/platform/env.server";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { localeCookie } from "~/platform/locale/request.server";
import { updateLocale } from "../account.server";
import { findViewer } from "../guards.server";

/** Changes the language, for this browser and, when somebody is logged in, for their account. Open to anyone. */
export async function action(args: ActionFunctionArgs) {
  const [viewer, form] = await Promise.all([findViewer(args), readForm(args.request)]);
  const wanted = form.get("locale");
  const locale = isLocale(wanted) ? wanted : fallbackLocale;
  if (viewer) await updateLocale(viewer, locale);
  return redirect(localPath(form.get("to"), "/"), {
    headers: { "Set-Cookie": localeCookie(locale, env().secureCookies) },
  });
}

export function loader() {
  return redirect("/");
}
