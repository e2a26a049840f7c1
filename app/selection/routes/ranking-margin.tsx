import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { MarginForm } from "../forms";
import { setTieMargin } from "../ranking.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  return {
    title: t("selection:ranking.margin.title"),
    slug: edition.slug,
    margin: String(edition.tieMargin),
  };
}

/** Sets how close two scores must be to be called too close to decide by. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), MarginForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { margin } = submission.value;
  await inTransaction((tx) => setTieMargin(tx, { editionId: edition.id, actorId: viewer.personId, margin }));
  throw redirect(`/office/${edition.slug}/ranking`);
}

export default function RankingMargin() {
  const { slug, margin } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ margin: string }>({
    lastResult: useActionData<typeof action>()?.result,
    defaultValue: { margin },
  });
  return (
    <KeptForm noValidate>
      <Stack>
        <PageHeader
          backHref={`/office/${slug}/ranking`}
          backLabel={t("ranking.panel.back")}
          title={t("ranking.margin.title")}
          lead={t("ranking.margin.lead")}
        />
        <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
        <TextField
          {...fieldProps(fields.margin, t)}
          width="short"
          inputMode="decimal"
          autoComplete="off"
          maxLength={10}
          label={t("ranking.margin.label")}
          help={t("ranking.margin.help")}
        />
        <div>
          <Button>{t("ranking.margin.save")}</Button>
        </div>
      </Stack>
    </KeptForm>
  );
}
