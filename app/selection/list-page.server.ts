import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import {
  countryName,
  formatForReader,
  formatNumber,
  formatShortDate,
  formatTime,
} from "~/platform/locale/format";
import { readListQuery } from "./application-list";
import { countParts, findMatches, listApplications, listCountries } from "./applications.server";
import { pageOf, pageSize } from "./paging";
import { listViews } from "./saved-views.server";
import { listTags } from "./tags.server";
import { compareWords } from "~/platform/locale/order";

/** All that the list of applications shows: a page of it, the counts of its parts, and what narrows it. */
export async function loadListPage(args: Asking & { params: { edition?: string | undefined } }) {
  const { viewer, edition } = await requireCoordinator(args, args.params.edition);
  const { locale, t } = await readerWords(args);
  const db = database();
  const params = new URL(args.request.url).searchParams;
  const query = readListQuery(params);
  const matches = await findMatches(db, edition.id, query.search);
  const [counts, countries, tags, views] = await Promise.all([
    countParts(edition.id, query, matches),
    listCountries(edition.id),
    listTags(db, edition.id),
    listViews(db, edition.id, viewer.personId),
  ]);
  const total = counts[query.part];
  const page = pageOf(params.get("page"), total);
  const rows =
    total > 0 ? await listApplications(edition.id, query, matches, { number: page, size: pageSize }) : [];
  const zone = viewer.timeZone ?? edition.zone;
  const other = t("selection:applications.other-country");
  const sayCountry = (code: string) => (code === "XX" ? other : countryName(code, locale));
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  return {
    title: t("selection:applications.title"),
    edition: {
      slug: edition.slug,
      wanted: edition.readingsPerApplication,
      call: edition.callOpensAt > now() ? "before" : edition.callClosesAt > now() ? "open" : "closed",
      opens: say(edition.callOpensAt),
      closes: say(edition.callClosesAt),
    },
    note: readNote(params),
    query,
    counts,
    countries: countries
      .map(({ code }) => ({ code, name: sayCountry(code) }))
      .sort((a, b) => compareWords(a.name, b.name)),
    tags: tags.map(({ id, name }) => ({ id, name })),
    views,
    total,
    page,
    pages: Math.ceil(total / pageSize),
    rows: rows.map(({ id: _id, createdAt, submittedAt, mean, spread, country, ...row }) => ({
      ...row,
      country: country ? sayCountry(country) : null,
      at: `${formatShortDate(submittedAt ?? createdAt, locale, zone)}, ${formatTime(submittedAt ?? createdAt, locale, zone)}`,
      mean: mean === null ? null : formatNumber(mean, locale, 2),
      spread: spread === null ? null : formatNumber(spread, locale, 2),
    })),
  };
}

const notes = [
  "sent",
  "ruled",
  "tagged",
  "untagged",
  "view-saved",
  "view-changed",
  "view-removed",
  "imported",
] as const;

/** What has just been done with several applications, and with how many: it stands in the address after a redirect. */
function readNote(params: URLSearchParams) {
  const done = notes.find((one) => one === params.get("done"));
  const count = params.get("n") ?? "";
  return done ? { done, count: /^\d{1,6}$/.test(count) ? Number(count) : 0 } : null;
}

export type ListPage = Awaited<ReturnType<typeof loadListPage>>;
