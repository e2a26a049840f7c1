import { connect } from "node:net";

/** An answer as it came over the wire, redirects not followed. */
export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** Asks a running app for a path, as it is given (fetch would tidy it), with a session or without. */
export async function ask(
  origin: string,
  path: string,
  options: { method?: string; cookie?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { method = options.body === undefined ? "GET" : "POST", cookie, body } = options;
  const response = await fetch(new URL(path, origin), {
    method,
    redirect: "manual",
    headers: {
      ...(method === "GET" ? {} : { Origin: origin }),
      ...(cookie ? { Cookie: cookie } : {}),
      ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
  const found = unreadable(response.headers.get("Content-Type"), text);
  if (found) throw new Error(`${method} ${path}: ${found}`);
  return { status: response.status, headers: response.headers, body: text };
}

/** What no page may hold: a NUL, a sign for what is no letter, a value that nothing was said for. Null where all is well. */
export function unreadable(contentType: string | null | undefined, text: string): string | null {
  if (!contentType?.startsWith("text/html")) return null;
  // A page that runs React in the browser brings its words along, with what is still to be filled in.
  const shown = text.includes("\0") ? text : text.replaceAll(/<script\b[^]*?<\/script>/g, "");
  const [found] = /\0|\uFFFD|\{\{/.exec(shown) ?? [];
  if (found === undefined) return null;
  const at = shown.indexOf(found);
  return `has ${JSON.stringify(found)} in ${JSON.stringify(shown.slice(Math.max(0, at - 60), at + 40))}`;
}

/** A connection on which a request is written by hand: for what is slow, broken or cut off. */
export function openConnection(origin: string): {
  write(text: string): void;
  received: () => string;
  ended: Promise<string>;
  destroy(): void;
} {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let received = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
  socket.on("error", () => {}); // A server that goes away is part of what is tried.
  const ended = new Promise<string>((done) => socket.on("close", () => done(received)));
  return {
    write: (text) => void socket.write(text),
    received: () => received,
    ended,
    destroy: () => void socket.destroy(),
  };
}

/** The nonce of an answer's policy, or null without one. */
export function nonceOf({ headers }: { headers: Headers }): string | null {
  return /script-src 'self' 'nonce-([\w-]+)'/.exec(headers.get("Content-Security-Policy") ?? "")?.[1] ?? null;
}
