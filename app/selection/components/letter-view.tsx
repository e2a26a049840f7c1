import type { LetterText } from "../letters";

interface LetterViewProps {
  letter: LetterText;
  /** Where the letter is in another language than the page. */
  lang?: string;
}

/** A letter's paragraphs, as its reader sees them. The title belongs to the page or the list around it. */
export function LetterView({ letter, lang }: LetterViewProps) {
  return (
    <div className="prose" lang={lang}>
      {letter.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
