import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readPeople } from "~/accounts/people.server";
import { readerWords } from "~/accounts/locale.server";
import { MessageForm } from "~/applying/messages";
import { markRead, readThread, sendMessage } from "~/applying/messages.server";
import { database } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { notFound, readForm, sendsBody } from "~/platform/http/body.server";
import { pageParam } from "~/platform/http/params.server";
import { formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { findKey } from "~/platform/vault.server";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Thread } from "~/ui/thread";
import { requireApplication } from "../application-page.server";
import { readApplicant } from "../applications.server";
import { ReplyForm } from "../components/reply-form";

export const handle: RouteHandle = { width: "form" };

/**
 * The thread with one applicant, for coordinators. Of somebody who is still writing it holds the code and what they
 * said here, and nothing else; what was taken back is read by nobody.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition, application } = await requireApplication(args);
  if (application.status === "withdrawn") throw notFound();
  const { locale, t } = await readerWords(args);
  const key = await findKey(database(), application.personId);
  if (!key) throw notFound();
  const page = pageParam(args.request);
  const [{ messages, pages }, applicant] = await Promise.all([
    readThread(database(), key, application.id, page),
    application.status === "draft" ? null : readApplicant(database(), application),
  ]);
  if (sendsBody(args.request)) await markRead(database(), application.id, "office");
  const authors = messages.flatMap(({ fromOffice, authorId }) => (fromOffice ? [authorId] : []));
  const names = await readPeople([...new Set(authors)]);
  const zone = viewer.timeZone ?? edition.zone;
  return {
    title: t("selection:messages.title"),
    path: `/office/${edition.slug}/applications/${application.code}`,
    code: application.code,
    name: applicant?.name ?? null,
    isDraft: application.status === "draft",
    sent: new URL(args.request.url).searchParams.has("sent"),
    page,
    pages,
    messages: messages.map(({ id, fromOffice, authorId, text, at, readAt }) => ({
      ...{ id, fromOffice, text },
      who: fromOffice ? (names.get(authorId)?.name ?? t("selection:applications.ruling.somebody")) : null,
      at: formatMoment(at, locale, zone, { year: true }),
      isRead: readAt !== null,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireApplication(args);
  const submission = parseForm(await readForm(args.request), MessageForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const outcome = await sendMessage({
    authorId: viewer.personId,
    applicationId: application.id,
    fromOffice: true,
    text: submission.value.text,
  });
  if (outcome === "sent")
    return redirect(`/office/${edition.slug}/applications/${application.code}/messages?sent=1`);
  const result = submission.reply({ fieldErrors: { text: [says("selection:messages.closed")] } });
  return data({ result }, { status: 409 });
}

export default function ApplicationMessages() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  const { messages, code } = page;
  return (
    <>
      <PageHeader
        backHref={page.path}
        backLabel={code}
        eyebrow={page.name ? code : undefined}
        title={page.name ?? code}
        lead={t(page.isDraft ? "messages.lead-draft" : "messages.lead")}
      />
      {page.sent ? (
        <Notice tone="good" role="status" className="mb-8">
          {t("messages.sent")}
        </Notice>
      ) : null}
      {messages.length > 0 ? (
        <Thread
          label={t("messages.title")}
          messages={messages.map((message) => ({
            key: message.id,
            own: message.fromOffice,
            who: message.who ?? t("messages.applicant"),
            when: message.at,
            text: message.text,
            note: message.fromOffice ? t(message.isRead ? "messages.read" : "messages.unread") : null,
          }))}
        />
      ) : (
        <EmptyState title={t("messages.none")} />
      )}
      <Pagination
        page={page.page}
        pages={page.pages}
        hrefFor={(number) => `${page.path}/messages?page=${number}`}
        labels={{
          navigation: t("messages.pages"),
          previous: t("messages.newer"),
          next: t("messages.older"),
          status: t("messages.page", { page: page.page, pages: page.pages }),
        }}
      />
      <div className="mt-10">
        <ReplyForm result={result} />
      </div>
    </>
  );
}
