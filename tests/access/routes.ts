import type { RouteConfigEntry } from "@remix-run/route-config";
import routes from "~/routes";
import type { Row } from "./matrix";
import type { World } from "./world";

export interface ListedRoute {
  /** The route's file without its extension. */
  id: string;
  /** The whole path, such as "office/:edition/call". */
  path: string;
  file: string;
}

/** Every route of app/routes.ts, nested ones with their whole path. */
export function listRoutes(): ListedRoute[] {
  const flatten = (entries: RouteConfigEntry[], above: string): ListedRoute[] =>
    entries.flatMap((entry) => {
      const path = [above, entry.path].filter(Boolean).join("/");
      return [
        { id: entry.file.replace(/\.tsx?$/, ""), path, file: entry.file },
        ...flatten(entry.children ?? [], path),
      ];
    });
  return flatten(routes, "");
}

/** A route's address in the world, and the parameters in it. */
export function addressOf(
  route: ListedRoute,
  row: Row,
  world: World,
): { path: string; params: Record<string, string> } {
  const known: Record<string, string> = {
    edition: world.selection.slug,
    code: world.assigned.code,
    ...row.params?.(world),
  };
  const params: Record<string, string> = {};
  const path = route.path.replaceAll(/:([A-Za-z]+)\??|\*/g, (segment, name: string | undefined) => {
    const key = name ?? "*";
    const value = known[key];
    if (value === undefined) throw new Error(`matrix.ts: ${route.id} needs params for ${segment}.`);
    params[key] = value;
    return encodeURIComponent(value);
  });
  return { path: `/${path}${row.search ?? ""}`, params };
}
