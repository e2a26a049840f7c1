import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { ClashView, FaultView } from "../office.server";

interface DeskNoticesProps {
  /** The address of the edition's programme. */
  base: string;
  release: { number: number; when: string } | null;
  changes: number;
  clashes: ClashView[];
  faults: FaultView[];
}

/** What stands between the programme as it is arranged and the one that fellows see. */
export function DeskNotices({ release, changes, ...trouble }: DeskNoticesProps) {
  const { base } = trouble;
  const { t } = useTranslation("programme");
  return (
    <>
      <Notice tone={changes > 0 ? "info" : "good"}>
        <p>
          {release ? t("office.state.published", release) : t("office.state.never")}{" "}
          {changes > 0 ? t("office.state.pending", { count: changes }) : t("office.state.current")}
        </p>
        {changes > 0 ? (
          <p>
            <ButtonLink to={`${base}/release`}>{t("office.review")}</ButtonLink>
          </p>
        ) : null}
      </Notice>
      <Trouble {...trouble} />
    </>
  );
}

/** What cannot be as it is arranged, each with the way to put it right. */
export function Trouble({ base, clashes, faults }: Pick<DeskNoticesProps, "base" | "clashes" | "faults">) {
  const { t } = useTranslation("programme");
  return (
    <>
      {faults.length > 0 ? (
        <Notice tone="warn" title={t("office.fault.title", { count: faults.length })}>
          <ul>
            {faults.map(({ fault, id, title, when }) => (
              <li key={id}>
                <a href={`${base}/sessions/${id}`}>{t(`office.fault.${fault}`, { title, when })}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {clashes.length > 0 ? (
        <Notice tone="warn" title={t("office.clash.title", { count: clashes.length })}>
          <ul>
            {clashes.map((clash) => (
              <li key={`${clash.over} ${clash.first.id} ${clash.second.id}`}>
                <a href={`${base}/sessions/${clash.second.id}`}>
                  {t(`office.clash.${clash.over}`, {
                    who: clash.who,
                    where: clash.who,
                    first: clash.first.title,
                    second: clash.second.title,
                    when: clash.when,
                  })}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
