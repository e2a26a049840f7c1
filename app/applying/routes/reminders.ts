import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readForm, refuse } from "~/platform/http/body.server";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { setReminders } from "../reminders.server";

/** Switches the reminders about one's own draft off, or on again. */
export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const form = await readForm(args.request);
  const wanted = form.get("reminders");
  if (wanted !== "on" && wanted !== "off") throw refuse(400, "form-unreadable");
  const { viewer, own } = await theOneMeant(found, form.get("application"));
  await setReminders(viewer, own.application.id, wanted === "off");
  return redirect("/application");
}
