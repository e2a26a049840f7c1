import { useTranslation } from "react-i18next";
import { fieldName, type Entry } from "~/cohorts/questions";
import { Disclosure } from "~/ui/disclosure";
import { GroupFrame, TextField } from "~/ui/field";
import type { QuestionFrame } from "./frame";

interface EntriesFieldProps {
  frame: QuestionFrame;
  most: number;
  entries: readonly Entry[];
}

/** Lines that stand open before any is filled in. */
const openLines = 2;

/** Up to `most` things with a place and a time. Lines beyond the first ones wait folded until they are wanted. */
export function EntriesField({ frame, most, entries }: EntriesFieldProps) {
  const { t } = useTranslation("applying");
  const open = Math.min(most, Math.max(openLines, entries.length));
  const line = (index: number) => (
    <EntryLine key={index} frame={frame} index={index} entry={entries[index]} />
  );
  return (
    <GroupFrame {...frame}>
      <div className="mt-4 grid gap-6">
        {Array.from({ length: open }, (_, index) => line(index))}
        {open < most ? (
          <Disclosure summary={t("entry.more")}>
            <div className="grid gap-6">
              {Array.from({ length: most - open }, (_, index) => line(open + index))}
            </div>
          </Disclosure>
        ) : null}
      </div>
    </GroupFrame>
  );
}

function EntryLine({
  frame,
  index,
  entry,
}: {
  frame: QuestionFrame;
  index: number;
  entry: Entry | undefined;
}) {
  const { t } = useTranslation("applying");
  const field = (part: keyof Entry, width?: "short") => (
    <TextField
      id={index === 0 && part === "what" ? frame.id : fieldName(frame.name, index, part)}
      name={fieldName(frame.name, index, part)}
      label={t(`entry.${part}`)}
      defaultValue={entry?.[part] ?? ""}
      width={width}
    />
  );
  return (
    <fieldset className="border-t border-line pt-3">
      <legend className="float-left w-full pb-2 text-muted">
        {t("entry.number", { number: index + 1 })}
      </legend>
      <div className="clear-both grid gap-4 sm:grid-cols-2">
        {field("what")}
        {field("where")}
        <div className="flex flex-wrap gap-4">
          {field("from", "short")}
          {field("to", "short")}
        </div>
      </div>
    </fieldset>
  );
}
