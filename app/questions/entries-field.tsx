import { useTranslation } from "react-i18next";
import { Disclosure } from "~/ui/disclosure";
import { GroupFrame, TextField } from "~/ui/field";
import { entryFieldsOf, fieldName, type Entry } from "./answers";
import type { Question } from "./definition";
import type { QuestionFrame } from "./frame";
import { countCharacters } from "./count-words";
import { worded } from "./wording";

type EntriesQuestion = Extract<Question, { type: "entries" }>;

interface EntriesFieldProps {
  question: EntriesQuestion;
  frame: QuestionFrame;
  entries: readonly Entry[];
}

/** Lines that stand open before any is filled in. */
const openLines = 2;

/** Up to `most` things of a few fields each. Lines beyond the first ones wait folded until they are wanted. */
export function EntriesField({ question, frame, entries }: EntriesFieldProps) {
  const { t } = useTranslation("questions");
  const { most } = question;
  const open = Math.min(most, Math.max(openLines, entries.length));
  const line = (index: number) => (
    <EntryLine key={index} question={question} frame={frame} index={index} entry={entries[index]} />
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
  question,
  frame,
  index,
  entry,
}: {
  question: EntriesQuestion;
  frame: QuestionFrame;
  index: number;
  entry: Entry | undefined;
}) {
  const { t, i18n } = useTranslation("questions");
  const fields = entryFieldsOf(question);
  const isShort = (maxCharacters: number) => maxCharacters <= 30;
  const field = ({ key, label, maxCharacters }: (typeof fields)[number], position: number) => (
    <TextField
      key={key}
      id={index === 0 && position === 0 ? frame.id : fieldName(frame.name, index, key)}
      name={fieldName(frame.name, index, key)}
      label={label ? worded(label, i18n.language) : t(`entry.${key}`)}
      defaultValue={entry?.[key] ?? ""}
      // Where something is wrong with the lines, each field that is too long says so itself.
      error={
        frame.error && countCharacters(entry?.[key] ?? "") > maxCharacters
          ? t("platform:error.too-long", { max: maxCharacters })
          : undefined
      }
      width={isShort(maxCharacters) ? "short" : undefined}
    />
  );
  const numbered = fields.map((one, position) => ({ one, position }));
  const short = numbered.filter(({ one }) => isShort(one.maxCharacters));
  return (
    <fieldset className="border-t border-line pt-3">
      <legend className="float-left w-full pb-2 text-muted">
        {t("entry.number", { number: index + 1 })}
      </legend>
      <div className="clear-both grid gap-4 sm:grid-cols-2">
        {numbered
          .filter(({ one }) => !isShort(one.maxCharacters))
          .map(({ one, position }) => field(one, position))}
        {short.length > 0 ? (
          <div className="flex flex-wrap gap-4">{short.map(({ one, position }) => field(one, position))}</div>
        ) : null}
      </div>
    </fieldset>
  );
}
