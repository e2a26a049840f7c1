import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { readForm, sendsBody } from "~/platform/http/body.server";
import { pageParam } from "~/platform/http/params.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Thread } from "~/ui/thread";
import { MessageForm as Form } from "../components/message-form";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { MessageForm } from "../messages";
import { markRead, readThread, sendMessage } from "../messages.server";

export const handle: RouteHandle = { width: "form" };

/** One's own thread with the coordinators; opening it marks what they wrote as read. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const { locale, t } = await readerWords(args);
  const { application, edition } = own;
  const page = pageParam(args.request);
  const { messages, pages } = await readThread(database(), viewer.key, application.id, page);
  if (sendsBody(args.request)) await markRead(database(), application.id, "applicant");
  const zone = viewer.timeZone ?? edition.zone;
  return {
    title: t("applying:messages.title"),
    of: own.application.id,
    call: own.isOneOfSeveral ? edition.name : null,
    isOpen: application.status !== "withdrawn",
    sent: new URL(args.request.url).searchParams.has("sent"),
    page,
    pages,
    messages: messages.map(({ id, fromOffice, text, at, readAt }) => ({
      ...{ id, fromOffice, text },
      at: formatForReader(at, locale, zone, null),
      isRead: readAt !== null,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const form = await readForm(args.request);
  const { viewer, own } = await theOneMeant(found, form.get("application"));
  const submission = parseForm(form, MessageForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const outcome = await sendMessage({
    authorId: viewer.personId,
    applicationId: own.application.id,
    fromOffice: false,
    text: submission.value.text,
  });
  if (outcome === "sent") return redirect("/application/messages?sent=1#newest");
  const problem = says(`applying:messages.error.${outcome}`);
  return data(
    { result: submission.reply({ fieldErrors: { text: [problem] } }) },
    { status: outcome === "too-many" ? 429 : 409 },
  );
}

export default function Messages() {
  const { call, isOpen, sent, page, pages, messages } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        eyebrow={call ?? undefined}
        backHref="/application"
        backLabel={t("form.to-overview")}
        title={t("messages.title")}
        lead={t("messages.lead")}
      />
      {sent ? (
        <Notice tone="good" role="status" className="mb-8">
          {t("messages.sent")}
        </Notice>
      ) : null}
      {messages.length > 0 ? (
        <Thread
          label={t("messages.title")}
          messages={messages.map((message) => ({
            key: message.id,
            own: !message.fromOffice,
            who: t(message.fromOffice ? "messages.office" : "messages.you"),
            when: message.at,
            text: message.text,
            note: message.fromOffice ? null : t(message.isRead ? "messages.read" : "messages.unread"),
          }))}
        />
      ) : (
        <EmptyState title={t("messages.none")}>{t("messages.none-text")}</EmptyState>
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefFor={(number) => `/application/messages?page=${number}`}
        labels={{
          navigation: t("messages.pages"),
          previous: t("messages.newer"),
          next: t("messages.older"),
          status: t("messages.page", { page, pages }),
        }}
      />
      <div id="newest" className="mt-10">
        {isOpen ? <Form result={result} /> : <Notice>{t("messages.error.closed")}</Notice>}
      </div>
    </>
  );
}
