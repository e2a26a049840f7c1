import { useTranslation } from "react-i18next";
import { Columns, Section } from "~/ui/page";
import type { PublicCall } from "../public-call";
import { DatedLines } from "./ten-weeks";

interface CallDetailsProps {
  call: PublicCall | null;
  /** Whether others stand beside it, so that each heading says which it is about. */
  isOneOfSeveral: boolean;
}

/** Who a call is for, what is covered, and its days. */
export function CallDetails({ call, isOneOfSeveral }: CallDetailsProps) {
  const { t } = useTranslation("cohorts");
  const titled = (title: string) => (call && isOneOfSeveral ? `${call.name}: ${title}` : title);
  return (
    <>
      <div className="mt-14">
        <Columns>
          <Section title={titled(t("home.who-title"))}>
            <ul className="grid gap-2 pl-0" role="list">
              {(["country", "age", "community", "time", "nothing-else"] as const).map((key) => (
                <li key={key} className="border-t border-line pt-2 first:border-t-0">
                  {t(`home.who.${key === "country" && !call ? "country-any" : key}`, {
                    countries: call?.eitherCountry,
                    min: call?.minAge ?? 20,
                    max: call?.maxAge ?? 35,
                  })}
                </li>
              ))}
            </ul>
          </Section>
          <section className="section !mt-0">
            <h2>{titled(t("home.covers-title"))}</h2>
            <ul className="mt-5 grid gap-2 pl-0" role="list">
              {(call?.covers ?? []).map((key) => (
                <li key={key} className="border-t border-line pt-2 first:border-t-0">
                  {t(`home.covers.${key}`)}
                </li>
              ))}
              <li className="border-t border-line pt-2 first:border-t-0">{t("home.covers-free")}</li>
            </ul>
          </section>
        </Columns>
      </div>
      {call ? (
        <div className="mt-14">
          <Section title={titled(t("home.year-title"))} lead={t("home.year-lead")}>
            <DatedLines
              lines={call.year.map(({ key, day, isPast }) => ({ day, text: t(`home.year.${key}`), isPast }))}
            />
          </Section>
        </div>
      ) : null}
    </>
  );
}
