import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { inTransaction } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Disclosure } from "~/ui/disclosure";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { ProgrammeNav } from "../components/programme-nav";
import { findFeed, renewFeed } from "../feeds.server";
import { requireFellow } from "../fellows.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const [{ t }, feed] = await Promise.all([readerWords(args), findFeed(viewer, edition)]);
  return {
    title: t("programme:subscription.title"),
    address: feed && `${env().origin}/calendar/${feed.token}.ics`,
    note: new URL(args.request.url).searchParams.get("note"),
  };
}

/** Makes an address, or a new one in place of the old. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  await readForm(args.request);
  await inTransaction((tx) => renewFeed(tx, viewer, edition));
  return redirect("/programme/subscription?note=made");
}

const devices = ["iphone", "android", "computer"] as const;

export default function Subscription() {
  const { title, address, note } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  return (
    <>
      <ProgrammeNav current="subscription" />
      <PageHeader title={title} lead={t("subscription.lead")} />
      {note === "made" || note === "revoked" ? (
        <Notice tone="good" role="status" className="mb-8">
          {t(`subscription.note.${note}`)}
        </Notice>
      ) : null}
      {address ? (
        <Stack gap="loose">
          <Stack>
            <div>
              <ButtonLink to={address.replace(/^https?:/, "webcal:")}>{t("subscription.open")}</ButtonLink>
            </div>
            <TextField
              name="address"
              label={t("subscription.address")}
              help={t("subscription.secret")}
              defaultValue={address}
              readOnly
              autoComplete="off"
              spellCheck={false}
            />
          </Stack>
          <Section title={t("subscription.how")}>
            {devices.map((device) => (
              <Disclosure key={device} summary={t(`subscription.${device}.name`)}>
                <ol>
                  {t(`subscription.${device}.steps`)
                    .split("\n")
                    .map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                </ol>
              </Disclosure>
            ))}
            <Disclosure summary={t("subscription.plain.title")}>
              <p>{t("subscription.plain.text")}</p>
              <TextField
                className="mt-4"
                name="plain"
                label={t("subscription.plain.address")}
                defaultValue={`${address}?show=times`}
                readOnly
                autoComplete="off"
                spellCheck={false}
              />
            </Disclosure>
          </Section>
          <Section title={t("subscription.end.title")} lead={t("subscription.end.text")}>
            <div className="flex flex-wrap gap-3">
              <form method="post">
                <Button variant="secondary">{t("subscription.renew")}</Button>
              </form>
              <ConfirmDialog
                id="revoke"
                trigger={t("subscription.revoke")}
                triggerVariant="quiet"
                title={t("subscription.revoke-title")}
                cancelLabel={t("subscription.keep")}
                confirm={
                  <form method="post" action="/programme/subscription/revocation">
                    <Button variant="danger">{t("subscription.revoke")}</Button>
                  </form>
                }
              >
                {t("subscription.revoke-text")}
              </ConfirmDialog>
            </div>
          </Section>
        </Stack>
      ) : (
        <form method="post">
          <p className="mb-6">{t("subscription.none")}</p>
          <Button>{t("subscription.make")}</Button>
        </form>
      )}
    </>
  );
}
