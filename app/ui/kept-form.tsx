import { createContext, useContext, type ComponentPropsWithoutRef } from "react";

/** What a form held when it was sent: its fields' names and texts, in their order. */
export type Typed = readonly (readonly [string, string])[];

interface PageForm {
  /** What somebody had typed when they asked for the page in another language; it is drawn into the fields again. */
  typed: Typed | null;
  /** Set once the page's form has been drawn: see {@link FormForNothing}. */
  isDrawn: boolean;
}

/** Made anew for each page that the server draws; there is none where a page runs in the browser. */
export const PageFormContext = createContext<PageForm | null>(null);

/** The one id by which the page's frame knows its form, wherever that stands. */
export const keptFormId = "kept";

/**
 * The form of a page in which somebody writes. The language button above it belongs to it too (see the document shell),
 * so that what was typed comes along without any script.
 */
export function KeptForm(props: Omit<ComponentPropsWithoutRef<"form">, "id" | "method">) {
  const page = useContext(PageFormContext);
  // A page is drawn once and from above, so what stands beneath knows by this that the form is there.
  if (page) page.isDrawn = true;
  return <form {...props} method="post" id={keptFormId} />;
}

/** Stands beneath a page's content: where that has no form to keep, the language button has this one. */
export function FormForNothing() {
  return useContext(PageFormContext)?.isDrawn ? null : <form method="post" id={keptFormId} hidden />;
}

/** Everything that is to be drawn into the page again, or null. */
export function useTypedTexts(): Typed | null {
  return useContext(PageFormContext)?.typed ?? null;
}

/** What had been typed into a field of one text; undefined where its own value holds. */
export function useTyped(name: string): string | undefined {
  return useTypedTexts()?.find(([field]) => field === name)?.[1];
}

/** Which of several values had been chosen; undefined where their own state holds. */
export function useChosen(name: string): string[] | undefined {
  return useTypedTexts()?.flatMap(([field, value]) => (field === name ? [value] : []));
}

/** What a form carries along unseen and must not lose either, such as the number of saves that it was made from. */
export function CarriedField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={useTyped(name) ?? value} autoComplete="off" />;
}
