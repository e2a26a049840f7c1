import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, TextArea } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";
import { listSearch } from "../application-list";
import { ruleOnMany } from "../bulk-rulings.server";
import { loadChoice, requireChoice } from "../choice-page.server";
import { ChosenPage } from "../components/chosen";
import { RulingsForm } from "../list-forms";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { shown, chosen, t } = await loadChoice(args);
  return {
    title: t("selection:list.rulings.title"),
    shown,
    ruledBefore: chosen.filter(({ eligibility }) => eligibility !== "unchecked").length,
  };
}

/** Rules on the eligibility of all that were chosen, or of none. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, choice } = await requireChoice(args);
  const submission = parseForm(await readForm(args.request), RulingsForm);
  if (submission.status !== "success")
    return data({ result: submission.reply(), refused: null, codes: "" }, { status: 400 });
  const { seen, eligible, reason } = submission.value;
  const result = await inTransaction((tx) =>
    ruleOnMany(tx, {
      actorId: viewer.personId,
      edition,
      choice,
      seen,
      isEligible: eligible === "yes",
      reason: reason || null,
    }),
  );
  if (result.outcome === "ruled")
    return redirect(
      `/office/${edition.slug}/applications${listSearch(choice.query, { done: "ruled", n: result.count })}`,
    );
  const refused = result.outcome === "closed" ? ("closed" as const) : ("changed" as const);
  const codes = result.outcome === "closed" ? result.codes.slice(0, 20).join(", ") : "";
  return data({ result: submission.reply(), refused, codes }, { status: 409 });
}

export default function ListRulings() {
  const { shown, ruledBefore } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<z.input<typeof RulingsForm>>({ lastResult: actionData?.result });
  const { defaultValue: eligible, ...eligibleProps } = fieldProps(fields.eligible, t);
  return (
    <ChosenPage title={t("list.rulings.title")} lead={t("list.rulings.lead")} shown={shown}>
      {actionData?.refused ? (
        <Notice tone="warn" role="alert">
          {actionData.refused === "closed"
            ? t("list.rulings.closed", { codes: actionData.codes })
            : t("list.chosen.changed")}
        </Notice>
      ) : null}
      {ruledBefore > 0 ? <p>{t("list.rulings.ruled-before", { count: ruledBefore })}</p> : null}
      <form method="post" id={form.id} noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              eligible: t("applications.ruling.question"),
              reason: t("applications.ruling.reason"),
            })}
          />
          <input type="hidden" name="seen" value={shown.seen} />
          <RadioGroup
            {...eligibleProps}
            label={t("applications.ruling.question")}
            {...(eligible ? { defaultValue: eligible } : {})}
            options={[
              { value: "yes", label: t("applications.ruling.yes") },
              { value: "no", label: t("applications.ruling.no") },
            ]}
          />
          <TextArea
            {...fieldProps(fields.reason, t)}
            label={t("applications.ruling.reason")}
            help={t("applications.ruling.reason-help")}
            rows={4}
          />
          <div>
            <Button>{t("list.rulings.save", { count: shown.count })}</Button>
          </div>
        </Stack>
      </form>
    </ChosenPage>
  );
}
