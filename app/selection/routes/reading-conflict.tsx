import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { database, inTransaction } from "~/platform/database.server";
import { notFound, notFoundAnyMore, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { declareConflict, findDeclarable, findJustDeclared } from "../conflicts.server";
import { ConflictForm } from "../forms";
import { requireReader } from "../reading.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { reader } = await requireReader(args);
  const reading = await findDeclarable(database(), reader, args.params.code ?? "");
  if (!reading) throw notFound();
  const { t } = await readerWords(args);
  return { title: t("selection:reading.conflict.title"), code: reading.code };
}

/** Declares a conflict; it takes effect at once. */
export async function action(args: ActionFunctionArgs) {
  const { reader } = await requireReader(args);
  const reading = await findDeclarable(database(), reader, args.params.code ?? "");
  const submission = parseForm(await readForm(args.request.clone()), ConflictForm);
  const reason = submission.status === "success" ? submission.value.reason : "";
  const over = ({ code, edition }: { code: string; edition: { slug: string } }) =>
    redirect(`/panel?edition=${edition.slug}&declared=${code}`);
  if (!reading) {
    const declared = await findJustDeclared(database(), reader, args.params.code ?? "", reason);
    throw declared ? over(declared) : await notFoundAnyMore(args.request);
  }
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const declared = await inTransaction((tx) => declareConflict(tx, reader, reading.code, reason));
  if (!declared && !(await findJustDeclared(database(), reader, reading.code, reason))) throw notFound();
  throw over(reading);
}

export default function ReadingConflict() {
  const { code } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ reason: string }>({ lastResult: actionData?.result });
  return (
    <KeptForm noValidate>
      <Stack>
        <PageHeader
          backHref="/panel"
          backLabel={t("reading.back")}
          title={t("reading.conflict.title")}
          lead={t("reading.conflict.lead", { code })}
        />
        <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
        <p>{t("reading.conflict.what")}</p>
        <Notice tone="warn">{t("reading.conflict.effect")}</Notice>
        <TextArea
          {...fieldProps(fields.reason, t)}
          rows={3}
          label={t("reading.conflict.reason")}
          help={t("reading.conflict.reason-help")}
        />
        <div className="flex flex-wrap items-center gap-6">
          <Button variant="danger">{t("reading.conflict.submit")}</Button>
          <a href="/panel">{t("reading.conflict.cancel")}</a>
        </div>
      </Stack>
    </KeptForm>
  );
}
