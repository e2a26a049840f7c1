import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { listCriteria } from "~/cohorts/editions.server";
import { worded } from "~/cohorts/questions";
import { database, inTransaction } from "~/platform/database.server";
import { errorText, parseForm, says } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { requireDiscussion } from "../discussion-page.server";
import { ScoreChangeForm } from "../reading-forms";
import { readScores } from "../reading.server";
import { changeScores } from "../score-changes.server";
import { scores } from "../scoring";

export const handle: RouteHandle = { width: "form" };

/** One's own scores after they are in, to be changed with a reason. */
export async function loader(args: LoaderFunctionArgs) {
  const { reading, review } = await requireDiscussion(args);
  if (reading.edition.decisionsReleasedAt) throw notFound();
  const db = database();
  const [{ locale, t }, criteria, given] = await Promise.all([
    readerWords(args),
    listCriteria(db, reading.edition.id),
    readScores(db, review.id, reading.key),
  ]);
  return {
    title: t("selection:change.title"),
    code: reading.code,
    revision: review.revision,
    criteria: criteria.map(({ id, title, anchors }) => ({
      id,
      title: worded(title, locale),
      anchors: anchors.map((anchor) => worded(anchor, locale)),
      score: given[id]?.score ?? null,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { reader, reading } = await requireDiscussion(args);
  const criteria = await listCriteria(database(), reading.edition.id);
  const submission = parseForm(await readForm(args.request), ScoreChangeForm(criteria));
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { revision, reason, score } = submission.value;
  const change = { revision, reason, scores: score };
  const outcome = await inTransaction((tx) => changeScores(tx, reader, reading.code, change));
  if (outcome === "not-found") throw notFound();
  if (outcome === "changed") return redirect(`/panel/${reading.code}/discussion`);
  const formErrors = [says(`selection:change.error.${outcome}`)];
  return data({ result: submission.reply({ formErrors }) }, { status: 409 });
}

export default function ReadingChange() {
  const { code, revision, criteria } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  const [form] = useForm({ lastResult: result });
  const typed = (result?.initialValue ?? {}) as { score?: Record<string, string>; reason?: string };
  const errorOf = (name: string) => {
    const message = result?.error?.[name]?.[0];
    return message ? errorText(t, message) : undefined;
  };
  const errors = [
    ...criteria.map(({ id, title }, index) => ({
      href: `#score-${index + 1}`,
      text: errorOf(`score.${id}`) ? `${title}: ${errorOf(`score.${id}`)}` : "",
    })),
    { href: "#reason", text: errorOf("reason") ?? "" },
    { href: `#${form.id}`, text: errorOf("") ?? "" },
  ].filter(({ text }) => text);
  return (
    <KeptForm noValidate>
      <Stack>
        <PageHeader
          backHref={`/panel/${code}/discussion`}
          backLabel={t("discussion.title")}
          title={t("change.title")}
          lead={t("change.lead", { code })}
        />
        <ErrorSummary title={t("platform:error.summary")} errors={errors} />
        <input type="hidden" name="revision" value={revision} />
        {criteria.map((criterion, index) => (
          <RadioGroup
            key={criterion.id}
            id={`score-${index + 1}`}
            name={`score.${criterion.id}`}
            look="ladder"
            label={`${index + 1}. ${criterion.title}`}
            defaultValue={typed.score?.[criterion.id] ?? String(criterion.score ?? "")}
            error={errorOf(`score.${criterion.id}`)}
            options={scores.map((score) => ({
              value: String(score),
              label: score,
              help: criterion.anchors[score - 1],
            }))}
          />
        ))}
        <TextArea
          id="reason"
          name="reason"
          rows={3}
          label={t("change.reason")}
          help={t("change.reason-help")}
          defaultValue={typed.reason}
          error={errorOf("reason")}
        />
        <div className="flex flex-wrap items-center gap-6">
          <Button>{t("change.submit")}</Button>
          <a href={`/panel/${code}/discussion`}>{t("change.cancel")}</a>
        </div>
      </Stack>
    </KeptForm>
  );
}
