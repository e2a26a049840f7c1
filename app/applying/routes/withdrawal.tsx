import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/accounts/guards.server";
import { database } from "~/platform/database.server";
import { readForm, refuse } from "~/platform/http/body.server";
import { findCurrentApplication, withdrawApplication } from "../applications.server";

/** There is nothing to read here: a reload or a change of language leads back to the application. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return redirect("/application");
}

/**
 * Takes one's own application back. Whether one is sure was asked on the page before, which sends the code along, so
 * that a second press cannot take back an earlier application once the newest is gone.
 */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const code = (await readForm(args.request)).get("code");
  if (typeof code !== "string") throw refuse(400, "form-unreadable");
  const own = await findCurrentApplication(database(), viewer);
  if (!own || own.application.code !== code) return redirect("/application");
  const outcome = await withdrawApplication(viewer, own.application.id);
  if (outcome === "too-late") throw refuse(409, "withdrawal-too-late");
  return redirect(outcome === "deleted" ? "/application?deleted=1" : "/application");
}
