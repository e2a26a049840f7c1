import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import { Table } from "~/ui/table";
import type { SessionFields } from "../session-values";
import type { SessionChoices } from "./session-form";

interface ConflictProps {
  differences: { field: keyof SessionFields; saved: string; sent: string }[];
  choices: SessionChoices;
}

/** Two versions of a session side by side: the one somebody else has saved, and the one that was sent. */
export function Conflict({ differences, choices }: ConflictProps) {
  const { t } = useTranslation("programme");
  const words = (field: keyof SessionFields, value: string) => {
    if (!value) return t("office.conflict.nothing");
    if (field === "kind") return t(`kind.${value}`, { defaultValue: value });
    if (field === "optional") return "✓";
    if (field === "place" && value === "new") return t("office.session.other-place");
    if (field === "place") return choices.places.find((place) => place.id === value)?.name ?? value;
    if (field === "facilitator")
      return choices.facilitators.find((one) => one.personId === value)?.name ?? value;
    return value;
  };
  return (
    <Notice tone="warn" role="alert" title={t("office.conflict.title")} className="mb-8">
      <p>{t("office.conflict.text")}</p>
      {differences.length > 0 ? (
        <Table
          caption={t("office.conflict.caption")}
          columns={[
            { key: "field", label: t("office.conflict.field") },
            { key: "saved", label: t("office.conflict.theirs") },
            { key: "sent", label: t("office.conflict.yours") },
          ]}
          rows={differences}
          rowKey={(row) => row.field}
          cell={(row, key) =>
            key === "field"
              ? t(`office.session.${row.field}`)
              : words(row.field, key === "saved" ? row.saved : row.sent)
          }
        />
      ) : (
        <p>{t("office.conflict.same")}</p>
      )}
      <p>
        <a href="?">{t("office.conflict.discard")}</a>
      </p>
    </Notice>
  );
}
