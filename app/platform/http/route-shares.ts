/** As much of a route as decides where it is; Remix's ServerRouteManifest has more. */
interface ManifestRoute {
  id: string;
  parentId?: string | undefined;
  path?: string | undefined;
}

/**
 * Shares a manifest out by the first part of a path, so that a request is matched among the routes that could be meant
 * rather than among all: the router tries each one's pattern anew for every request. A route without a fixed first
 * part (the root, a parameter) is in every share. The share of "" has only those and the index.
 */
export function shareRoutes<Route extends ManifestRoute>(
  routes: Readonly<Record<string, Route>>,
): { shares: Map<string, Record<string, Route>>; rest: Record<string, Route> } {
  const firstParts = new Map<string, string | null>();
  const firstPartOf = (id: string): string | null => {
    const known = firstParts.get(id);
    if (known !== undefined) return known;
    const route = routes[id];
    const inherited = route?.parentId === undefined ? null : firstPartOf(route.parentId);
    const own = route?.path?.split("/").find(Boolean);
    const first = inherited ?? (own === undefined || /^[:*]|\?$/.test(own) ? null : own.toLowerCase());
    firstParts.set(id, first);
    return first;
  };
  const everywhere: Record<string, Route> = {};
  const own = new Map<string, Record<string, Route>>();
  for (const [id, route] of Object.entries(routes)) {
    const first = firstPartOf(id);
    if (first === null) everywhere[id] = route;
    else own.set(first, { ...own.get(first), [id]: route });
  }
  return {
    shares: new Map([...own].map(([first, some]) => [first, { ...everywhere, ...some }])),
    rest: everywhere,
  };
}

/** The share that a request's path belongs to: its first part, decoded, without the ending of a data request. */
export function shareOf(path: string): string {
  const first = path.split("/").find(Boolean) ?? "";
  try {
    return decodeURIComponent(first)
      .replace(/\.data$/, "")
      .toLowerCase();
  } catch {
    return "";
  }
}
