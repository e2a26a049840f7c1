import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { toLogIn } from "../ways";
import { SignUpForm } from "./sign-up-form";

interface CheckMailProps {
  /** The address as it was typed; null where a link stood for it. */
  email: string | null;
  to: string;
  /** What came of asking once more. */
  again?: "sent" | "too-many" | undefined;
}

/** Where a letter has gone, the same whether it had anybody to go to: it can be sent again, and the address corrected. */
export function CheckMail({ email, to, again }: CheckMailProps) {
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader
        title={t("sign-up.sent-title")}
        lead={
          <span className="break-words">
            {email === null ? t("sign-up.sent-text-unnamed") : t("sign-up.sent-text", { email })}
          </span>
        }
      />
      {again ? (
        <Notice tone={again === "sent" ? "good" : "warn"} role="status" className="mb-8">
          {t(again === "sent" ? "sign-up.again-done" : "error.too-many-letters")}
        </Notice>
      ) : null}
      <p className="max-w-text">{t("sign-up.sent-help")}</p>
      {email === null ? null : (
        <>
          <form method="post" action="/signup/letter" className="mt-6">
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="to" value={to} />
            <Button variant="secondary">{t("sign-up.again")}</Button>
          </form>
          <div className="mt-10">
            <Disclosure summary={t("sign-up.other-address")}>
              <p className="mb-6 max-w-text">{t("sign-up.other-address-text")}</p>
              <SignUpForm to={to} email={email} />
            </Disclosure>
          </div>
        </>
      )}
      <p className="mt-8">
        {t("sign-up.have-account")} <a href={toLogIn(to)}>{t("log-in.title")}</a>
      </p>
    </>
  );
}
