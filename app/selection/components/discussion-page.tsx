import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { errorLinks, fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { Section, Split, Stack } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Thread } from "~/ui/thread";
import type { DiscussionPageData } from "../discussion-page.server";
import { Results } from "./results";

interface DiscussionPageProps {
  page: DiscussionPageData;
  result: SubmissionResult | undefined;
}

/** What readers say of an application, beside what they gave and what they have changed since. */
export function DiscussionPage({ page, result }: DiscussionPageProps) {
  const { t } = useTranslation("selection");
  return (
    <Split
      aside={
        // The pane scrolls by itself: without something in it to go to, the keyboard would not reach it.
        <div tabIndex={0} role="region" aria-label={t("reading.results.title")}>
          <Stack>
            <Section title={t("reading.results.title")}>
              <Results
                caption={t("reading.results.caption")}
                criteria={page.criteria}
                readers={page.readers}
              />
            </Section>
            {page.changes.length > 0 ? <Changes changes={page.changes} /> : null}
          </Stack>
        </div>
      }
    >
      <Stack>
        {page.sent ? (
          <Notice tone="good" role="status">
            {t("discussion.sent")}
          </Notice>
        ) : null}
        {page.posts.length > 0 ? (
          <Thread
            label={t("discussion.title")}
            messages={page.posts.map(({ id, ...post }) => ({ key: id, ...post }))}
          />
        ) : (
          <EmptyState title={t("discussion.none.title")}>{t("discussion.none.text")}</EmptyState>
        )}
        <Pagination
          page={page.page}
          pages={page.pages}
          hrefFor={(number) => `${page.path}/discussion?page=${number}`}
          labels={{
            navigation: t("discussion.pages"),
            previous: t("discussion.newer"),
            next: t("discussion.older"),
            status: t("discussion.page", { page: page.page, pages: page.pages }),
          }}
        />
        <PostBox result={result} />
      </Stack>
    </Split>
  );
}

/** Scores that were changed after they were in: both values, and why. */
function Changes({ changes }: Pick<DiscussionPageData, "changes">) {
  const { t } = useTranslation("selection");
  return (
    <Section title={t("discussion.changes")}>
      <ul role="list" className="grid gap-5">
        {changes.map((change, index) => (
          <li key={index} className="border-s-2 border-line ps-3">
            <p className="text-small text-muted">
              {change.who}, {change.when}
            </p>
            <p>
              {t("discussion.change", {
                criterion: change.criterion,
                before: change.before ?? "–",
                after: change.after ?? "–",
              })}
            </p>
            <p className="max-w-text whitespace-pre-line">{change.reason}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PostBox({ result }: { result: SubmissionResult | undefined }) {
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ text: string }>({ lastResult: result });
  return (
    <KeptForm noValidate className="grid gap-4">
      <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
      <TextArea
        {...fieldProps(fields.text, t)}
        rows={4}
        label={t("discussion.text")}
        help={t("discussion.text-help")}
      />
      <p>
        <Button>{t("discussion.post")}</Button>
      </p>
    </KeptForm>
  );
}
