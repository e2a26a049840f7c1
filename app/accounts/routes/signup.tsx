import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import { isZone } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { CheckMail } from "../components/check-mail";
import { SignUpForm } from "../components/sign-up-form";
import { signUp } from "../entrance.server";
import { SignUpForm as Schema } from "../forms";
import { readerWords } from "../locale.server";
import { toLogIn } from "../ways";
import zoneScript from "../zone.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [zoneScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  return { title: t("accounts:sign-up.title"), to: localPath(search.get("to"), "") };
}

export async function action(args: ActionFunctionArgs) {
  const [form, { locale }] = await Promise.all([readForm(args.request), readerWords(args)]);
  const submission = parseForm(form, Schema);
  const hidden = { hideFields: ["password"] };
  const to = localPath(form.get("to"), "");
  if (submission.status !== "success")
    return data({ sentTo: null, to, result: submission.reply(hidden) }, { status: 400 });
  const { email, password, zone } = submission.value;
  const { address } = args.context;
  const timeZone = zone && isZone(zone) ? zone : null;
  const asked = await signUp({ email, password, locale, timeZone, address, to });
  if (asked === "too-many") {
    const result = submission.reply({
      ...hidden,
      fieldErrors: { email: [says("accounts:error.too-many-letters")] },
    });
    return data({ sentTo: null, to, result }, { status: 429 });
  }
  return data({ sentTo: email, to, result: undefined });
}

export default function SignUp() {
  const page = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const to = sent?.to ?? page.to;
  if (sent?.sentTo) return <CheckMail email={sent.sentTo} to={to} />;
  return (
    <>
      <PageHeader title={t("sign-up.title")} lead={t("sign-up.lead")} />
      <SignUpForm to={to} result={sent?.result} />
      <p className="mt-8">
        {t("sign-up.have-account")} <a href={toLogIn(to)}>{t("log-in.title")}</a>
      </p>
    </>
  );
}
