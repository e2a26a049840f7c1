import { useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { CheckMail } from "../components/check-mail";
import { renewConfirmation, sendConfirmationAgain, type LetterAsked } from "../entrance.server";
import { LetterForm } from "../forms";
import { readerWords } from "../locale.server";
import zoneScript from "../zone.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [zoneScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await readerWords(args);
  return { title: t("accounts:sign-up.letter-title") };
}

/**
 * Sends the letter that confirms an address once more: to an address, for which the answer is the same whoever it is
 * of, or to the one that an old link was for.
 */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const { address } = args.context;
  const answer = (again: LetterAsked, email: string | null, to: string) =>
    data({ sent: { email, to, again }, result: undefined }, { status: again === "sent" ? 200 : 429 });
  const link = form.get("link");
  if (typeof link === "string") return answer(await renewConfirmation(link, address), null, "");
  const submission = parseForm(form, LetterForm);
  if (submission.status !== "success")
    return data({ sent: null, result: submission.reply() }, { status: 400 });
  const { email } = submission.value;
  const to = localPath(submission.value.to, "");
  return answer(await sendConfirmationAgain({ email, address, to }), email, to);
}

export default function SignUpLetter() {
  const reply = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof LetterForm>>({ lastResult: reply?.result });
  if (reply?.sent) return <CheckMail {...reply.sent} />;
  return (
    <>
      <PageHeader title={t("sign-up.letter-title")} lead={t("sign-up.letter-lead")} />
      <KeptForm action="/signup/letter" noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            label={t("field.email")}
            autoComplete="username"
            required
          />
          <div>
            <Button>{t("sign-up.again")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
