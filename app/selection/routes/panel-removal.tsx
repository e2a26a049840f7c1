import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { readPeople } from "~/accounts/people.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { newToken } from "~/platform/vault.server";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { assignPanel, isStillPlanned } from "../assignments.server";
import { PlanImpossible, PlanTable, PlanWorking } from "../components/plan-parts";
import { findFurtherReaders } from "../further-reader.server";
import { RemovalForm } from "../panel-forms";
import { readLeaving, removePanelist } from "../panel-removal.server";
import { findMember } from "../panelists.server";
import { lookAtPlan, seedIn } from "../plan-page.server";
import planScript from "../plan.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "wide", scripts: [planScript] };

/** What a panelist would leave behind, and who would take it over. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const roleId = idParam(args.params["id"]);
  const member = await findMember(database(), edition.id, roleId);
  if (!member) throw notFound();
  const seed = seedIn(new URL(args.request.url).searchParams);
  const path = `/office/${edition.slug}/panel/members/${roleId}`;
  const [names, leaving] = await Promise.all([
    readPeople([member.personId]),
    readLeaving(edition.id, member.personId),
  ]);
  const name = names.get(member.personId)?.name ?? "";
  const view =
    leaving.open > 0
      ? await lookAtPlan(
          { ...edition, leaving: member.personId },
          seed,
          `${path}/removal?seed=${seed}`,
          locale,
        )
      : null;
  return {
    title: t("selection:panel.removal.title", { name }),
    office: `/office/${edition.slug}`,
    action: `${path}/removal?seed=${seed}`,
    name,
    seed,
    leaving,
    view,
  };
}

/** Takes a panelist off the panel and, if that was asked for, gives what they had not read to others, as was shown. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const roleId = idParam(args.params["id"]);
  const submission = parseForm(await readForm(args.request), RemovalForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const { plan, seed = newToken().slice(0, 12), "pass-on": passOn } = submission.value;
  const member = await findMember(database(), edition.id, roleId);
  if (!member) throw notFound();
  const order = { seed, ...(plan ? { plan } : {}), actorId: viewer.personId };
  if (passOn === "yes" && plan) {
    const asIf = { ...edition, leaving: member.personId };
    if (!(await isStillPlanned(asIf, { seed, plan }))) return data({ isChanged: true }, { status: 409 });
  }
  const removal = { roleId, editionId: edition.id, actorId: viewer.personId };
  const freed = await inTransaction((tx) => removePanelist(tx, removal));
  if (freed === null) throw notFound();
  const result = passOn === "yes" && freed > 0 ? await assignPanel(edition, order) : null;
  await findFurtherReaders(edition.id);
  const panel = `/office/${edition.slug}/panel`;
  if (!result) throw redirect(`${panel}?note=removed`);
  // In the moment between, something has changed that the plan rests on: it is shown anew.
  if (result.outcome === "changed") throw redirect(`${panel}/assignment?removed=1`);
  throw redirect(`${panel}?note=passed-on&count=${result.added}`);
}

export default function PanelRemoval() {
  const { title, office, leaving, view } = useLoaderData<typeof loader>();
  const isChanged = useActionData<typeof action>()?.isChanged ?? false;
  const { t } = useTranslation("selection");
  const takers = view?.plan?.loads.filter(({ added }) => added > 0) ?? [];
  return (
    <>
      <PageHeader
        backHref={`${office}/panel`}
        backLabel={t("panel.title")}
        title={title}
        lead={t("panel.removal.lead")}
      />
      <Stack gap="loose">
        {isChanged ? (
          <Notice tone="warn" role="alert" title={t("assignment.changed.title")}>
            {t("assignment.changed.text")}
          </Notice>
        ) : null}
        <ul className="grid max-w-text list-disc gap-2 ps-6">
          <li>
            {leaving.submitted > 0
              ? t("panel.removal.submitted", { count: leaving.submitted })
              : t("panel.removal.submitted-none")}
          </li>
          <li>
            {leaving.open > 0
              ? t("panel.removal.open", { count: leaving.open })
              : t("panel.removal.open-none")}{" "}
            {leaving.drafts > 0 ? t("panel.removal.drafts", { count: leaving.drafts }) : null}
          </li>
          {leaving.further > 0 ? <li>{t("panel.removal.further", { count: leaving.further })}</li> : null}
        </ul>
        {view?.progress ? <PlanWorking progress={view.progress} address={view.address} /> : null}
        {view?.plan ? <PlanImpossible impossible={view.plan.impossible} office={office} /> : null}
        <Choice takers={takers.length} />
        {takers.length > 0 ? (
          <Section
            title={t("panel.removal.takers")}
            lead={
              (view?.plan?.added ?? 0) > leaving.open - leaving.further ? t("panel.removal.more") : undefined
            }
          >
            <PlanTable loads={takers} caption={t("panel.removal.takers")} />
          </Section>
        ) : null}
      </Stack>
    </>
  );
}

/** Handing on, if there is something and somebody; and removing alone. */
function Choice({ takers }: { takers: number }) {
  const { action: address, view, seed } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const plan = view?.plan;
  const isForLater = view !== null && (plan?.added ?? 1) > 0;
  return (
    <form method="post" action={address} className="max-w-text">
      {plan && takers > 0 ? (
        <>
          <input type="hidden" name="seed" value={seed} />
          <input type="hidden" name="plan" value={plan.fingerprint} />
          <p className="text-lead font-semibold">
            {t("panel.removal.summary", {
              readings: t("assignment.readings", { count: plan.added }),
              count: takers,
            })}
          </p>
        </>
      ) : null}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {plan && takers > 0 ? (
          <Button variant="danger" name="pass-on" value="yes" data-progress={t("assignment.applying")}>
            {t("panel.removal.pass-on")}
          </Button>
        ) : null}
        <Button variant={isForLater ? "quiet" : "danger"} name="pass-on" value="no">
          {t(isForLater ? "panel.removal.only" : "panel.members.remove-confirm")}
        </Button>
      </div>
    </form>
  );
}
