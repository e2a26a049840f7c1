import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { PlaceForm } from "../forms";
import { addPlace, listPlaces } from "../sessions.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ t }, places] = await Promise.all([readerWords(args), listPlaces(database(), edition.id)]);
  return {
    title: t("programme:office.place.title"),
    base: `/office/${edition.slug}/programme`,
    saved: new URL(args.request.url).searchParams.has("saved"),
    places,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), PlaceForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { value } = submission;
  await inTransaction((tx) => addPlace(tx, edition.id, value));
  return redirect(`/office/${edition.slug}/programme/places?saved=1`);
}

export default function OfficePlaces() {
  const { title, base, places, saved } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("programme");
  const [form, fields] = useForm<z.input<typeof PlaceForm>>({ lastResult: actionData?.result ?? null });
  return (
    <>
      <PageHeader
        title={title}
        lead={t("office.place.lead")}
        backHref={base}
        backLabel={t("office.release.back")}
      />
      {saved ? (
        <Notice tone="good" role="status" className="mb-8">
          {t("office.place.saved")}
        </Notice>
      ) : null}
      {places.length > 0 ? (
        <Table
          caption={title}
          hideCaption
          columns={[
            { key: "name", label: t("office.place.name") },
            { key: "address", label: t("office.place.address") },
            { key: "change", label: t("office.place.change"), hideLabel: true, align: "end" },
          ]}
          rows={places}
          rowKey={(place) => place.id}
          cell={(place, key) =>
            key === "change" ? (
              <a href={`${base}/places/${place.id}`}>
                {t("office.place.change")} <span className="sr-only">{place.name}</span>
              </a>
            ) : (
              place[key] || "–"
            )
          }
        />
      ) : (
        <p className="text-muted">{t("office.place.none")}</p>
      )}
      <div className="mt-12">
        <Section title={t("office.place.add")}>
          <KeptForm noValidate>
            <Stack>
              <ErrorSummary
                title={t("platform:error.summary")}
                errors={errorLinks(form, t, {
                  name: t("office.place.name"),
                  address: t("office.place.address"),
                })}
              />
              <TextField {...fieldProps(fields.name, t)} label={t("office.place.name")} required />
              <TextField
                {...fieldProps(fields.address, t)}
                label={t("office.place.address")}
                optionalText={t("platform:optional")}
              />
              <div>
                <Button>{t("office.place.add")}</Button>
              </div>
            </Stack>
          </KeptForm>
        </Section>
      </div>
    </>
  );
}
