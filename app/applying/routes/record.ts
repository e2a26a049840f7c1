import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "~/platform/http/body.server";
import { requireOwnApplication } from "../guards.server";
import { readSentRecord } from "../receipt.server";

/** What was sent, as a file to keep: its SHA-256 is the fingerprint on the receipt. Its name tells nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const sent = await readSentRecord(viewer, own);
  if (!sent) throw notFound();
  return new Response(sent.record, {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="record.json"',
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
