/** Something ready to be set on paper: plain text, in its order and in the reader's language. */
export interface PrintedDocument {
  /** What a file manager and a title bar show. */
  title: string;
  /** The line above the heading. */
  eyebrow: string;
  heading: string;
  facts: { label: string; text: string }[];
  sections: { title: string; questions: { label: string; lines: string[] }[] }[];
  /** Stands at the foot of each page, on the left and before the page's number. */
  foot: { left: string; right: string };
  words: {
    /** Stands where nothing was answered. */
    none: string;
    /** Stands beneath everything where a sign had to be left as �. */
    unprintable: string;
  };
}
