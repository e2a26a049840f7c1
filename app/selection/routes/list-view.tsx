import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader, Stack } from "~/ui/page";
import { ViewFields } from "../components/view-fields";
import { ViewForm } from "../list-forms";
import { changeView, findOwnView } from "../saved-views.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const view = await findOwnView(database(), edition.id, viewer.personId, idParam(args.params["id"]));
  if (!view) throw notFound();
  return { title: t("selection:list.views.change-title"), slug: edition.slug, view };
}

/** Gives one's own view another name, or shares it or no longer. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const id = idParam(args.params["id"]);
  const submission = parseForm(await readForm(args.request), ViewForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { name, shared } = submission.value;
  const outcome = await inTransaction((tx) =>
    changeView(tx, { id, editionId: edition.id, ownerId: viewer.personId, name, isShared: shared }),
  );
  if (outcome === "not-found") throw notFound();
  if (outcome === "taken") {
    const fieldErrors = { name: [says("selection:list.views.error.taken")] };
    return data({ result: submission.reply({ fieldErrors }) }, { status: 409 });
  }
  return redirect(`/office/${edition.slug}/applications?done=view-changed`);
}

export default function ListView() {
  const { slug, view } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<z.input<typeof ViewForm>>({
    lastResult: actionData?.result,
    defaultValue: { name: view.name, shared: view.isShared ? "yes" : undefined },
  });
  return (
    <>
      <PageHeader
        title={t("list.views.change-title")}
        backHref={`/office/${slug}/applications/views`}
        backLabel={t("list.views.title")}
      />
      <form method="post" id={form.id} noValidate>
        <Stack>
          <ViewFields form={form} fields={fields} />
          <div>
            <Button>{t("list.views.save-change")}</Button>
          </div>
        </Stack>
      </form>
    </>
  );
}
