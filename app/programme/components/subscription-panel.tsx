import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Disclosure } from "~/ui/disclosure";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Section, Stack } from "~/ui/page";

const devices = ["iphone", "android", "computer"] as const;

interface SubscriptionPanelProps {
  /** The page's own address. */
  base: string;
  /** The calendar's address; null where there is none yet. */
  address: string | null;
  note: string | null;
}

/** A calendar address: making it, using it, and ending it. */
export function SubscriptionPanel({ base, address, note }: SubscriptionPanelProps) {
  const { t } = useTranslation("programme");
  return (
    <>
      {note === "made" || note === "revoked" ? (
        <Notice tone="good" role="status" className="mb-8">
          {t(`subscription.note.${note}`)}
        </Notice>
      ) : null}
      {address ? (
        <Stack gap="loose">
          <Stack>
            <div>
              <ButtonLink to={address.replace(/^https?:/, "webcal:")}>{t("subscription.open")}</ButtonLink>
            </div>
            <TextField
              id="address"
              name="address"
              label={t("subscription.address")}
              help={t("subscription.secret")}
              defaultValue={address}
              readOnly
              autoComplete="off"
              spellCheck={false}
            />
            <div aria-live="polite">
              <Button
                type="button"
                variant="secondary"
                hidden
                data-copy="address"
                data-copied={t("subscription.copied")}
              >
                {t("subscription.copy")}
              </Button>
            </div>
          </Stack>
          <Section title={t("subscription.how")}>
            {devices.map((device) => (
              <Disclosure key={device} summary={t(`subscription.${device}.name`)}>
                <ol>
                  {t(`subscription.${device}.steps`)
                    .split("\n")
                    .map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                </ol>
              </Disclosure>
            ))}
            <Disclosure summary={t("subscription.plain.title")}>
              <p>{t("subscription.plain.text")}</p>
              <TextField
                className="mt-4"
                name="plain"
                label={t("subscription.plain.address")}
                defaultValue={`${address}?show=times`}
                readOnly
                autoComplete="off"
                spellCheck={false}
              />
            </Disclosure>
          </Section>
          <Section title={t("subscription.end.title")} lead={t("subscription.end.text")}>
            <div className="flex flex-wrap gap-3">
              <form method="post">
                <Button variant="secondary">{t("subscription.renew")}</Button>
              </form>
              <ConfirmDialog
                id="revoke"
                trigger={t("subscription.revoke")}
                triggerVariant="quiet"
                title={t("subscription.revoke-title")}
                cancelLabel={t("subscription.keep")}
                confirm={
                  <form method="post" action={`${base}/revocation`}>
                    <Button variant="danger">{t("subscription.revoke")}</Button>
                  </form>
                }
              >
                {t("subscription.revoke-text")}
              </ConfirmDialog>
            </div>
          </Section>
        </Stack>
      ) : (
        <form method="post">
          <p className="mb-6">{t("subscription.none")}</p>
          <Button>{t("subscription.make")}</Button>
        </form>
      )}
    </>
  );
}
