import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerResumable } from "../resumable.server";

/** Goes on with an upload of one's own (tus: HEAD says how far it is, PATCH sends a piece, DELETE ends it). */
export async function action(args: ActionFunctionArgs) {
  return answerResumable(args);
}

export async function loader(args: LoaderFunctionArgs) {
  return answerResumable(args);
}
