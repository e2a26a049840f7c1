import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator, type Edition } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { PlaceForm } from "../forms";
import { changePlace, listPlaces, type Place } from "../sessions.server";

export const handle: RouteHandle = { width: "form" };

async function findPlace(edition: Edition, id: string | undefined): Promise<Place> {
  const place = (await listPlaces(database(), edition.id)).find((one) => one.id === id);
  if (!place) throw notFound();
  return place;
}

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ t }, place] = await Promise.all([readerWords(args), findPlace(edition, args.params["id"])]);
  return {
    title: t("programme:office.place.change-title"),
    back: `/office/${edition.slug}/programme/places`,
    values: { name: place.name, address: place.address },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const place = await findPlace(edition, args.params["id"]);
  const submission = parseForm(await readForm(args.request), PlaceForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { value } = submission;
  await inTransaction((tx) => changePlace(tx, edition.id, viewer.personId, place.id, value));
  return redirect(`/office/${edition.slug}/programme/places?saved=1`);
}

export default function OfficePlace() {
  const { title, back, values } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("programme");
  const [form, fields] = useForm<z.input<typeof PlaceForm>>({
    lastResult: actionData?.result ?? null,
    defaultValue: values,
  });
  return (
    <>
      <PageHeader title={title} backHref={back} backLabel={t("office.place.title")} />
      <KeptForm noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, { name: t("office.place.name"), address: t("office.place.address") })}
          />
          <TextField {...fieldProps(fields.name, t)} label={t("office.place.name")} required />
          <TextField
            {...fieldProps(fields.address, t)}
            label={t("office.place.address")}
            optionalText={t("platform:optional")}
          />
          <div>
            <Button>{t("office.place.save")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
