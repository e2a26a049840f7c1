import { sendsBody } from "./body.server";

/** A file that leaves the app. Its name stands in folders of downloads: it tells nobody's. */
export interface OutgoingFile {
  content: Uint8Array | string;
  mediaType: string;
  name: string;
}

/** Answers with a file to be saved, never shown or run in the page. From a route without a component alone. */
export function sendFile({ content, mediaType, name }: OutgoingFile): Response {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}

/**
 * Like {@link sendFile}, for what is written down when it leaves: `record` runs before the first byte goes, and only
 * where bytes go at all, neither for a HEAD request nor for somebody who has gone in the meantime.
 */
export async function handOut(
  request: Request,
  file: OutgoingFile,
  record: () => Promise<unknown>,
): Promise<Response> {
  request.signal.throwIfAborted();
  if (sendsBody(request)) await record();
  return sendFile(file);
}
