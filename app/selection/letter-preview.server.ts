import { randomUUID } from "node:crypto";
import { findTellingWords } from "./neutral-words";

/** A new id for a letter that is about to be confirmed. */
export function newOnce(): string {
  return randomUUID();
}

/** A letter to several applicants as it is shown before it goes, with the words that would give its matter away. */
export function previewLetter(letter: { subject: string; text: string }, editionName: string, once: string) {
  return {
    ...letter,
    once,
    paragraphs: letter.text.split(/\n{2,}/),
    telling: findTellingWords(`${letter.subject}\n${letter.text}`, editionName),
  };
}

export type PreviewedLetter = ReturnType<typeof previewLetter>;
