import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import type { Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { requireFellow } from "~/programme/fellows.server";
import { findReleasedSession } from "~/programme/releases.server";
import { Button } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { WhoSees } from "../components/who-sees";
import { floorOf, paces } from "../floor";
import { changeLimit, PulseForm } from "../forms";
import { pulseState } from "../pulse-rules";
import { answerPulse, findOwnAnswer } from "../pulses.server";

export const handle: RouteHandle = { width: "form" };

/** A session that can have a pulse: published, in the fellow's own edition. */
async function findSession(edition: Edition, id: string | undefined) {
  const session =
    z.uuid().safeParse(id).success && id ? await findReleasedSession(database(), edition.id, id) : null;
  if (!session) throw notFound();
  return session;
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const session = await findSession(edition, args.params["id"]);
  const [{ locale, t }, own] = await Promise.all([
    readerWords(args),
    findOwnAnswer(database(), viewer.personId, session.sessionId),
  ]);
  const { zone } = session;
  const today = wallClock(now(), edition.zone).date;
  const state = pulseState(session, own?.answeredAt ?? null, edition, now(), today);
  if (state === "none") throw notFound();
  return {
    title: t("feedback:pulse.title"),
    session: session.title,
    when: formatForReader(session.startsAt, locale, zone, null),
    ends: formatForReader(session.endsAt, locale, zone, null),
    state,
    floor: floorOf(edition),
    answer: own && { usefulness: String(own.usefulness), pace: own.pace, change: own.change ?? "" },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  const { sessionId } = await findSession(edition, args.params["id"]);
  const submission = parseForm(await readForm(args.request), PulseForm);
  if (submission.status !== "success")
    return data({ result: submission.reply(), refused: null }, { status: 400 });
  const { usefulness, pace, change } = submission.value;
  const answer = { usefulness, pace, change: change || null, sessionId, personId: viewer.personId };
  const done = await inTransaction((tx) => answerPulse(tx, edition, answer));
  if (done === "none") throw notFound();
  if (done !== "saved")
    return data({ result: submission.reply({ formErrors: [done] }), refused: done }, { status: 409 });
  return redirect("/feedback?thanks=1");
}

export default function Pulse() {
  const { title, session, when, ends, state, floor, answer } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("feedback");
  const refused = actionData?.refused ?? (state === "open" || state === "answered" ? null : state);
  return (
    <>
      <PageHeader
        backHref="/feedback"
        backLabel={t("title")}
        eyebrow={<span className="sentence">{when}</span>}
        title={session}
        lead={refused ? undefined : title}
      />
      {refused ? (
        <Notice
          tone={refused === "early" ? "info" : "warn"}
          title={t(`pulse.${refused}`, { when: ends })}
          className="mb-8"
        >
          {t(`pulse.${refused}-text`)}
        </Notice>
      ) : null}
      {state === "open" || state === "answered" ? (
        <Questions floor={floor} isChange={state === "answered"} />
      ) : null}
      {refused === "settled" && answer ? (
        <DefinitionList
          items={[
            { term: t("pulse.usefulness"), description: t("pulse.of-five", { value: answer.usefulness }) },
            { term: t("pulse.pace"), description: t(`pace.${answer.pace}`) },
            { term: t("pulse.change"), description: answer.change || "–" },
          ]}
        />
      ) : null}
    </>
  );
}

function Questions({ floor, isChange }: { floor: number; isChange: boolean }) {
  const { answer } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("feedback");
  const [form, fields] = useForm<{ usefulness: string; pace: string; change: string }>({
    lastResult: actionData?.result ?? null,
    ...(answer ? { defaultValue: answer } : {}),
  });
  return (
    <KeptForm noValidate>
      <Stack>
        <ErrorSummary
          title={t("platform:error.summary")}
          errors={errorLinks(form, t, {
            usefulness: t("pulse.usefulness-word"),
            pace: t("pulse.pace-word"),
            change: t("pulse.change"),
          })}
        />
        <RadioGroup
          {...fieldProps(fields.usefulness, t)}
          label={t("pulse.usefulness")}
          look="scale"
          required
          options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }))}
          ends={{ low: t("pulse.low"), high: t("pulse.high") }}
        />
        <RadioGroup
          {...fieldProps(fields.pace, t)}
          label={t("pulse.pace")}
          required
          options={paces.map((value) => ({ value, label: t(`pace.${value}`) }))}
        />
        <TextArea
          {...fieldProps(fields.change, t)}
          label={t("pulse.change")}
          optionalText={t("platform:optional")}
          help={t("pulse.change-help")}
          rows={3}
          count={{ limitCharacters: changeLimit, text: t("pulse.limit", { count: changeLimit }) }}
        />
        <WhoSees floor={floor} />
        <div>
          <Button>{t(isChange ? "pulse.save-change" : "pulse.save")}</Button>
          <p className="mt-3 text-small text-muted">{t("pulse.changeable")}</p>
        </div>
      </Stack>
    </KeptForm>
  );
}
