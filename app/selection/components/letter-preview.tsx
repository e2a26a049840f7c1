import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { ShownChoice } from "../choice-page.server";
import type { PreviewedLetter } from "../letter-preview.server";
import { ChosenPage } from "./chosen";

interface LetterPreviewProps {
  shown: ShownChoice;
  preview: PreviewedLetter;
  /** Why it was not sent, where it was tried. */
  refused?: "changed" | "too-often" | "too-many" | null;
  limit?: number;
}

/** A letter before it goes: its words, to how many, and what in it would give its matter away. */
export function LetterPreview({ shown, preview, refused = null, limit }: LetterPreviewProps) {
  const { t } = useTranslation("selection");
  const path = `/office/${shown.slug}/applications/letter`;
  const kept = { subject: preview.subject, text: preview.text };
  return (
    <ChosenPage title={t("list.letter.preview-title")} shown={shown}>
      {refused ? (
        <Notice tone="warn" role="alert">
          {refused === "changed" ? t("list.chosen.changed") : t(`list.letter.${refused}`, { max: limit })}
        </Notice>
      ) : null}
      {preview.telling.length > 0 ? (
        <Notice tone="warn">{t("list.letter.telling", { words: preview.telling.join(", ") })}</Notice>
      ) : null}
      <figure className="grid gap-3 border-s-2 border-line ps-5">
        <figcaption className="sr-only">{t("list.letter.caption")}</figcaption>
        <p className="font-semibold">{preview.subject}</p>
        {preview.paragraphs.map((paragraph, index) => (
          <p key={index} className="whitespace-pre-line">
            {paragraph}
          </p>
        ))}
        <p className="text-accent">{t("letters.log-in")}</p>
      </figure>
      <p>
        {t("list.letter.to", { count: shown.count })}{" "}
        {shown.leftOut > 0 ? t("list.letter.left-out", { count: shown.leftOut }) : null}
      </p>
      <div className="flex flex-wrap gap-3">
        <form method="post" action={`${path}/sending${shown.search}`}>
          <Hidden values={{ ...kept, once: preview.once, seen: shown.seen }} />
          <Button>{t("list.letter.send", { count: shown.count })}</Button>
        </form>
        <form method="post" action={`${path}${shown.search}`}>
          <Hidden values={{ ...kept, step: "change" }} />
          <Button variant="quiet">{t("list.letter.change")}</Button>
        </form>
      </div>
    </ChosenPage>
  );
}

function Hidden({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
