import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { closeSession } from "../session.server";

/** Ends this session and asks the browser to forget what it kept of the site. Open to anyone. */
export async function action({ request }: ActionFunctionArgs) {
  const headers = { "Set-Cookie": await closeSession(request), "Clear-Site-Data": '"cache", "storage"' };
  return redirect("/", { headers });
}

export function loader() {
  return redirect("/");
}
