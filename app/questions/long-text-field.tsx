import { useTranslation } from "react-i18next";
import type { Translate } from "~/platform/locale/translate";
import { TextArea } from "~/ui/field";
import { countCharacters, countWords } from "./count-words";
import type { Question } from "./definition";
import type { QuestionFrame } from "./frame";

interface LongTextFieldProps {
  question: Extract<Question, { type: "long-text" }>;
  frame: QuestionFrame;
  text: string;
}

/** A text of several lines with its count. */
export function LongTextField({ question, frame, text }: LongTextFieldProps) {
  const { t } = useTranslation("questions");
  const { maxWords, maxCharacters } = question;
  return (
    <TextArea
      {...frame}
      defaultValue={text}
      rows={rowsFor(maxWords ?? (maxCharacters ?? 0) / 6)}
      count={{
        ...(maxWords === undefined ? {} : { limitWords: maxWords }),
        ...(maxCharacters === undefined ? {} : { limitCharacters: maxCharacters }),
        text: countText(text, question, t),
      }}
    />
  );
}

function rowsFor(words: number): number {
  return words > 60 ? 8 : 4;
}

function countText(text: string, { maxWords, maxCharacters }: LongTextFieldProps["question"], t: Translate) {
  const counts: string[] = [];
  if (maxWords !== undefined) counts.push(countLine("words", countWords(text), maxWords, t));
  if (maxCharacters !== undefined)
    counts.push(countLine("characters", countCharacters(text), maxCharacters, t));
  return counts.join(", ");
}

function countLine(what: "words" | "characters", count: number, max: number, t: Translate): string {
  const values = { count: 0, [what]: count, max, over: count - max };
  return t(`questions:${what}${count > max ? "-over" : ""}`, values);
}
