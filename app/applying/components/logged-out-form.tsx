import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { PageHeader, Stack } from "~/ui/page";

/** What somebody had typed when their session ended, ready to be sent again once they have logged in beside it. */
export function LoggedOutForm({ posted }: { posted: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation("applying");
  const texts = posted.filter(
    ([name, value]) => !["revision", "next", "merge"].includes(name) && value.length > 12,
  );
  return (
    <>
      <PageHeader title={t("logged-out.title")} lead={t("logged-out.lead")} />
      <form method="post">
        {posted.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <Stack>
          <ol>
            <li>
              <a href="/login?to=/application" target="_blank" rel="noopener">
                {t("logged-out.log-in")}
              </a>
            </li>
            <li>{t("logged-out.return")}</li>
          </ol>
          <div>
            <Button>{t("logged-out.save")}</Button>
          </div>
          {texts.length > 0 ? (
            <section className="section">
              <h2 className="text-lead">{t("logged-out.typed")}</h2>
              <div className="mt-3 grid gap-4">
                {texts.map(([name, value]) => (
                  <p key={name} className="whitespace-pre-line">
                    {value}
                  </p>
                ))}
              </div>
            </section>
          ) : null}
        </Stack>
      </form>
    </>
  );
}
