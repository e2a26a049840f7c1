import { useTranslation } from "react-i18next";
import { worded } from "~/cohorts/questions";
import { Notice } from "~/ui/notice";
import type { OwnStatus } from "../status.server";

/** Tells a writer of words that a sign got into, page by page, as long as these can be changed. */
export function DamageNotice({ status }: { status: OwnStatus }) {
  const { t, i18n } = useTranslation("applying");
  const wasSent = status.standing !== "draft" && status.standing !== "reopened";
  if (status.damaged.length === 0 || (wasSent && !status.mayReopen)) return null;
  return (
    <Notice tone="warn" title={t("damage.title")} className="mb-8">
      <p>{t(wasSent ? "damage.sent" : "damage.draft", { by: status.deadline.submitBy })}</p>
      <ul className="mt-2 grid gap-1">
        {status.damaged.map(({ key, title, words }) => {
          const name = worded(title, i18n.language);
          return (
            <li key={key}>
              {wasSent ? name : <a href={`/application/form/${key}`}>{name}</a>}
              {": "}
              {words.map((word) => t("questions:problem.word", { word })).join(", ")}
            </li>
          );
        })}
      </ul>
      {wasSent ? (
        <p className="mt-2">
          <a href="/application/reopening">{t("standing.reopen")}</a>
        </p>
      ) : null}
    </Notice>
  );
}
