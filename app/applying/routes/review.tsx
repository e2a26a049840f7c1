import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "~/platform/route-handle";
import { ReviewPage } from "../components/review-page";
import { readReview } from "../review.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  return readReview(args);
}

export default function Review() {
  return <ReviewPage review={useLoaderData<typeof loader>()} refused={false} />;
}
