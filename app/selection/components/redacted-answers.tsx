import { Section } from "~/ui/page";
import type { RedactionsPageData } from "../redactions-page.server";

/** What the panel reads, with hidden passages marked; the script finds the text's place by `data-place`. */
export function RedactedAnswers({ sections }: Pick<RedactionsPageData, "sections">) {
  return sections.map((section) => (
    <Section key={section.key} title={section.title}>
      <dl className="grid gap-8">
        {section.questions.map((question) => (
          <div key={question.key} className="max-w-text">
            <dt className="text-small text-muted">{question.label}</dt>
            {question.texts.length > 0
              ? question.texts.map(({ place, pieces }) => (
                  <dd key={place} data-place={place} className="mt-1 whitespace-pre-wrap">
                    {pieces.map((piece, index) =>
                      piece.is === "open" ? (
                        <span key={index}>{piece.text}</span>
                      ) : (
                        <mark
                          key={index}
                          data-is={piece.is}
                          className={
                            piece.is === "hidden"
                              ? "border-b-2 border-warn"
                              : "border-b-2 border-dashed border-warn bg-transparent"
                          }
                        >
                          {piece.text}
                        </mark>
                      ),
                    )}
                  </dd>
                ))
              : question.lines.map((line) => (
                  <dd key={line} className="mt-1">
                    {line}
                  </dd>
                ))}
          </div>
        ))}
      </dl>
    </Section>
  ));
}
