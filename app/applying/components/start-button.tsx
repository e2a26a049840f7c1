import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";

/** The way to a new application: a press where one call can be applied to, else to where one is chosen. */
export function StartButton({
  at,
  variant = "primary",
}: {
  at: string | null;
  variant?: "primary" | "secondary";
}) {
  const { t } = useTranslation("applying");
  const text = t("overview.start");
  return at === null ? (
    <ButtonLink to="/apply" variant={variant}>
      {text}
    </ButtonLink>
  ) : (
    <form method="post" action="/apply">
      <input type="hidden" name="call" value={at} />
      <Button variant={variant}>{text}</Button>
    </form>
  );
}
