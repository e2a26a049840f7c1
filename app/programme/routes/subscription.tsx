import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { inTransaction } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { ProgrammeNav } from "../components/programme-nav";
import { SubscriptionPanel } from "../components/subscription-panel";
import { findFeed, renewFeed } from "../feeds.server";
import { requireFellow } from "../fellows.server";
import copyScript from "../copy.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [copyScript] };

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

export default function Subscription() {
  const { title, address, note } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  return (
    <>
      <ProgrammeNav current="subscription" />
      <PageHeader title={title} lead={t("subscription.lead")} />
      <SubscriptionPanel base="/programme/subscription" address={address} note={note} />
    </>
  );
}
