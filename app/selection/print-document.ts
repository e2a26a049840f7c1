/** An application ready to be set on paper: plain text, in its order and in the reader's language. */
export interface PrintedApplication {
  code: string;
  name: string;
  edition: string;
  facts: { label: string; text: string }[];
  sections: { title: string; questions: { label: string; lines: string[] }[] }[];
  words: {
    /** Stands where nothing was answered. */
    none: string;
    /** Stands at the foot of each page. */
    confidential: string;
  };
}
