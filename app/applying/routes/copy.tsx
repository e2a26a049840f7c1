import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page";
import { Printed } from "~/ui/printed";
import { readCopy } from "../copy.server";
import printScript from "../print.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "text", scripts: [printScript] };

/** What was sent, to be read once more, printed, or kept as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { copy } = await readCopy(args);
  return { title: copy.title, copy };
}

export default function Copy() {
  const { copy } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        backHref="/application/receipt"
        backLabel={t("standing.receipt")}
        eyebrow={copy.eyebrow}
        title={copy.heading}
        actions={
          <Button type="button" variant="secondary" hidden data-print>
            {t("receipt.print")}
          </Button>
        }
      />
      <p className="mb-8 max-w-text text-small text-muted print:hidden">
        <a href="/application/receipt/copy.pdf">{t("copy.pdf")}</a>. {t("copy.safe")}
      </p>
      <Printed printed={copy} />
    </>
  );
}
