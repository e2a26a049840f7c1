import { useTranslation } from "react-i18next";
import type { Wording } from "~/questions/definition";
import { Button } from "~/ui/button";
import { Stack } from "~/ui/page";
import type { FormRefusal } from "../form-office.server";
import { RefusalNotice } from "./builder-page";
import { WordingFields } from "./wording-fields";

interface SectionWordsProps {
  action: string;
  words: { title: Wording; lead?: Wording };
  seen: string;
  refusal: FormRefusal | null;
}

/** A section's title and the sentence beneath it. */
export function SectionWords({ action, words, seen, refusal }: SectionWordsProps) {
  const { t } = useTranslation("cohorts");
  return (
    <form method="post" action={action} noValidate>
      <input type="hidden" name="seen" value={seen} />
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <Stack>
        <WordingFields name="title" label={t("builder.section-title")} value={words.title} />
        <WordingFields name="lead" label={t("builder.section-lead")} value={words.lead} long isOptional />
        <div>
          <Button>{t("builder.save-section")}</Button>
        </div>
      </Stack>
    </form>
  );
}
