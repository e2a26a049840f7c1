import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { elsewhere } from "~/platform/leaving";
import { closeSession, goodbye } from "../session.server";

/**
 * "Leave this page" of somebody who wants to be logged out by it. Answers a blank page that moves on by itself, rather
 * than a redirect: forms may not lead to other hosts (see the Content-Security-Policy). Open to anyone.
 */
export async function action({ request }: ActionFunctionArgs) {
  const headers = { ...goodbye(), "Set-Cookie": await closeSession(request) };
  return new Response("<!doctype html><title>…</title>", {
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8", Refresh: `0; url=${elsewhere}` },
  });
}

export function loader() {
  return redirect("/");
}
