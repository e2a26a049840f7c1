import { useForm, type SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { countWords } from "~/questions/count-words";
import { errorLinks, fieldProps } from "~/platform/forms";
import { localeNames, locales } from "~/platform/locale/locales";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Checkbox, RadioGroup, TextArea, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Cluster, Stack } from "~/ui/page";
import { evidenceWords, type RefereeForm as Schema } from "../referees";
import { ApplicationField } from "./application-field";

export interface RefereeValues {
  name: string;
  relation: string;
  email: string;
  locale: string;
  shownName: string;
  evidence: string;
  unsafe: boolean;
}

interface RefereeFormProps {
  values: RefereeValues;
  result: SubmissionResult | undefined;
}

/**
 * Who may speak for an applicant, or what else does. Both halves are there without a script; where the browser can,
 * the half that is not needed steps back.
 */
export function RefereeForm({ values, result }: RefereeFormProps) {
  const { t } = useTranslation("applying");
  const { unsafe, ...texts } = values;
  const [form, fields] = useForm<z.input<typeof Schema>>({
    id: "referee",
    lastResult: result,
    defaultValue: { ...texts, ...(unsafe ? { unsafe: "yes" as const } : {}) },
  });
  const evidence = typeof fields.evidence.initialValue === "string" ? fields.evidence.initialValue : "";
  return (
    <KeptForm noValidate autoComplete="off" className="group/referee">
      <ApplicationField />
      <Stack>
        <ErrorSummary
          title={t("platform:error.summary")}
          errors={errorLinks(form, t, {
            name: t("referees.field.name"),
            relation: t("referees.field.relation"),
            email: t("referees.field.email"),
            shownName: t("referees.field.shown-name"),
            evidence: t("referees.field.evidence"),
          })}
        />
        <TextField {...fieldProps(fields.name, t)} label={t("referees.field.name")} required />
        <TextField
          {...fieldProps(fields.relation, t)}
          label={t("referees.field.relation")}
          help={t("referees.field.relation-help")}
          required
        />
        <Checkbox
          id={fields.unsafe.id}
          name={fields.unsafe.name}
          value="yes"
          label={t("referees.field.unsafe")}
          help={t("referees.field.unsafe-help")}
          defaultChecked={fields.unsafe.initialValue === "yes"}
        />
        <div className="grid gap-6 group-has-[#referee-unsafe:checked]/referee:hidden">
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            inputMode="email"
            label={t("referees.field.email")}
            help={t("referees.field.email-help")}
          />
          <RadioGroup
            id={fields.locale.id}
            name={fields.locale.name}
            label={t("referees.field.locale")}
            defaultValue={
              typeof fields.locale.initialValue === "string" ? fields.locale.initialValue : values.locale
            }
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
          />
          <TextField
            {...fieldProps(fields.shownName, t)}
            label={t("referees.field.shown-name")}
            help={t("referees.field.shown-name-help")}
          />
        </div>
        <div
          className="hidden group-has-[#referee-unsafe:checked]/referee:block"
          data-questions
          data-words={t("questions:words", { words: "%count%", max: "%max%", count: 0 })}
          data-words-over={t("questions:words-over", {
            words: "%count%",
            max: "%max%",
            over: "%over%",
            count: 0,
          })}
        >
          <TextArea
            {...fieldProps(fields.evidence, t)}
            label={t("referees.field.evidence")}
            help={t("referees.field.evidence-help")}
            rows={8}
            count={{
              limitWords: evidenceWords,
              text: t("questions:words", { words: countWords(evidence), max: evidenceWords, count: 0 }),
            }}
          />
        </div>
        <Cluster>
          <Button>{t("referees.save")}</Button>
          <ButtonLink to="/application/referees" variant="quiet">
            {t("referees.cancel")}
          </ButtonLink>
        </Cluster>
        <p className="text-small text-muted">{t("referees.save-note")}</p>
      </Stack>
    </KeptForm>
  );
}
