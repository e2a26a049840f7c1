import { randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { openSession } from "~/accounts/session.server";
import { env } from "~/platform/env.server";
import { newNonce } from "~/platform/http/headers.server";
import { log } from "~/platform/log.server";

/** Somebody a request is made by: a person of the factories, or anything else that knows their id. */
export interface Caller {
  id: string;
}

export interface Asked {
  /** Who asks; left out, somebody who is not logged in. */
  as?: Caller | undefined;
  path?: string;
  params?: Record<string, string>;
  method?: string;
  /** Fields of a form; a list posts a name several times. Makes the request a POST. */
  form?: Record<string, string | string[]> | FormData;
  /** A JSON body. Makes the request a POST. */
  json?: unknown;
  headers?: Record<string, string>;
  /** The caller's network address. */
  address?: string;
}

/** What Remix hands to a loader or an action. */
export interface HandlerArguments {
  request: Request;
  params: Record<string, string>;
  context: AppLoadContext;
}

/** Opens a session for somebody and gives the Cookie header that carries it. */
export async function cookieOf(person: Caller): Promise<string> {
  return (await openSession(person.id)).split(";")[0] ?? "";
}

/** Builds a loader's or an action's arguments: a request from our own pages, with the caller's session in it. */
export async function asRequest(asked: Asked = {}): Promise<HandlerArguments> {
  const { origin } = env();
  const headers = new Headers({ Origin: origin, ...asked.headers });
  if (asked.as) headers.set("Cookie", await cookieOf(asked.as));
  let body: BodyInit | null = null;
  if (asked.json !== undefined) {
    headers.set("Content-Type", headers.get("Content-Type") ?? "application/json");
    body = JSON.stringify(asked.json);
  } else if (asked.form instanceof FormData) {
    body = asked.form;
  } else if (asked.form) {
    body = new URLSearchParams(
      Object.entries(asked.form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    );
  }
  const method = asked.method ?? (body === null ? "GET" : "POST");
  const request = new Request(new URL(asked.path ?? "/", origin), { method, headers, body });
  return { request, params: asked.params ?? {}, context: testContext(asked.address) };
}

function testContext(address = "192.0.2.1"): AppLoadContext {
  const requestId = randomUUID();
  return { nonce: newNonce(), requestId, log: log().child({ requestId }), address };
}

/**
 * Calls a route module's loader or action as somebody, and gives back what it returns; what it throws (a redirect, a
 * refusal) is thrown. `await call(loader, { as: person, path: "/application" })`.
 */
export async function call<Result>(
  handler: (args: HandlerArguments) => Result,
  asked: Asked = {},
): Promise<Awaited<Result>> {
  return await handler(await asRequest(asked));
}

/** How a call ended, whether by returning or by throwing a Response. */
export interface Outcome {
  status: number;
  /** Where a redirect leads, as a path. */
  location: string | null;
  headers: Headers;
  /** What was returned, or the parsed body of a Response. */
  data: unknown;
}

/** Like {@link call}, and tells how it ended: for what is refused or redirected. An unexpected error is thrown on. */
export async function outcomeOf(
  handler: (args: HandlerArguments) => unknown,
  asked: Asked = {},
): Promise<Outcome> {
  let result: unknown;
  try {
    result = await call(handler, asked);
  } catch (error) {
    if (!(error instanceof Response) && !isDataWithResponse(error)) throw error;
    result = error;
  }
  if (result instanceof Response) {
    const text = await result.text();
    return {
      status: result.status,
      location: result.headers.get("Location"),
      headers: result.headers,
      data: parsed(text),
    };
  }
  if (isDataWithResponse(result)) {
    const headers = new Headers(result.init?.headers);
    return {
      status: result.init?.status ?? 200,
      location: headers.get("Location"),
      headers,
      data: result.data,
    };
  }
  return { status: 200, location: null, headers: new Headers(), data: result };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isDataWithResponse(value: unknown): value is { data: unknown; init: ResponseInit | null } {
  return (
    typeof value === "object" && value !== null && "type" in value && value.type === "DataWithResponseInit"
  );
}
