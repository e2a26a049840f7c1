import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { editionsWithRole } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { readPeople } from "~/accounts/people.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import { sendsBody } from "~/platform/http/body.server";
import { formatForReader } from "~/platform/locale/format";
import { pageParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { DuplicatePair } from "../components/duplicate-pair";
import { duplicateParts } from "../duplicates";
import { countDuplicates, listDuplicates } from "../duplicates.server";
import { likenessWord } from "../passages";

export const handle: RouteHandle = { width: "wide" };

/** Pairs on a page: each shows two texts. */
const pageSize = 8;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const params = new URL(args.request.url).searchParams;
  const part = duplicateParts.find((one) => one === params.get("part")) ?? "open";
  const asked = params.get("code") ?? "";
  const code = /^[A-Z]{2,6}-[0-9A-Z]{4,12}$/.test(asked) ? asked : null;
  const db = database();
  const counts = await countDuplicates(db, { editionId: edition.id, code });
  const pages = Math.max(1, Math.ceil(counts[part] / pageSize));
  const page = Math.min(pageParam(args.request), pages);
  const pairs = await listDuplicates(
    db,
    { editionId: edition.id, part, code },
    editionsWithRole(viewer, "coordinator"),
    { number: page, size: pageSize },
  );
  if (sendsBody(args.request) && pairs.some(({ texts }) => texts))
    await recordAudit(db, {
      actorId: viewer.personId,
      action: "duplicates.opened",
      editionId: edition.id,
      subjectType: "edition",
      subjectId: edition.id,
      detail: { pairs: pairs.length },
    });
  const settlers = pairs.flatMap(({ kinds }) => kinds.flatMap(({ settledBy }) => settledBy ?? []));
  const names = await readPeople([...new Set(settlers)]);
  const say = (at: Date | null) =>
    at ? formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true }) : null;
  return {
    title: t("selection:duplicates.title"),
    slug: edition.slug,
    part,
    code,
    counts,
    page,
    pages,
    pairs: pairs.map(({ own, other, kinds, texts }) => ({
      own: sayTimes(own),
      other: sayTimes(other),
      texts,
      kinds: kinds.map(({ kind, likeness, settledBy, settledAt }) => ({
        kind,
        word: likenessWord(likeness),
        settledAt: say(settledAt),
        settledBy: settledBy ? (names.get(settledBy)?.name ?? null) : null,
      })),
    })),
  };

  function sayTimes({ id, known }: (typeof pairs)[number]["own"]) {
    return { id, known: known ? { ...known, submittedAt: say(known.submittedAt) } : null };
  }
}

export default function Duplicates() {
  const { slug, part, code, counts, page, pages, pairs } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const list = `/office/${slug}/applications`;
  const href = (to: { part: string; page?: number }) => {
    const params = new URLSearchParams({
      ...(to.part === "open" ? {} : { part: to.part }),
      ...(code ? { code } : {}),
      ...(to.page && to.page > 1 ? { page: String(to.page) } : {}),
    }).toString();
    return `${list}/duplicates${params ? `?${params}` : ""}`;
  };
  return (
    <>
      <PageHeader
        title={code ? t("duplicates.title-of", { code }) : t("duplicates.title")}
        lead={t("duplicates.lead")}
        backHref={list}
        backLabel={t("applications.title")}
      />
      <Stack>
        <Tabs
          label={t("duplicates.parts.label")}
          items={duplicateParts.map((one) => ({
            to: href({ part: one }),
            label: t(`duplicates.parts.${one}`),
            count: counts[one],
            current: one === part,
          }))}
        />
        {pairs.length === 0 ? (
          <EmptyState title={t(`duplicates.empty.${part}`)}>{t("duplicates.empty.text")}</EmptyState>
        ) : (
          pairs.map((pair) => (
            <DuplicatePair key={`${pair.own.id} ${pair.other.id}`} pair={pair} slug={slug} />
          ))
        )}
        <Pagination
          page={page}
          pages={pages}
          hrefFor={(number) => href({ part, page: number })}
          labels={{
            navigation: t("paging.navigation"),
            previous: t("paging.previous"),
            next: t("paging.next"),
            status: t("paging.status", { page, pages }),
          }}
        />
      </Stack>
    </>
  );
}
