import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readForm, refuse } from "~/platform/http/body.server";
import { requireOwnApplication } from "../guards.server";
import { setReminders } from "../reminders.server";

/** Switches the reminders about one's own draft off, or on again. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const wanted = (await readForm(args.request)).get("reminders");
  if (wanted !== "on" && wanted !== "off") throw refuse(400, "form-unreadable");
  await setReminders(viewer, own.application.id, wanted === "off");
  return redirect("/application");
}
