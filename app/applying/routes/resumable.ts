import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerResumable } from "../resumable.server";

/** Begins an upload that can be resumed (tus: POST); OPTIONS says what the server knows of the protocol. */
export async function action(args: ActionFunctionArgs) {
  return answerResumable(args);
}

export async function loader(args: LoaderFunctionArgs) {
  return answerResumable(args);
}
