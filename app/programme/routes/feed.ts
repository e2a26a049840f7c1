import type { LoaderFunctionArgs } from "@remix-run/node";
import { securityHeaders } from "~/platform/http/headers.server";
import { notFound } from "~/platform/http/body.server";
import { renderFeed } from "../feeds.server";

/** Guarded by the token alone: a calendar app has no session. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = params["token"] ?? "";
  if (!/^[\w-]{20,64}$/.test(token)) throw notFound();
  const plain = new URL(request.url).searchParams.get("show") === "times";
  const file = await renderFeed(token, { plain });
  if (file === null) throw notFound();
  const headers = {
    ...securityHeaders(context.nonce),
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="timetable.ics"',
    "Cache-Control": "private, no-cache",
    ETag: file.etag,
  };
  if (isKnown(request.headers.get("If-None-Match"), file.etag))
    return new Response(null, { status: 304, headers });
  return new Response(file.body, { headers });
}

/** Whether a client already has this version (RFC 9110 §13.1.2; compression on the way makes an ETag weak). */
function isKnown(header: string | null, etag: string): boolean {
  const known = (header ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}
