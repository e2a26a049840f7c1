import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { FileField, Select, TextArea } from "~/ui/field";
import { PageHeader, Section, Stack } from "~/ui/page";
import { RefusalNotice } from "./builder-page";

interface BringInProps {
  page: { path: string; seen: string; editions: { slug: string; name: string }[] };
  result: { isStale: boolean; texts: string[]; text: string } | null;
}

/** Two ways to begin with a form that is there already: an earlier edition's, or one in a file. */
export function BringIn({ page, result }: BringInProps) {
  const { t } = useTranslation("cohorts");
  const { path, seen, editions } = page;
  return (
    <>
      <PageHeader
        backHref={path}
        backLabel={t("builder.back")}
        title={t("builder.bring-in")}
        lead={t("builder.import.lead")}
      />
      {result ? <RefusalNotice refusal={result} /> : null}
      <Section title={t("builder.import.earlier")}>
        {editions.length === 0 ? (
          <p className="text-muted">{t("builder.import.no-earlier")}</p>
        ) : (
          <form method="post" action={`${path}/clone`} className="flex flex-wrap items-end gap-4">
            <input type="hidden" name="seen" value={seen} />
            <Select
              name="from"
              label={t("builder.import.from")}
              options={editions.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
            <Button variant="secondary">{t("builder.import.take")}</Button>
          </form>
        )}
      </Section>
      <Section title={t("builder.import.file-title")}>
        <form method="post" action={`${path}/import`} encType="multipart/form-data" noValidate>
          <input type="hidden" name="seen" value={seen} />
          <Stack>
            <FileField
              name="file"
              label={t("builder.import.file")}
              help={t("builder.import.file-help")}
              accept="application/json,.json"
            />
            <TextArea
              name="text"
              label={t("builder.import.text")}
              defaultValue={result?.text ?? ""}
              rows={8}
              spellCheck={false}
            />
            <div>
              <Button variant="secondary">{t("builder.import.read")}</Button>
            </div>
          </Stack>
        </form>
      </Section>
    </>
  );
}
