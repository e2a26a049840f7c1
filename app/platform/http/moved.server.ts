import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/**
 * A loader and an action for an address that has become another: what was asked for, or posted (307 keeps the form), is
 * asked of the new one, whose guard decides. The query goes along.
 */
export function movedTo(path: string): (args: LoaderFunctionArgs) => Response {
  return ({ request }) => redirect(path + new URL(request.url).search, 307);
}
