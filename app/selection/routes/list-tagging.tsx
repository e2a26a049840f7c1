import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { database, inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, Select, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";
import { listSearch } from "../application-list";
import { tagMany } from "../bulk-tags.server";
import { loadChoice, requireChoice } from "../choice-page.server";
import { ChosenPage } from "../components/chosen";
import { TaggingForm } from "../list-forms";
import { listTags } from "../tags.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { shown, edition, t } = await loadChoice(args);
  const tags = await listTags(database(), edition.id);
  return {
    title: t("selection:list.tagging.title"),
    shown,
    tags: tags.map(({ id, name }) => ({ id, name })),
  };
}

/** Puts a tag on all that were chosen, or takes it off them. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, choice } = await requireChoice(args);
  const submission = parseForm(await readForm(args.request), TaggingForm);
  if (submission.status !== "success")
    return data({ result: submission.reply(), changed: false }, { status: 400 });
  const { seen, what, tag, name } = submission.value;
  const result = await inTransaction((tx) =>
    tagMany(tx, {
      actorId: viewer.personId,
      editionId: edition.id,
      choice,
      seen,
      what,
      tag: name ? { name } : { id: tag ?? "" },
    }),
  );
  if (result.outcome === "done")
    return redirect(
      `/office/${edition.slug}/applications${listSearch(choice.query, {
        done: what === "add" ? "tagged" : "untagged",
        n: result.count,
      })}`,
    );
  if (result.outcome === "no-tag") {
    const fieldErrors = { tag: [says("selection:list.tagging.error.gone")] };
    return data({ result: submission.reply({ fieldErrors }), changed: false }, { status: 400 });
  }
  return data({ result: submission.reply(), changed: true }, { status: 409 });
}

export default function ListTagging() {
  const { shown, tags } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<z.input<typeof TaggingForm>>({
    lastResult: actionData?.result,
    defaultValue: { what: "add" },
  });
  return (
    <ChosenPage title={t("list.tagging.title")} shown={shown}>
      {actionData?.changed ? (
        <Notice tone="warn" role="alert">
          {t("list.chosen.changed")}
        </Notice>
      ) : null}
      <form method="post" id={form.id} noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              what: t("list.tagging.what"),
              tag: t("list.tagging.tag"),
              name: t("list.tagging.name"),
            })}
          />
          <input type="hidden" name="seen" value={shown.seen} />
          <RadioGroup
            {...fieldProps(fields.what, t)}
            defaultValue={fieldProps(fields.what, t).defaultValue ?? "add"}
            label={t("list.tagging.what")}
            options={(["add", "remove"] as const).map((what) => ({
              value: what,
              label: t(`list.tagging.${what}`),
            }))}
          />
          {tags.length > 0 ? (
            <Select
              {...fieldProps(fields.tag, t)}
              label={t("list.tagging.tag")}
              placeholder={t("list.tagging.tag-none")}
              options={tags.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : (
            <p className="text-muted">{t("list.tagging.none")}</p>
          )}
          <TextField
            {...fieldProps(fields.name, t)}
            label={t("list.tagging.name")}
            help={t("list.tagging.name-help")}
            maxLength={40}
            width="half"
          />
          <div>
            <Button>{t("list.tagging.save")}</Button>
          </div>
        </Stack>
      </form>
    </ChosenPage>
  );
}
