import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "~/platform/http/body.server";
import { sendFile } from "~/platform/http/file.server";
import { requireOwnApplication } from "../guards.server";
import { readSentRecord } from "../receipt.server";

/** What was sent, as a file to keep: its SHA-256 is the fingerprint on the receipt. Its name tells nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const sent = await readSentRecord(viewer, own);
  if (!sent) throw notFound();
  return sendFile({ content: sent.record, mediaType: "application/json", name: "record.json" });
}
