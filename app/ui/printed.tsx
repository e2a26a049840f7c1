import type { PrintedDocument } from "~/platform/print/document";
import { Section } from "./page";

/** The body of what is put on paper, as a page: the same facts, sections and answers as in its PDF. */
export function Printed({ printed }: { printed: PrintedDocument }) {
  return (
    <>
      <dl className="mb-10 grid gap-x-6 gap-y-1 text-small sm:grid-cols-[auto_1fr]">
        {printed.facts.map((fact) => (
          <div key={fact.label} className="contents">
            <dt className="text-muted">{fact.label}</dt>
            <dd>{fact.text}</dd>
          </div>
        ))}
      </dl>
      <div>
        {printed.sections.map((section, index) => (
          <Section key={index} title={section.title}>
            <dl className="grid gap-5">
              {section.questions.map((question, number) => (
                <div key={number}>
                  <dt className="text-small text-muted">{question.label}</dt>
                  <dd className="mt-1 grid gap-2">
                    {question.lines.length === 0 ? (
                      <p className="text-muted">{printed.words.none}</p>
                    ) : (
                      question.lines.map((line, at) => (
                        <p key={at} className="min-w-0" dir="auto">
                          {line}
                        </p>
                      ))
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        ))}
      </div>
      <p className="mt-10 text-small text-muted">{printed.foot.left}</p>
    </>
  );
}
