import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireUser } from "../guards.server";
import { landingFor } from "../landing";

/** Sends somebody who has just come in to where they have something to do. */
export async function loader(args: LoaderFunctionArgs) {
  throw redirect(landingFor(await requireUser(args)));
}
