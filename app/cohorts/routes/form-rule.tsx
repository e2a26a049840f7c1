import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader, Section } from "~/ui/page";
import { RuleEditor } from "../components/rule-editor";
import { keyFor, putRule } from "../form-editing";
import { editBy, refusalOf, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";
import { beginRule, questionsForRule, readRule, ruleTypes } from "../rule-form";
import { postedText } from "../question-form";

export const handle: RouteHandle = { width: "form" };

/** Stands in the address for a rule that is yet to come. */
const noKey = "new";

/** The rule that the address names, or a new one of the type it asks for. */
async function ruleOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const office = await requireForm(args);
  const { definition } = office.form;
  if (office.kind !== "application") throw notFound();
  const key = args.params["key"] ?? "";
  const type = ruleTypes.find((one) => one === new URL(args.request.url).searchParams.get("type"));
  const rule =
    key === noKey
      ? beginRule(definition, type ?? "age", noKey)
      : definition.eligibility?.find((one) => one.key === key);
  if (!rule) throw notFound();
  return { office, rule };
}

export async function loader(args: LoaderFunctionArgs) {
  const { office, rule } = await ruleOf(args);
  const { t } = await readerWords(args);
  return {
    title: t("cohorts:builder.rules.edit"),
    path: office.path,
    seen: office.form.token,
    rule,
    questions: questionsForRule(office.form.definition, rule.type),
  };
}

/** Keeps a rule as its editor says. */
export async function action(args: ActionFunctionArgs) {
  const { office, rule } = await ruleOf(args);
  const posted = await readForm(args.request);
  const typed = readRule(posted, rule.type, rule.key);
  const outcome = await changeForm(editBy(office, posted), (form) => {
    const taken = new Set((form.eligibility ?? []).map(({ key }) => key));
    const key = rule.key === noKey ? keyFor(rule.type, taken, "rule") : rule.key;
    return putRule(form, { ...typed, key });
  });
  const refusal = await refusalOf(args, outcome);
  if (!refusal) return redirect(`${office.path}#eligibility`);
  const seen = outcome.outcome === "stale" ? outcome.token : postedText(posted, "seen");
  return data({ rule: typed, refusal, seen }, { status: refusal.isStale ? 409 : 422 });
}

export default function FormRule() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("cohorts");
  const rule = result?.rule ?? page.rule;
  const isNew = page.rule.key === noKey;
  return (
    <>
      <PageHeader
        backHref={`${page.path}#eligibility`}
        backLabel={t("builder.back")}
        title={t(`builder.rules.type.${rule.type}`)}
        lead={t(`builder.rules.type-text.${rule.type}`)}
      />
      <RuleEditor
        action={`${page.path}/eligibility/${page.rule.key}${isNew ? `?type=${rule.type}` : ""}`}
        rule={rule}
        questions={page.questions}
        seen={result?.seen ?? page.seen}
        refusal={result?.refusal ?? null}
      />
      {isNew ? null : (
        <div className="mt-14">
          <Section title={t("builder.more")}>
            <form method="post" action={`${page.path}/removals`}>
              <input type="hidden" name="seen" value={page.seen} />
              <input type="hidden" name="what" value="rule" />
              <Button variant="danger" name="key" value={page.rule.key}>
                {t("builder.rules.remove")}
              </Button>
            </form>
          </Section>
        </div>
      )}
    </>
  );
}
