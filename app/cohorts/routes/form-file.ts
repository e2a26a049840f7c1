import type { LoaderFunctionArgs } from "@remix-run/node";
import { sendFile } from "~/platform/http/file.server";
import { writeFormFile } from "../form-file.server";
import { requireForm } from "../form-office.server";

/** The form as a file, that another edition can be given. */
export async function loader(args: LoaderFunctionArgs) {
  const { form, edition, kind } = await requireForm(args);
  return sendFile({
    content: writeFormFile(form.definition),
    mediaType: "application/json; charset=utf-8",
    name: `${edition.slug}-${kind}-form.json`,
  });
}
