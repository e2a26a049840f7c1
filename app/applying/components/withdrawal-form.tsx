import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { RadioGroup, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Cluster, PageHeader, Stack } from "~/ui/page";
import type { WayOut } from "../erasure.server";

interface WithdrawalFormProps {
  code: string;
  /** Which call it is for, where the person has applied to several. */
  call: string | null;
  /** What can be chosen; "withdraw" first where it is there. */
  ways: readonly WayOut[];
  /** What would go: a draft nobody has read, what was sent, a place in the programme, or what is kept of it. */
  kind: "draft" | "sent" | "place" | "kept";
  /** What was chosen before something was wrong. */
  way: WayOut | null;
  error: string | undefined;
  errorAt: "way" | "password" | undefined;
}

/** The choice how to leave: in plain words what stays, what goes, and what cannot be undone. */
export function WithdrawalForm({ code, call, ways, kind, way, error, errorAt }: WithdrawalFormProps) {
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        backHref="/application"
        backLabel={t("form.to-overview")}
        eyebrow={call ?? undefined}
        title={t(`withdraw.${kind}.title`)}
        lead={t(`withdraw.${kind}.text`)}
      />
      <KeptForm action="/application/more" noValidate>
        <input type="hidden" name="code" value={code} />
        <Stack className="gap-8">
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={error && errorAt ? [{ href: `#${errorAt}`, text: error }] : []}
          />
          <RadioGroup
            id="way"
            name="way"
            label={t("withdraw.choose")}
            // Nothing that cannot be undone happens by one press: where there are several ways, one of them is chosen.
            defaultValue={way ?? (ways.length === 1 ? ways[0] : undefined)}
            error={errorAt === "way" ? error : undefined}
            options={ways.map((value) => ({
              value,
              label: t(`withdraw.${kind}.way.${value}`),
              help: t(`withdraw.${kind === "draft" ? "draft" : "sent"}.way.${value}-help`),
            }))}
          />
          {ways.some((value) => value !== "withdraw") ? (
            <TextField
              id="password"
              name="password"
              type="password"
              label={t("withdraw.password")}
              help={t(ways[0] === "withdraw" ? "withdraw.password-help" : "withdraw.password-help-always")}
              error={errorAt === "password" ? error : undefined}
              autoComplete="current-password"
              width="half"
            />
          ) : null}
          <Cluster>
            <Button variant="danger">{t(`withdraw.${kind}.confirm`)}</Button>
            <ButtonLink to="/application" variant="secondary">
              {t("withdraw.keep")}
            </ButtonLink>
          </Cluster>
        </Stack>
      </KeptForm>
    </>
  );
}
