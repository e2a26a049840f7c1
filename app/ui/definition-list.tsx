import type { ReactNode } from "react";

interface DefinitionListProps {
  items: { term: ReactNode; description: ReactNode }[];
}

/** Terms and what they are: the answers of a form, the facts of a place. */
export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl className="terms">
      {items.map((item, index) => (
        <div key={index}>
          <dt>{item.term}</dt>
          <dd>{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}
