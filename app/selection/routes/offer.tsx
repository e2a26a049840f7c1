import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { formatCalendarDate, formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { OfferFacts } from "../components/offer-facts";
import { LetterView } from "../components/letter-view";
import { outcomeLetter, weeksBetween } from "../letters";
import { answers, offerState } from "../offers";
import { answerOffer, findOwnOffer } from "../offers.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const { locale, t } = await readerWords(args);
  const own = await findOwnOffer(database(), viewer.personId);
  if (!own) throw notFound();
  const { offer, edition } = own;
  const moment = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  const asked = new URL(args.request.url).searchParams.get("answer");
  return {
    title: t("applying:page-title.answer"),
    of: offer.applicationId,
    state: offerState(offer, now()),
    letter: outcomeLetter(t, locale, "cohort", {
      edition,
      answerBy: offer.answerBy,
      readerZone: viewer.timeZone,
    }),
    facts: {
      starts: formatCalendarDate(edition.startsOn, locale),
      ends: formatCalendarDate(edition.endsOn, locale),
      weeks: weeksBetween(edition.startsOn, edition.endsOn),
      covers: edition.covers,
      answerBy: moment(offer.answerBy),
    },
    answeredAt: offer.answeredAt && moment(offer.answeredAt),
    confirming: answers.find((answer) => answer === asked) ?? null,
  };
}

const AnswerForm = z.object({ answer: z.enum(answers) });

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  if (!(await findOwnOffer(database(), viewer.personId))) throw notFound();
  const form = await readForm(args.request);
  const named = form.get("application");
  const submission = parseForm(form, AnswerForm);
  if (submission.status !== "success") return data({ refused: "choose" as const }, { status: 400 });
  const result = await answerOffer(
    viewer,
    submission.value.answer,
    typeof named === "string" ? idParam(named) : undefined,
  );
  if (result === "answered" || result === "late") return data({ refused: result }, { status: 409 });
  return redirect("/application/answer");
}

export default function Offer() {
  const { of, state, letter, facts, answeredAt, confirming } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { t } = useTranslation("selection");
  const problem =
    refused === "answered"
      ? t(`offer.answered-${state === "accepted" ? "accepted" : "declined"}`)
      : refused && t(`offer.${refused}`);
  const alert = problem ? (
    <Notice tone="warn" role="alert" className="mb-8">
      {problem}
    </Notice>
  ) : null;
  if (state === "awaiting" && confirming && !refused)
    return <Confirmation of={of} answer={confirming} facts={facts} />;
  if (state === "awaiting")
    return (
      <>
        {alert}
        <PageHeader title={letter.title} />
        <Stack gap="loose">
          <LetterView letter={letter} />
          <OfferFacts {...facts} />
          <div className="flex flex-wrap gap-4">
            <ButtonLink to="?answer=accepted">{t("offer.accept")}</ButtonLink>
            <ButtonLink to="?answer=declined" variant="secondary">
              {t("offer.decline")}
            </ButtonLink>
          </div>
        </Stack>
      </>
    );
  const said = state === "accepted" ? "accepted" : state === "declined" ? "declined" : "lapsed";
  return (
    <>
      {alert}
      <PageHeader
        title={t(`offer.${said}.title`)}
        lead={t(`offer.${said}.text`, { moment: answeredAt ?? facts.answerBy })}
      />
      <Stack>
        <p>{t(`offer.${said}.next`)}</p>
        {said === "accepted" ? (
          <>
            <OfferFacts {...facts} answerBy={undefined} />
            <div>
              <ButtonLink to="/programme">{t("offer.accepted.programme")}</ButtonLink>
            </div>
          </>
        ) : (
          <p>
            <a href="/application">{t("offer.to-application")}</a>
          </p>
        )}
      </Stack>
    </>
  );
}

interface ConfirmationProps {
  /** The id of the application that it answers for. */
  of: string;
  answer: (typeof answers)[number];
  facts: { starts: string; ends: string };
}

/** Asks once more: an answer is final here. */
function Confirmation({ of, answer, facts }: ConfirmationProps) {
  const { t } = useTranslation("selection");
  const step = answer === "accepted" ? "confirm-accept" : "confirm-decline";
  return (
    <>
      <PageHeader title={t(`offer.${step}.title`)} lead={t(`offer.${step}.text`, facts)} />
      <form method="post" action="/application/answer" className="flex flex-wrap items-center gap-4">
        <input type="hidden" name="application" value={of} />
        <Button name="answer" value={answer} variant={answer === "accepted" ? "primary" : "danger"}>
          {t(`offer.${step}.button`)}
        </Button>
        <ButtonLink to="/application/answer" variant="quiet">
          {t("offer.back")}
        </ButtonLink>
      </form>
    </>
  );
}
