import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader, Section } from "~/ui/page";
import { Tabs } from "~/ui/tabs";
import { Answers } from "../components/answers";
import { loadVersion } from "../versions-page.server";

export const handle: RouteHandle = { width: "wide" };

export function loader(args: LoaderFunctionArgs) {
  return loadVersion(args, args.params["number"]);
}

export default function ApplicationVersion() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const { path, search, changes } = page;
  return (
    <>
      <PageHeader
        backHref={`${path}${search}`}
        backLabel={page.title}
        title={t("versions.title", { number: page.number })}
        lead={t("versions.sent", { when: page.submittedAt })}
      />
      <Tabs
        label={t("versions.all")}
        items={page.versions.map(({ number }) => ({
          to: `${path}/versions/${number}${search}`,
          label: t("versions.title", { number }),
          current: number === page.number,
        }))}
      />
      <div className="mt-10 grid gap-14">
        {changes ? (
          <Section title={t("versions.changes", { number: page.number - 1 })}>
            {changes.length === 0 ? (
              <p className="text-muted">{t("versions.same")}</p>
            ) : (
              <div className="grid gap-8">
                {changes.map((change) => (
                  <div key={change.key}>
                    <h3 className="max-w-text text-body text-muted">{change.label}</h3>
                    <div className="mt-2 grid gap-x-10 gap-y-4 md:grid-cols-2">
                      <Lines title={t("versions.before")} lines={change.before} />
                      <Lines title={t("versions.after")} lines={change.after} />
                    </div>
                  </div>
                ))}
              </div>
            )}
          </Section>
        ) : null}
        <div>
          <Answers sections={page.sections} file={() => <p className="text-faint">{t("versions.file")}</p>} />
        </div>
      </div>
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  const { t } = useTranslation("selection");
  return (
    <div className="min-w-0 border-s-2 border-line ps-4">
      <p className="text-small text-muted">{title}</p>
      {lines.length === 0 ? <p className="text-faint">{t("reading.no-answer")}</p> : null}
      {lines.map((line, index) => (
        <p key={index} className="mt-1">
          {line}
        </p>
      ))}
    </div>
  );
}
