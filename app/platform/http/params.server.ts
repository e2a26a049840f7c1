import { notFound } from "./body.server";

/** A path's id. Anything that is no UUID is an unknown id: 404, before a query could choke on it. */
export function idParam(value: string | undefined): string {
  if (!value || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw notFound();
  return value;
}

/** The page number in a query string: 1 for anything that is none. */
export function pageParam(request: Request): number {
  const page = Number(new URL(request.url).searchParams.get("page"));
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
