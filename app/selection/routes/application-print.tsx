import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { Printed } from "~/ui/printed";
import { loadPrinted } from "../print-page.server";
import printScript from "../print.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "text", scripts: [printScript] };

/** An application to be put on paper: answers and references, and nothing of the page around them. */
export async function loader(args: LoaderFunctionArgs) {
  const { printed, path, search } = await loadPrinted(args);
  return { title: printed.title, printed, path, search };
}

export default function ApplicationPrint() {
  const { printed, path, search } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={`${path}${search}`}
        backLabel={printed.title}
        eyebrow={printed.eyebrow}
        title={printed.heading}
        actions={
          <Button type="button" variant="secondary" hidden data-print>
            {t("print.button")}
          </Button>
        }
      />
      <Printed printed={printed} />
    </>
  );
}
