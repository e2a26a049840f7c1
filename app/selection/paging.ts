/** Rows of a list that one page shows. */
export const pageSize = 50;

/** The page that an address asks for, within what there is: anything else is the first or the last. */
export function pageOf(asked: string | null, count: number): number {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const page = asked && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
  return Math.min(Math.max(page, 1), pages);
}
