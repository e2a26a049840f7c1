import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Stack } from "~/ui/page";
import type { ShownChoice } from "../choice-page.server";

interface ChosenPageProps {
  title: string;
  lead?: string;
  shown: ShownChoice;
  children: ReactNode;
}

/** The frame of a page on which something is done with several applications: which they are, and the way back. */
export function ChosenPage({ title, lead, shown, children }: ChosenPageProps) {
  const { t } = useTranslation("selection");
  const list = `/office/${shown.slug}/applications${shown.list}`;
  const named = shown.codes.join(", ");
  const codes = shown.more > 0 ? t("list.chosen.and-more", { codes: named, count: shown.more }) : named;
  return (
    <>
      <PageHeader title={title} lead={lead} backHref={list} backLabel={t("list.chosen.back")} />
      <Stack>
        {shown.count === 0 ? (
          <EmptyState title={t("list.chosen.none-title")}>{t("list.chosen.none-text")}</EmptyState>
        ) : (
          <>
            <p>{t("list.chosen.count", { count: shown.count, codes })}</p>
            {children}
          </>
        )}
      </Stack>
    </>
  );
}
