import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps } from "~/platform/forms";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import type { LayForm } from "../forms";

interface LayWeeksProps {
  slug: string;
  /** The first day, in words. */
  startsOn: string;
  result?: SubmissionResult | undefined;
}

/** Stands where the programme will be: what the default is, and the button that lays it. */
export function LayWeeks({ slug, startsOn, result }: LayWeeksProps) {
  const { t } = useTranslation("programme");
  const [form, fields] = useForm<z.input<typeof LayForm>>({ lastResult: result ?? null });
  return (
    <div className="max-w-form">
      <PageHeader title={t("office.none.title")} lead={t("office.none.text", { date: startsOn })} />
      <KeptForm action={`/office/${slug}/programme/weeks`} noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, { name: t("office.none.where"), address: t("office.none.address") })}
          />
          <TextField
            {...fieldProps(fields.name, t)}
            label={t("office.none.where")}
            help={t("office.none.where-help")}
            optionalText={t("platform:optional")}
          />
          <TextField
            {...fieldProps(fields.address, t)}
            label={t("office.none.address")}
            optionalText={t("platform:optional")}
          />
          <div>
            <Button>{t("office.none.lay")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </div>
  );
}
