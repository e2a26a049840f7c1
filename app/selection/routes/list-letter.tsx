import { useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";
import { canBeWrittenTo } from "../bulk-letters.server";
import { loadChoice } from "../choice-page.server";
import { ChosenPage } from "../components/chosen";
import { LetterPreview } from "../components/letter-preview";
import { newOnce, previewLetter } from "../letter-preview.server";
import { LetterForm } from "../list-forms";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { shown, t } = await loadChoice(args, canBeWrittenTo);
  return { title: t("selection:list.letter.title"), shown };
}

/** Shows the letter as it would go, and to how many; a button changes what was typed. Nothing is sent here. */
export async function action(args: ActionFunctionArgs) {
  const { edition } = await loadChoice(args, canBeWrittenTo);
  const form = await readForm(args.request);
  const submission = parseForm(form, LetterForm);
  if (submission.status !== "success")
    return data({ result: submission.reply(), preview: null }, { status: 400 });
  if (form.get("step") === "change") return data({ result: submission.reply(), preview: null });
  return data({
    result: submission.reply(),
    preview: previewLetter(submission.value, edition.name, newOnce()),
  });
}

export default function ListLetter() {
  const { shown } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<z.input<typeof LetterForm>>({
    lastResult: actionData?.result,
    defaultValue: { subject: t("list.letter.subject-usual"), text: "" },
  });
  const path = `/office/${shown.slug}/applications/letter`;
  if (actionData?.preview && shown.count > 0)
    return <LetterPreview shown={shown} preview={actionData.preview} />;
  return (
    <ChosenPage title={t("list.letter.title")} shown={shown}>
      {shown.leftOut > 0 ? (
        <p className="text-muted">{t("list.letter.left-out", { count: shown.leftOut })}</p>
      ) : null}
      <Notice title={t("list.letter.neutral-title")}>{t("list.letter.neutral")}</Notice>
      <KeptForm noValidate action={`${path}${shown.search}`}>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, { subject: t("list.letter.subject"), text: t("list.letter.text") })}
          />
          <TextField {...fieldProps(fields.subject, t)} label={t("list.letter.subject")} maxLength={120} />
          <TextArea
            {...fieldProps(fields.text, t)}
            label={t("list.letter.text")}
            help={t("list.letter.text-help")}
            rows={10}
          />
          <div>
            <Button>{t("list.letter.preview")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </ChosenPage>
  );
}
