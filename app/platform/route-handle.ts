/** What a route module's `handle` may say to the document shell. */
export interface RouteHandle {
  /** Run React on the page. Left out, the page is HTML and small scripts only, and stays light. */
  hydrate?: boolean;
  /** Namespaces of words that a hydrated page needs on the client. */
  namespaces?: string[];
  /** Addresses of small scripts (imported with `?worker&url`) that make this page nicer to use. */
  scripts?: string[];
  width?: "text" | "form" | "wide" | "full";
}

/** What every loader of a page returns beside its own data: the page's title, already translated and neutral. */
export interface PageData {
  title: string;
}
