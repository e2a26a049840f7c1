import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Columns } from "~/ui/page";
import type { Pair as FoundPair, Side } from "../duplicates.server";
import type { likenessWord, Passage } from "../passages";

/** A side with its time in words. */
interface ShownSide {
  id: string;
  known: (Omit<NonNullable<Side["known"]>, "submittedAt"> & { submittedAt: string | null }) | null;
}

interface Pair {
  own: ShownSide;
  other: ShownSide;
  texts: FoundPair["texts"];
  kinds: {
    kind: FoundPair["kinds"][number]["kind"];
    word: ReturnType<typeof likenessWord>;
    settledAt: string | null;
    settledBy: string | null;
  }[];
}

/** Two applications side by side: what is alike in them, and a coordinator's word on it. */
export function DuplicatePair({ pair, slug }: { pair: Pair; slug: string }) {
  const { own, other, kinds, texts } = pair;
  const { t } = useTranslation("selection");
  return (
    <article className="grid gap-5 border-t-2 border-line pt-6 [&>*]:min-w-0">
      <Columns>
        <SideOf side={own} passages={texts?.passages[0]} />
        <SideOf side={other} passages={texts?.passages[1]} />
      </Columns>
      <ul role="list" className="grid gap-3">
        {kinds.map(({ kind, word, settledAt, settledBy }) => (
          <li key={kind} className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={settledAt ? "neutral" : "warn"}>{t(`duplicates.kind.${kind}`)}</Badge>
              {t(kind === "person" ? "duplicates.person" : `duplicates.text.${word}`)}
            </span>
            {settledAt ? (
              <span className="text-muted">
                {t(`duplicates.settled.${kind}`, {
                  who: settledBy ?? t("duplicates.settled.somebody"),
                  when: settledAt,
                })}
              </span>
            ) : null}
            {own.known ? (
              <form method="post" action={`/office/${slug}/applications/duplicates/settlement`}>
                <input type="hidden" name="code" value={own.known.code} />
                <input type="hidden" name="other" value={other.id} />
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="what" value={settledAt ? "reopen" : "settle"} />
                <Button variant={settledAt ? "quiet" : "secondary"} size="small">
                  {t(settledAt ? "duplicates.reopen" : `duplicates.settle.${kind}`)}
                </Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </article>
  );
}

function SideOf({ side: { known }, passages }: { side: Pair["own"]; passages: Passage[] | undefined }) {
  const { t } = useTranslation("selection");
  if (!known)
    return (
      <div>
        <h2 className="text-lead font-semibold">{t("duplicates.elsewhere.title")}</h2>
        <p className="mt-1 text-muted">{t("duplicates.elsewhere.text")}</p>
      </div>
    );
  return (
    <div>
      <h2 className="text-lead font-semibold">
        <a href={`/office/${known.edition.slug}/applications/${known.code}`}>{known.code}</a>
      </h2>
      <p>
        {known.name ?? t("applications.list.no-name")}
        {known.accountName ? <span className="text-muted"> ({known.accountName})</span> : null}
      </p>
      <p className="text-small text-muted">
        {[
          known.edition.isHere ? null : known.edition.name,
          known.status === "withdrawn" ? t("applications.status.withdrawn") : null,
          known.submittedAt,
        ]
          .filter(Boolean)
          .join(", ")}
      </p>
      {passages ? (
        <blockquote className="mt-3 whitespace-pre-line">
          {passages.map(({ text, isShared }, index) =>
            isShared ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
          )}
        </blockquote>
      ) : null}
    </div>
  );
}
