import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeFormFile } from "../form-file.server";
import { requireForm } from "../form-office.server";

/** The form as a file, that another edition can be given. */
export async function loader(args: LoaderFunctionArgs) {
  const { form, edition, kind } = await requireForm(args);
  return new Response(writeFormFile(form.definition), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${edition.slug}-${kind}-form.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
