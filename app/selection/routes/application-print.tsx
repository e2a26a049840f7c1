import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { PageHeader, Section } from "~/ui/page";
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
      <dl className="mb-10 grid gap-x-6 gap-y-1 text-small sm:grid-cols-[auto_1fr]">
        {printed.facts.map((fact) => (
          <div key={fact.label} className="contents">
            <dt className="text-muted">{fact.label}</dt>
            <dd>{fact.text}</dd>
          </div>
        ))}
      </dl>
      <div>
        {printed.sections.map((section, index) => (
          <Section key={index} title={section.title}>
            <dl className="grid gap-5">
              {section.questions.map((question, number) => (
                <div key={number}>
                  <dt className="text-small text-muted">{question.label}</dt>
                  <dd className="mt-1 grid gap-2">
                    {question.lines.length === 0 ? (
                      <p className="text-muted">{printed.words.none}</p>
                    ) : (
                      question.lines.map((line, at) => (
                        <p key={at} className="break-words">
                          {line}
                        </p>
                      ))
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        ))}
      </div>
      <p className="mt-10 text-small text-muted">{printed.foot.left}</p>
    </>
  );
}
