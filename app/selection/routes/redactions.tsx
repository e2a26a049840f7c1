import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Split, Stack } from "~/ui/page";
import { RedactedAnswers } from "../components/redacted-answers";
import { TraceLine } from "../components/trace-line";
import { PassageForm } from "../reading-forms";
import { loadRedactionsPage, requireReadable } from "../redactions-page.server";
import { blackenPassages } from "../redactions.server";
import script from "../redactions.enhance.ts?worker&url";

export const handle: RouteHandle = { scripts: [script], width: "wide" };

export function loader(args: LoaderFunctionArgs) {
  return loadRedactionsPage(args);
}

/** Hides a passage from the panel. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const submission = parseForm(await readForm(args.request), PassageForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const marking = submission.value;
  const hidden = await inTransaction((tx) => blackenPassages(tx, viewer.personId, application, marking));
  if (hidden.outcome === "hidden")
    return redirect(
      `/office/${edition.slug}/applications/${application.code}/redactions?hidden=${hidden.count}`,
    );
  const fieldErrors = { text: [says(`selection:redactions.error.${hidden.outcome}`)] };
  return data({ result: submission.reply({ fieldErrors }) }, { status: 409 });
}

export default function Redactions() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const [search] = useSearchParams();
  const count = Number(search.get("hidden"));
  const waiting = page.traces.filter(({ ruling }) => ruling === null).length;
  const isLost = page.passages.some((passage) => passage.isLost);
  return (
    <>
      <PageHeader
        backHref={page.path}
        backLabel={page.code}
        title={t("redactions.title")}
        lead={t("redactions.lead")}
      />
      <Stack className="max-lg:pb-28">
        {count > 0 ? (
          <Notice tone="good" role="status">
            {t("redactions.hidden", { count })}
          </Notice>
        ) : null}
        {search.has("shown") ? (
          <Notice tone="good" role="status">
            {t("traces.ruled.shown", { count: Number(search.get("shown")) })}
          </Notice>
        ) : null}
        {waiting > 0 ? (
          <Notice tone="warn" title={t("traces.here.title", { count: waiting })}>
            {t("traces.here.text")}
          </Notice>
        ) : null}
        {search.has("lifted") ? (
          <Notice tone="good" role="status">
            {t("redactions.lifted")}
          </Notice>
        ) : null}
        {isLost ? (
          <Notice tone="warn" title={t("redactions.lost.title")}>
            {t("redactions.lost.text")}
          </Notice>
        ) : null}
        <Split aside={<Passages />} ratio="wide">
          <RedactedAnswers sections={page.sections} />
        </Split>
      </Stack>
    </>
  );
}

/** What was found by itself: first what waits for a ruling, then what the panel was let see. */
function Traces() {
  const { list, code, traces } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const waiting = traces.filter(({ ruling }) => ruling === null);
  const ruled = traces.filter(({ ruling }) => ruling !== null);
  if (traces.length === 0) return null;
  const lines = (some: typeof traces) => (
    <ul role="list" className="grid gap-5">
      {some.map((trace) => (
        <TraceLine key={trace.mark} code={code} trace={trace} />
      ))}
    </ul>
  );
  return (
    <form method="post" action={`${list}/traces/rulings`} id="traces" className="grid gap-6">
      <input type="hidden" name="application" value={code} />
      {waiting.length > 0 ? (
        <Section title={t("traces.found")}>
          {lines(waiting)}
          {waiting.length > 1 ? (
            <p className="mt-4">
              <Button size="small" name="hidden" value="all">
                {t("traces.hide-all-here", { count: waiting.length })}
              </Button>
            </p>
          ) : null}
        </Section>
      ) : null}
      {ruled.length > 0 ? <Section title={t("traces.ruled-on")}>{lines(ruled)}</Section> : null}
    </form>
  );
}

function Passages() {
  const { path, number, passages } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ text: string }>({ lastResult: result });
  return (
    <Stack>
      <Traces />
      {/* On a phone it stays at the foot of the window, within reach of whoever selects far above. */}
      <form
        method="post"
        data-blacken
        hidden
        className="grid gap-2 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:border-t max-lg:border-line max-lg:bg-paper max-lg:px-4 max-lg:py-3"
      >
        <input type="hidden" name="place" />
        <input type="hidden" name="from" />
        <input type="hidden" name="to" />
        <input type="hidden" name="number" value={number} />
        <p className="text-small text-muted" data-passage={t("redactions.chosen")} aria-live="polite">
          {t("redactions.select")}
        </p>
        <p>
          <Button disabled>{t("redactions.blacken-selected")}</Button>
        </p>
      </form>
      <form method="post" id={form.id} noValidate className="grid gap-4">
        <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
        <TextField
          {...fieldProps(fields.text, t)}
          label={t("redactions.text")}
          help={t("redactions.text-help")}
          autoComplete="off"
        />
        <p>
          <Button variant="secondary">{t("redactions.blacken")}</Button>
        </p>
      </form>
      <Section title={t("redactions.list")}>
        {passages.length === 0 ? (
          <EmptyState title={t("redactions.none")} />
        ) : (
          <ul role="list" className="grid gap-5">
            {passages.map((passage) => (
              <li key={passage.id} className="grid gap-1 border-s-2 border-line ps-3">
                <span className="whitespace-pre-line">
                  {passage.text}{" "}
                  {passage.isLost ? <Badge tone="warn">{t("redactions.is-lost")}</Badge> : null}
                </span>
                <span className="text-small text-muted">
                  {[passage.question, passage.who, passage.when].filter(Boolean).join(" · ")}
                </span>
                <form method="post" action={`${path}/redactions/${passage.id}/lifting`}>
                  <Button variant="quiet" size="small">
                    {t("redactions.lift")}
                    <span className="sr-only">: {passage.text}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Stack>
  );
}
