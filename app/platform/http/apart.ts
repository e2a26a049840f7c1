/**
 * Whether a path is of those that somebody comes to by a link alone and is to learn nothing from: such a page, and
 * whatever is said in its place when something is wrong, names nothing of the site and leads nowhere in it.
 */
export function isApart(path: string): boolean {
  return /^\/reference(?:[/?#.]|$)/.test(path);
}
