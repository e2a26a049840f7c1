import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "~/platform/route-handle";
import { BuilderPage } from "../components/builder-page";
import orderScript from "../form-order.enhance.ts?worker&url";
import { readBuilder } from "../form-office.server";

export const handle: RouteHandle = { width: "wide", scripts: [orderScript] };

export async function loader(args: LoaderFunctionArgs) {
  return readBuilder(args);
}

export default function Form() {
  return <BuilderPage builder={useLoaderData<typeof loader>()} refusal={null} />;
}
