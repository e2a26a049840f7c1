import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readerWords } from "~/accounts/locale.server";
import { errorText } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { BringIn } from "../components/bring-in";
import { faultText } from "../form-faults";
import { formFileLimit, readFormFile } from "../form-file.server";
import { editBy, readBringIn, requireForm } from "../form-office.server";
import { changeForm } from "../form-versions.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  return readBringIn(args);
}

/** Puts a form from a file, or pasted, in the place of what is being worked on; or says everything that is wrong. */
export async function action(args: ActionFunctionArgs) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  const posted = await readForm(args.request, { limit: 2 * formFileLimit, maxFileSize: formFileLimit });
  const file = posted.get("file");
  const pasted = posted.get("text");
  const text =
    file instanceof File && file.size > 0 ? await file.text() : typeof pasted === "string" ? pasted : "";
  const read = readFormFile(text);
  const typed = { text: text.length <= 100_000 ? text : "", isStale: false };
  if (read.outcome === "refused")
    return data({ ...typed, texts: [errorText(t, read.message)] }, { status: 422 });
  if (read.outcome === "faulty") {
    const texts = [...new Set(read.faults.map((fault) => faultText(fault, read.raw, t)))];
    return data({ ...typed, texts }, { status: 422 });
  }
  const outcome = await changeForm(editBy(office, posted), () => read.form);
  if (outcome.outcome === "changed") return redirect(office.path);
  if (outcome.outcome === "stale") return data({ ...typed, isStale: true, texts: [] }, { status: 409 });
  const texts = outcome.faults.map((fault) => faultText(fault, outcome.raw, t));
  return data({ ...typed, texts }, { status: 422 });
}

export default function FormImport() {
  const result = useActionData<typeof action>();
  return <BringIn page={useLoaderData<typeof loader>()} result={result ?? null} />;
}
