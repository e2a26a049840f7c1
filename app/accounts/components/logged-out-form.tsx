import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";

/** What somebody had typed when their session ended, ready to be sent again once they have logged in beside it. */
export function LoggedOutForm({ typed }: { typed: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={t("logged-out.title")} lead={t("logged-out.lead")} />
      <KeptForm>
        {typed.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <Stack>
          <ol>
            <li>
              <a href="/login" target="_blank" rel="noopener">
                {t("logged-out.log-in")}
              </a>
            </li>
            <li>{t("logged-out.return")}</li>
          </ol>
          <div>
            <Button>{t("logged-out.send")}</Button>
          </div>
          <TypedTexts typed={typed} />
        </Stack>
      </KeptForm>
    </>
  );
}

/** What somebody wrote, to be read and copied. */
export function TypedTexts({ typed }: { typed: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation("accounts");
  // Words alone, and not what a page carries along: codes, numbers, the keys of its questions.
  const texts = typed.filter(([name, value]) => name !== "asked" && /\S\s+\S/.test(value));
  if (texts.length === 0) return null;
  return (
    <section className="section">
      <h2 className="text-lead">{t("logged-out.typed")}</h2>
      <div className="mt-3 grid gap-4">
        {texts.map(([name, value], index) => (
          <p key={`${name}-${index}`} className="max-w-text whitespace-pre-line">
            {value}
          </p>
        ))}
      </div>
    </section>
  );
}
