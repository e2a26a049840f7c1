import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { inTransaction } from "~/platform/database.server";
import { errorText, parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { listSearch, readListQuery } from "../application-list";
import { loadApplicationPage, loadNext, requireApplication } from "../application-page.server";
import { RulingForm } from "../components/ruling-form";
import { LetThroughForm } from "../components/let-through-form";
import { ruleOnEligibility } from "../eligibility.server";
import { EligibilityForm } from "../forms";
import { loadLettingThrough } from "../letting-through.server";

export const handle: RouteHandle = { width: "form" };

/** The ruling by itself: for when it comes back with something to put right. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await loadApplicationPage(args);
  const { title, code, edition, list } = page;
  const common = { title, code, edition, list };
  if (!page.submitted) {
    const draft = await loadLettingThrough(args);
    return { ...common, name: null, canRule: false, draft, newest: draft.newest };
  }
  const { canRule, rulings, name } = page.submitted;
  return { ...common, name, canRule, draft: null, newest: rulings[0] ?? null };
}

interface Reply {
  typed: { eligible: string; reason: string };
  /** Messages of the catalogue by field name. */
  errors: Record<string, string>;
  refused?: "stale" | "closed";
}

/** Rules on whether an application may go before the panel. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireApplication(args);
  const form = await readForm(args.request);
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const typed = { eligible: text("eligible"), reason: text("reason") };
  const submission = parseForm(form, EligibilityForm);
  if (submission.status !== "success") {
    const errors = Object.fromEntries(
      Object.entries(submission.error ?? {}).map(([name, messages]) => [
        name,
        messages?.[0] ?? "platform:error.invalid",
      ]),
    );
    return data<Reply>({ typed, errors }, { status: 400 });
  }
  const { eligible, reason, seen, then } = submission.value;
  if (application.status === "draft" && !reason)
    return data<Reply>(
      { typed, errors: { reason: "selection:applications.error.let-through" } },
      { status: 400 },
    );
  const isEligible = eligible === "yes";
  // Before the ruling, as it may take the application out of the list.
  const next = then === "next" ? await loadNext(args.request, edition, application.id) : null;
  const outcome = await inTransaction((tx) =>
    ruleOnEligibility(tx, {
      actorId: viewer.personId,
      edition,
      code: application.code,
      isEligible,
      reason: reason || null,
      seen: seen ?? null,
    }),
  );
  if (outcome === "not-found") throw notFound();
  if (outcome !== "ruled") return data<Reply>({ typed, errors: {}, refused: outcome }, { status: 409 });
  const query = readListQuery(new URL(args.request.url).searchParams);
  const ruled = `${application.code}.${isEligible ? "eligible" : "ineligible"}`;
  throw redirect(
    `/office/${edition.slug}/applications/${next ?? application.code}${listSearch(query, { ruled })}`,
  );
}

export default function ApplicationEligibility() {
  const { code, edition, list, name, canRule, draft, newest } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/applications/${code}`;
  const errors = Object.fromEntries(
    Object.entries(reply?.errors ?? {}).map(([field, message]) => [field, errorText(t, message)]),
  );
  return (
    <Stack>
      <PageHeader
        backHref={`${path}${list.search}`}
        backLabel={code}
        title={t("applications.ruling.page-title", { code })}
        lead={name}
      />
      {reply?.refused === "stale" && newest ? (
        <Notice tone="warn" role="alert" title={t("applications.ruling.stale.title")}>
          {t("applications.ruling.stale.text", {
            who: newest.ruledBy ?? t("applications.ruling.somebody"),
            when: newest.ruledAt,
            ruling: t(`applications.ruling.stale.${newest.isEligible ? "eligible" : "ineligible"}`),
          })}
        </Notice>
      ) : null}
      {reply?.refused === "stale" && newest?.reason ? (
        <blockquote className="whitespace-pre-line">{newest.reason}</blockquote>
      ) : null}
      {reply?.refused === "closed" ? (
        <Notice tone="warn" role="alert" title={t("applications.ruling.closed-now.title")}>
          {t("applications.ruling.closed-now.text")}
        </Notice>
      ) : null}
      {draft ? (
        <LetThroughForm
          action={`${path}/eligibility${list.search}`}
          draft={draft}
          reason={reply?.typed.reason}
          error={errors["reason"]}
        />
      ) : null}
      {canRule ? (
        <RulingForm
          action={`${path}/eligibility${list.search}`}
          seen={newest?.id ?? ""}
          typed={reply?.typed}
          errors={errors}
          hasNext={list.next !== null}
        />
      ) : null}
    </Stack>
  );
}
