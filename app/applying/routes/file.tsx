import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/accounts/guards.server";
import { sendFile } from "~/platform/http/file.server";
import { idParam } from "~/platform/http/params.server";
import { downloadName } from "../file-names";
import { readOwnFile } from "../uploads.server";

/** One's own upload, to be saved and never shown in the page: under a name that tells nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const { content, mediaType } = await readOwnFile(viewer, idParam(args.params["id"]));
  return sendFile({ content, mediaType, name: downloadName(mediaType, "document") });
}
